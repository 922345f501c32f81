"""The same bot on PostgreSQL, Redis and several servers: docs/deploying.md."""
