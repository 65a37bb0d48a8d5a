"""Measurements and long proofs; not part of the program.

python -m benchmarks             ``./run bench``: every figure a ratio against a floor or a peer of the same run
python -m benchmarks.prove       ``./run prove``: mutated files and imports that are killed

frame.py, scratch.py             rounds, medians, the table; a server of one's own
imports.py, registers.py, trends.py  what is measured
portfolio.py, counting.py        a million tests; statements and pages, counted
mutations.py, judging.py         files that went wrong, and what may become of them
killing.py, dying.py             imports that end in the middle
"""
