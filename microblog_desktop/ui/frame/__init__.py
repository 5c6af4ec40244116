"""What stands around the pages: side bar, right column, banners."""
