"""The virtual list: recycled row widgets that keep the reader's place."""
