"""A review to take away: PDF, Markdown and JSON.

The first two are made of the dictionary that `bot.review.review_of` gives and of the
pictures; the third is what `python -m bot score --json` prints.
"""
