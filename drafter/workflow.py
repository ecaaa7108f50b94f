"""The verbs: the order of events, nothing else."""
