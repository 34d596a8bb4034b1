"""The figures of a whole plan and of its areas, as they are shown for many plans at once."""

from dataclasses import dataclass

from zidesk.domain.figures.progress import Progress


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """The figures of one area of a plan."""

    id: str
    components: int
    indicators: int
    actions: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The figures of a plan by its areas, in their order; the same that ``progress_of`` gives."""

    plan_id: str
    areas: tuple[AreaFigures, ...] = ()

    @property
    def progress(self) -> Progress:
        """The figures of the whole plan."""
        return sum((area.progress for area in self.areas), Progress())

    @property
    def components(self) -> int:
        """How many components there are."""
        return sum(area.components for area in self.areas)

    @property
    def indicators(self) -> int:
        """How many indicators there are."""
        return sum(area.indicators for area in self.areas)

    @property
    def actions(self) -> int:
        """How many actions there are."""
        return sum(area.actions for area in self.areas)
