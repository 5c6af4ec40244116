"""The menus that stand for the settings page until it comes."""
