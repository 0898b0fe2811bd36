"""What a user is told in one line."""


class Fault(Exception):
    """A call or a file that is wrong: one line, exit code 2."""


class NoData(Exception):
    """A kind that the runs have nothing for, and why."""
