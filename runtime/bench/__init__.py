"""Benchmarks: commands that print a table; timings are compared as ratios within one run."""
