"""`python -m microblog_server` is `microblog-server`."""

import sys

from microblog_server.cli import main

if __name__ == "__main__":
    sys.exit(main())
