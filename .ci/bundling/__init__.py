"""Makes what a person installs: `python -m bundling` (or `make build`) leaves it in dist/."""
