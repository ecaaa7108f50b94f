"""Which facts a text states."""
