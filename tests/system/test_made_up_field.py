"""A new field is a line in the table of fields and a column: all else carries it, or a test says so."""

from pathlib import Path

import pytest

from tests.exchange.golden.make_golden import golden_record
from tests.system.made_up_field.scratch import EDITS, make_scratch, run_tests
from zidesk.domain.importing.comparison import compare
from zidesk.exchange.plan_json.parsing import read_plan_json
from zidesk.exchange.workbook.reading import read_workbook

pytestmark = pytest.mark.timeout(600)
MODEL, FIELDS, TABLES, STEPS = EDITS
COMPLETE = "tests/domain/plan/test_fields.py"
SCHEMA = "tests/db/test_migrations.py::test_the_steps_make_the_schema_that_the_tables_say"


def test_four_files_carry_a_field_everywhere_and_older_and_newer_exports_stay_readable(
    tmp_path: Path,
) -> None:
    assert len(EDITS) <= 10
    scratch = make_scratch(tmp_path)
    done = run_tests(
        scratch,
        "tests/system/made_up_field/checks.py",
        "tests/ui/plan/panel_checks.py",
        COMPLETE,
        "tests/exchange/plan_json/test_plan_json.py::test_a_plan_comes_back_as_it_was",
        "tests/exchange/workbook/test_workbook_round_trip.py::test_an_untouched_export_changes_nothing",
        "tests/exchange/tables/test_table_rows.py::test_areas_survive_the_clipboard",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    now = golden_record()
    for incoming in (
        read_workbook(scratch / "keluaran" / "baru.xlsx"),
        read_plan_json(scratch / "keluaran" / "baru.json"),
    ):
        assert incoming.plan == now.plan
        told = [problem.message for problem in incoming.problems]
        assert (
            sum(
                "zidesk yang lebih baru dan memuat isian “Lokasi” yang belum dikenal" in each for each in told
            )
            == 1
        )
        # The workbook's further columns are named as well.
        assert [message for message in told if "Lokasi" not in message] == []
        comparison = compare(now.plan, incoming)
        assert comparison.merged() == now.plan
        assert (comparison.changed, comparison.conflicts) == (0, ())


@pytest.mark.parametrize(
    ("forgotten", "failing", "named"),
    [
        ({FIELDS, TABLES, STEPS}, COMPLETE, "test_every_value_is_a_field_or_structure"),
        ({MODEL, TABLES, STEPS}, COMPLETE, "test_every_value_is_a_field_or_structure"),
        ({TABLES, STEPS}, COMPLETE, "test_every_value_is_a_field_or_structure"),
        ({STEPS}, SCHEMA, "test_the_steps_make_the_schema_that_the_tables_say"),
    ],
)
def test_a_place_that_is_forgotten_fails_a_named_test(
    forgotten: set[str], failing: str, named: str, tmp_path: Path
) -> None:
    done = run_tests(make_scratch(tmp_path, forgotten), failing)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"::{named}" in done.stdout


def test_a_field_of_months_that_is_forgotten_fails_by_name(tmp_path: Path) -> None:
    done = run_tests(make_scratch(tmp_path, only_actions=True), COMPLETE)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "MonthCell" in done.stdout
