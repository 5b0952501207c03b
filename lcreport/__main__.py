"""`python -m lcreport` is the same door as the command `lcreport`."""

from lcreport.cli import entry

if __name__ == "__main__":
    entry()
