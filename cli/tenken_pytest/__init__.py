"""Regression tests of case files: a pytest plugin for a municipality that keeps its own policies.

It is a package of its own because pytest imports it in every run wherever Tenken is installed: nothing here or in
`plugin` imports more than pytest until `--tenken-cases` asks for it.
"""
