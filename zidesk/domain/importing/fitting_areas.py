"""Which area of the current plan an area of a hand-made table is: by number, whatever it is called there."""

from dataclasses import replace

from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.area_names import area_number
from zidesk.domain.plan.model import Plan


def with_own_area_names(current: Plan | None, incoming: Incoming) -> Incoming:
    """Return a hand-made source with its areas called as in the current plan, where one is the same.

    Offices shorten the six names; an area so written is no seventh, and its name here is no slip to correct.
    """
    if current is None or not incoming.is_hand_made:
        return incoming
    names: dict[int, str] = {}
    for area in current.areas:
        if number := area_number(area.text):
            names.setdefault(number, area.text)
    areas = tuple(
        replace(area, text=names.get(area_number(area.text) or 0, area.text)) for area in incoming.plan.areas
    )
    return replace(incoming, plan=replace(incoming.plan, areas=areas))
