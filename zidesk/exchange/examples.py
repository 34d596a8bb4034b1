"""The example plans that ship with the program: two real plans of 2026, without realisation or evidence."""

from zidesk.domain.importing.incoming import Incoming
from zidesk.exchange.plan_json.writing import read_plan_json
from zidesk.resource_path import resource_path

EXAMPLES = ("batanghari-2026", "jambi-2026")
"""Names of the bundled examples: KPU Kabupaten Batang Hari (grid), KPU Provinsi Jambi (text)."""


def read_example(name: str) -> Incoming:
    """Return a bundled example's unit and plan; ``name`` is one of ``EXAMPLES``."""
    return read_plan_json(resource_path("examples", f"{name}.json"))
