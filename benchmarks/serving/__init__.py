"""What `benchmarks/server.py` measures the server with: a large site, load, streams, a yardstick."""
