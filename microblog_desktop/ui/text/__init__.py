"""Text that people wrote: broken into lines, painted, selected, with links that can be followed."""
