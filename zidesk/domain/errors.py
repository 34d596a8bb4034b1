"""The known errors: what the user's disk, file or input did, told in one Indonesian sentence."""


class KnownError(Exception):
    """Something the user can put right; nothing was changed.

    ``str(error)`` is one plain Indonesian sentence that says what happened and what to do. Every other
    exception is a bug and is shown as a report.
    """


class InvalidInputError(KnownError):
    """A value that the plan's rules do not allow."""


class PlanLockedError(KnownError):
    """The plan is ``ditetapkan``: text, schedule and targets are fixed until a revision is made."""


class NotFoundError(KnownError):
    """A unit, plan, row or file named by the user does not exist."""


class CancelledError(KnownError):
    """The user cancelled a long task; nothing was changed."""
