"""Many candidates at once against several servers: what gets lost, how long it takes, what it costs."""
