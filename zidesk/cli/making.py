"""The verbs ``contoh`` and ``baru``: new files."""

import argparse
from pathlib import Path

from zidesk.cli.arguments import BLANK_TEMPLATE
from zidesk.cli.output import say
from zidesk.db.files.filled_file import make_filled
from zidesk.db.operations.plans import add_plan
from zidesk.domain.errors import InvalidInputError
from zidesk.domain.names.file_names import FILE_ENDING, with_ending
from zidesk.domain.plan.model import Level, Plan, Unit
from zidesk.domain.plan.office_names import with_office_named
from zidesk.domain.plan.template import blank_plan, plan_from_template
from zidesk.domain.plan.units import named_unit
from zidesk.exchange.examples import read_example


def make_example(arguments: argparse.Namespace) -> int:
    """Make FILE from a bundled example."""
    example = read_example(arguments.name)
    if example.unit is None:
        raise AssertionError(arguments.name)
    return _make(arguments, example.unit, example.plan)


def make_plan(arguments: argparse.Namespace) -> int:
    """Make FILE with a new plan, empty or from a bundled template."""
    unit = named_unit(arguments.satker, Level(arguments.tingkat) if arguments.tingkat else None)
    if arguments.templat == BLANK_TEMPLATE:
        plan = blank_plan(arguments.tahun)
    else:
        example = read_example(arguments.templat)
        plan = plan_from_template(example.plan, arguments.tahun)
        if example.unit is not None:
            plan = with_office_named(plan, example.unit, unit)
    return _make(arguments, unit, plan)


def _make(arguments: argparse.Namespace, unit: Unit, plan: Plan) -> int:
    path = _target(arguments.file)
    make_filled(path, lambda store: add_plan(store, unit, plan))
    count = sum(1 for _ in plan.actions())
    say(f"{path} dibuat: {unit.name}, {plan.year}, {count} langkah aksi.")
    return 0


def _target(named: Path) -> Path:
    if named.is_dir():
        raise InvalidInputError(
            f"“{named}” adalah folder; sebutkan juga nama berkasnya, misalnya “{named / 'Rencana.zidesk'}”."
        )
    return with_ending(named, FILE_ENDING)
