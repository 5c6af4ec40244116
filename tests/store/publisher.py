"""A process that publishes until it is killed: `python -m tests.store.publisher FILE`.

Says the number of each post when its commit has returned, and keeps a draft for the next.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from microblog_desktop.commands.posting import publish
from microblog_desktop.commands.reading import save_draft
from tests.store.world import NOON, World


def main(path: Path) -> None:
    world = World(path)
    for number in count(1):
        body = f"post {number}"
        save_draft(world.store, "home", body, now=NOON)
        publish(world.store, body, now=NOON, undo_s=5, draft="home")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
