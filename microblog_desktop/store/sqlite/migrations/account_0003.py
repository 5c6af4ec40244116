"""What was read of a timeline.

`position_character` is the first character of the line that the upper edge cuts (-1: no line is cut).
`seen_sort` is the newest place that was ever in view, `left_at` when somebody last looked. `mark_*`
is the line above which nothing was read when they left: it stays where it was.
"""

SQL = """
ALTER TABLE coverage ADD COLUMN position_character INTEGER NOT NULL DEFAULT -1;
ALTER TABLE coverage ADD COLUMN seen_sort TEXT;
ALTER TABLE coverage ADD COLUMN left_at INTEGER;
ALTER TABLE coverage ADD COLUMN mark_sort TEXT;
ALTER TABLE coverage ADD COLUMN mark_left_at INTEGER;
"""
