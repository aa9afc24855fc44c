"""Where the installed command begins: an interruption is met quietly even while the program is being imported."""

from __future__ import annotations

import os

INTERRUPTED = 130


def main() -> None:
    """Import the program, and run it."""
    try:
        from tenken_cli.main import main as run  # noqa: PLC0415 - the import is what may be interrupted
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
