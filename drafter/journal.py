"""The record of replies and versions."""
