"""Read quantities in Chinese and English text, and hold a draft to its notes."""
