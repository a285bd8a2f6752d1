"""Lists of a school's pupils, taken in: what a file says, how that differs from the accounts, and the change made.

Knows files, accounts and classes. Nothing of pages, and never what pupils write or learn.
"""
