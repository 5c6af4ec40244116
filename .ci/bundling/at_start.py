"""Runs first in each program of the bundle."""

import os

# The programs that we open (a browser, a file manager) find their own libraries, not ours.
_LIBRARIES = "LD_LIBRARY_PATH"
_before = os.environ.pop(f"{_LIBRARIES}_ORIG", None)
if _before is None:
    os.environ.pop(_LIBRARIES, None)
else:
    os.environ[_LIBRARIES] = _before
