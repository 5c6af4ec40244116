"""Settings for a server that hashes quickly and limits nobody."""

from __future__ import annotations

from pathlib import Path

from microblog_server.settings import Settings


def quick_settings(folder: Path, database: str = "") -> Settings:
    return Settings(data_dir=folder, database=database, rate_limits=False, password_kib=8, password_passes=1)
