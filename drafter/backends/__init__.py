"""What answers a request: a server, a recording, or the built-in composer."""
