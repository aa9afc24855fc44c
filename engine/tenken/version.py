"""The version of the program: part of every digest."""

VERSION = "0.1.0"
