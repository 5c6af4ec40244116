"""The composition root: builds every object, joins them, runs them, closes them in reverse order."""
