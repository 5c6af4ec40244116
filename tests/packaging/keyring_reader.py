"""What somebody's keyring has of ours: `python -m tests.packaging.keyring_reader USER`, on the bus of the session.

Only the user may ask, so this becomes the user, once it has loaded what the user may not read.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing

import secretstorage
from cryptography.hazmat.backends import default_backend

from microblog_desktop.system.vaults.keyring_vault import SERVICE_NAME

if __name__ == "__main__":
    default_backend()
    if os.geteuid() == 0:
        os.setuid(int(sys.argv[1]))
    with closing(secretstorage.dbus_init()) as bus:
        items = list(secretstorage.search_items(bus, {"service": SERVICE_NAME}))
        print(json.dumps({item.get_attributes()["username"]: item.get_secret().decode() for item in items}))
