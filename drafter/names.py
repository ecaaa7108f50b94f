"""Names: what must stay verbatim in a report."""
