"""Set up this project on a machine with Python 3.11 or later and PyPI, and nothing else.

`python3 tools/bootstrap.py --with report` (or `test`, or `lab`) makes `.venv` when it is not there, installs
what that purpose needs from its hashed lock, and is done at once when nothing changed. Standard library only.
This file is kept readable for old Pythons, so that they can say that they are too old.
"""

import sys

NEEDED = (3, 11)


def check_python(version):
    """Stop with one line when the interpreter is older than the project allows."""
    if tuple(version[:2]) < NEEDED:
        sys.exit(
            "tools/bootstrap.py: this is Python {}.{}. Expected Python {}.{} or later. "
            "Hint: install it and call make with PYTHON=<its name>.".format(*(tuple(version[:2]) + NEEDED))
        )


def main():
    """Check the interpreter, then set up what the command line asks for."""
    check_python(sys.version_info)
    from provision.command import run_command

    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
