"""Accounts stand in the order in which they were added."""

SQL = """
ALTER TABLE account ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
UPDATE account SET added = (SELECT count(*) FROM account AS other WHERE other.id <= account.id);
CREATE INDEX account_added ON account (added);
"""
