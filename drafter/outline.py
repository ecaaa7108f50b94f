"""The tree of a report: numbered sections in text, and text from sections."""
