"""Running the server as a service: workers, logs, metrics, backup, administration."""
