"""Measurements anyone can run again: each takes its cases from a file and returns a report."""
