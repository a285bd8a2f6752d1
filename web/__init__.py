"""The pages, for pupils and teachers, and the `attain` command: the only package that knows Flask.

Shows what the tutor decided and passes on what people typed; decides nothing about learning itself.
"""
