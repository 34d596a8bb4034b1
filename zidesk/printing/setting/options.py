"""What the user can choose about a printed document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zidesk.domain.document.page_setup import PageSetup
from zidesk.domain.plan.model import ScheduleStyle


class Edition(StrEnum):
    """The signing original, or the certified copy (salinan) with ``ttd.`` and the certification block."""

    ORIGINAL = "original"
    COPY = "copy"


class AnnexColumn(StrEnum):
    """The columns of the annex's table, by the key under which their titles can be changed."""

    NUMBER = "number"
    COMPONENT = "component"
    INDICATOR = "indicator"
    ACTION = "action"
    EVIDENCE = "evidence"
    SCHEDULE = "schedule"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class PrintOptions(PageSetup):
    """How to print, besides the pages. ``style`` ``None`` means the plan's own.

    ``headings`` replaces column titles, the others keep the style's own; ``mark`` stands for the signature in
    a copy.
    """

    style: ScheduleStyle | None = None
    edition: Edition = Edition.ORIGINAL
    mark: str = "ttd."
    headings: Mapping[AnnexColumn, str] = field(default_factory=dict)
