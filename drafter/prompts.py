"""Prompts: files with declared inputs, rendered in a sandbox."""
