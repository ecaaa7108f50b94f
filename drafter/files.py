"""Text files in any of the encodings that people use; writing that never loses the old."""
