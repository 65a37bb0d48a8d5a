"""The site sheet: one scenario on paper, to be taken to the panel room, filled in by hand and signed.

Everything is black on white and told by words and shapes, since it is copied and read in bad light.
"""
