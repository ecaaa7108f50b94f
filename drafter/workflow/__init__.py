"""The verbs: draft, check, and the rest. The order of events, nothing else; each verb in its own file."""
