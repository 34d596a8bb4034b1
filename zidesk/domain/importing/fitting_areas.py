"""Which area of the current plan an area of a hand-made table is: by number, whatever it is called there."""

from dataclasses import replace

from zidesk.domain.importing.incoming import Incoming
from zidesk.domain.plan.area_names import area_number
from zidesk.domain.plan.model import Area, Plan


def with_own_areas(current: Plan | None, incoming: Incoming) -> Incoming:
    """Return a hand-made source with the areas of the current plan, called as they are there.

    Offices shorten the six names; an area so written is no seventh, and its name here is no slip to correct.
    An area that the table does not mention has no rows in it, but it stays one of the six.
    """
    if current is None or not incoming.is_hand_made:
        return incoming
    ours = {number: area.text for area in reversed(current.areas) if (number := area_number(area.text))}
    areas = [
        replace(area, text=ours.get(area_number(area.text) or 0, area.text)) for area in incoming.plan.areas
    ]
    told = {area.text for area in areas}
    whole = [*areas, *(Area(area.text) for area in current.areas if area.text not in told)]
    order = {area.text: place for place, area in enumerate(current.areas)}
    places = {id(area): place for place, area in enumerate(areas)}
    whole.sort(key=lambda area: order.get(area.text, len(order)))
    kept = {places[id(area)]: place for place, area in enumerate(whole) if id(area) in places}
    read = {(kept[path[0]], *path[1:]): place for path, place in incoming.places.items()}
    return replace(incoming, plan=replace(incoming.plan, areas=tuple(whole)), places=read)
