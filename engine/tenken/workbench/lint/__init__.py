"""Lints: what is wrong or weak in a policy's files, found without judging any case."""
