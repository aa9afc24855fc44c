"""The commands and reports that people see."""

import gc
import os

# Looking for pydantic plugins scans every installed package, a tenth of a cold start; the program uses none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Starting makes many small objects that all stay: looking for garbage among them is a fifth of a cold start.
gc.set_threshold(100_000)
