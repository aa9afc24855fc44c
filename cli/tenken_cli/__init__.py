"""The commands and reports that people see."""

import os

# Looking for pydantic plugins scans every installed package, a tenth of a cold start; the program uses none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
