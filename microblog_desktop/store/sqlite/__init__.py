"""The door to SQLite: connection, transactions, migrations, columns."""
