"""The curriculum: what is true, built once and read-only while serving.

Knows subjects, objectives, items, misconceptions and passages, and how to read them from files.
Does not know pupils, marking, the language model or the web.
"""
