"""What the benchmark of the search searches in (benchmarks/searching)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.searching.babel import bodies
from benchmarks.searching.well_read import PEOPLE, open_store, well_read


def test_posts_are_the_same_each_time_and_their_words_as_rare_as_in_a_language() -> None:
    texts = list(bodies(2_000))
    assert texts == list(bodies(2_000))
    counted = Counter(word for text in texts for word in text.split()).most_common()
    assert counted[0][1] > 20 * counted[len(counted) // 10][1] > 0
    assert counted[-1][1] == 1
    for script in ("가", "ぁ", "ا"):
        assert any(character >= script for text in texts for character in text)


def test_the_file_is_made_once_and_indexed(tmp_path: Path) -> None:
    file = well_read(tmp_path, 500)
    made = file.stat().st_mtime_ns
    assert well_read(tmp_path, 500) == file
    assert file.stat().st_mtime_ns == made
    store = open_store(file)
    assert store.search.index.is_whole
    assert store.db.row("SELECT count(*) FROM person") == (PEOPLE + 1,)  # and oneself
    assert store.db.rows("SELECT 1 FROM search WHERE search MATCH 'the' LIMIT 1") == [(1,)]
    store.close()
