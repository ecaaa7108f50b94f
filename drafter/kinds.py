"""Kinds of report: folders of prompts and their requirements."""
