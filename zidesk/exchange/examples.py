"""The example plans that ship with the program: two real plans of 2026, without realisation or evidence."""

from typing import TYPE_CHECKING

from zidesk.resource_path import resource_path

if TYPE_CHECKING:
    from zidesk.domain.importing.incoming import Incoming

EXAMPLES = ("batanghari-2026", "jambi-2026")
"""Names of the bundled examples: KPU Kabupaten Batang Hari (grid), KPU Provinsi Jambi (text)."""


def read_example(name: str) -> "Incoming":
    """Return a bundled example's unit and plan; ``name`` is one of ``EXAMPLES``."""
    # The command line reads the names above at every start; what reads the plans can wait.
    from zidesk.exchange.plan_json.parsing import read_plan_json

    return read_plan_json(resource_path("examples", f"{name}.json"))
