"""The card with a person that appears where the pointer rests on a picture or a name."""
