"""What an evaluator needs: the attainment log as files, and the benchmarks.

Reads what the tutor recorded and runs the same tutor that is served; never changes a record.
"""
