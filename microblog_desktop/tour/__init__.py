"""The tour: the main job, played in the real windows by real input events, a picture of each step."""
