import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.exchange_helpers import EXAMPLES, example, example_path
from tests.strategies import plan_records
from zidesk.domain.importing.comparison import compare
from zidesk.domain.plan.model import PlanRecord, ScheduleStyle
from zidesk.exchange.errors import CannotReadError
from zidesk.exchange.plan_json.parsing import read_plan_json
from zidesk.exchange.plan_json.writing import write_plan_json
from zidesk.exchange.source import read_source


def written(record: PlanRecord) -> bytes:
    stream = io.BytesIO()
    write_plan_json(record, stream)
    return stream.getvalue()


def saved(tmp_path: Path, content: bytes | object) -> Path:
    path = tmp_path / "rencana.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def document() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(example_path("batanghari-2026").read_text("utf-8"))
    return loaded


def first_action(content: dict[str, Any]) -> dict[str, Any]:
    action: dict[str, Any] = content["areas"][0]["components"][0]["indicators"][0]["actions"][0]
    return action


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_written_as_it_was_read(name: str) -> None:
    incoming = read_plan_json(example_path(name))
    assert incoming.problems == ()
    assert incoming.unit is not None
    assert written(PlanRecord(incoming.unit, incoming.plan)) == example_path(name).read_bytes().rstrip(b"\n")


def test_the_examples_hold_the_decrees_rows_and_ticks() -> None:
    grid, text = (read_plan_json(example_path(name)).plan for name in EXAMPLES)
    assert [sum(1 for p in grid.actions() if p.indexes[0] == a) for a in range(6)] == [5, 6, 18, 10, 18, 11]
    assert sum(len(p.action.planned_months) for p in grid.actions()) == 355
    assert [sum(1 for p in text.actions() if p.indexes[0] == a) for a in range(6)] == [5, 6, 18, 10, 19, 12]
    assert text.schedule_style is ScheduleStyle.TEXT
    assert all(p.action.schedule_text for p in text.actions())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_speaks_of_neither_ids_nor_realisation(name: str) -> None:
    incoming = read_plan_json(example_path(name))
    assert (incoming.carries_ids, incoming.carries_realization, incoming.carries_remarks) == (
        False,
        False,
        False,
    )


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(record=plan_records())
def test_a_plan_comes_back_as_it_was(record: PlanRecord, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("json") / "rencana.json"
    path.write_bytes(written(record))
    incoming = read_plan_json(path)
    path.unlink()
    assert incoming.problems == ()
    assert incoming.plan == record.plan
    assert incoming.unit == record.unit
    assert incoming.evidence == record.evidence
    comparison = compare(record.plan, incoming)
    assert (comparison.added, comparison.changed, comparison.missing) == (0, 0, 0)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_real_plan_with_ids_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    record = example(name)
    incoming = read_source(saved(tmp_path, written(record)))
    assert incoming.plan == record.plan
    assert incoming.carries_ids


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", r"bukan JSON yang utuh \(baris 1, kolom 1\)"),
        (b'{"format": "zidesk-plan"', "bukan JSON yang utuh"),
        (b"\xff\xfe{\0}\0", "bukan teks UTF-8"),
        (b"[1, 2]", "bukan rencana aksi zidesk"),
        (b"null", "bukan rencana aksi zidesk"),
        (b'{"format": "lain"}', "bukan rencana aksi zidesk"),
        (b'{"format": "zidesk-plan"}', "Versi format"),
        (b'{"format": "zidesk-plan", "version": 2}', "zidesk yang lebih baru"),
        (b'{"format": "zidesk-plan", "version": 1}', 'bagian "unit" pada berkas tidak ada'),
        (b'{"a": 1, "a": 2}', 'kunci "a" tertulis dua kali'),
        (b'{"a": NaN}', "NaN bukan bilangan"),
        (b'{"a": ' + b"9" * 5000 + b"}", "bilangan yang terlalu panjang"),
        (b"[" * 100_000, "bertingkat terlalu dalam"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "bertingkat terlalu dalam"),
    ],
)
def test_what_is_no_plan_is_refused_in_one_sentence(content: bytes, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CannotReadError, match=sentence) as caught:
        read_plan_json(saved(tmp_path, content))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_file_of_200_megabytes_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "besar.json"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(CannotReadError, match="terlalu besar"):
        read_plan_json(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotReadError, match=r"tiada\.json tidak ditemukan"):
        read_plan_json(tmp_path / "tiada.json")


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotReadError, match="tidak dapat dibuka"):
        read_plan_json(tmp_path)


Damage = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda d: d.update(unit=[]), 'bagian "unit"'),
        (lambda d: d["unit"].update(name=" "), "nama satuan kerja"),
        (lambda d: d["plan"].pop("year"), "tahun rencana"),
        (lambda d: d["plan"].update(year="2026"), "tahun rencana"),
        (lambda d: d["plan"].update(year=True), "tahun rencana"),
        (lambda d: d["plan"].update(year=1999), "di luar 2000 sampai 2100"),
        (lambda d: d.pop("areas"), 'daftar "areas"'),
        (lambda d: d.update(areas={}), 'daftar "areas"'),
        (lambda d: d.update(areas=[1]), 'daftar "areas".*bukan objek'),
        (lambda d: d["areas"][0].pop("components"), 'daftar "components" pada Area I'),
        (lambda d: d["areas"][0]["components"][0].pop("indicators"), 'daftar "indicators" pada Komponen I.1'),
        (
            lambda d: d["areas"][0]["components"][0]["indicators"][0].update(actions=None),
            'daftar "actions" pada Indikator I.1.1',
        ),
    ],
)
def test_a_broken_structure_is_refused_and_named(damage: Damage, sentence: str, tmp_path: Path) -> None:
    content = document()
    damage(content)
    with pytest.raises(CannotReadError, match=sentence):
        read_plan_json(saved(tmp_path, content))


@pytest.mark.parametrize(
    ("change", "message", "reading"),
    [
        ({"months": [1, 13]}, "bulan “13” tidak ada, dilewati", {"months": {1}}),
        ({"months": [1, "2", True, 2.0]}, "dilewati", {"months": {1}}),
        ({"months": [3, 3]}, "bulan 3 tertulis dua kali", {"months": {3}}),
        ({"months": "Januari"}, "dibaca tanpa jadwal", {"months": set()}),
        ({"target_percent": 120}, "bukan angka bulat 0 sampai 100", {"target": None}),
        ({"target_percent": "100%"}, "bukan angka bulat", {"target": None}),
        ({"target_percent": [[]]}, "berupa daftar", {"target": None}),
        ({"evidence": 5}, "tidak ada atau bukan teks", {}),
        ({"action": "x" * 20_000}, "lebih panjang dari 10000 huruf", {}),
        ({"realization": [{"month": 1, "realized_on": "kemarin"}]}, "tanggal", {}),
        ({"realization": [{"month": 1, "realized_on": "0206-01-20"}]}, "20 Januari 206 di luar tahun", {}),
        ({"realization": [{"month": 1, "note": "a"}, {"month": 1, "note": "b"}]}, "berulang", {}),
        ({"realization": "ya"}, "tidak terbaca", {}),
        ({"id": "<script>"}, "dibaca sebagai baris baru", {}),
    ],
)
def test_a_wrong_detail_is_listed_with_its_reading(
    change: dict[str, Any], message: str, reading: dict[str, Any], tmp_path: Path
) -> None:
    content = document()
    first_action(content).update(change)
    incoming = read_plan_json(saved(tmp_path, content))
    assert incoming.problems
    assert all(problem.message.startswith("Langkah aksi I.1.1.1: ") for problem in incoming.problems)
    assert message in incoming.problems[0].message
    action = next(incoming.plan.actions()).action
    if "months" in reading:
        assert action.planned_months == reading["months"]
    if "target" in reading:
        assert action.target_percent is reading["target"]


def test_numbers_follow_the_order_and_a_wrong_one_is_listed(tmp_path: Path) -> None:
    content = document()
    content["areas"][1]["number"] = "IV"
    (problem,) = read_plan_json(saved(tmp_path, content)).problems
    assert problem.message == "Area II: bernomor “IV”, dibaca II menurut urutannya."


def test_an_id_that_stands_twice_is_listed(tmp_path: Path) -> None:
    content = document()
    for area in content["areas"][:2]:
        area["id"] = "a" * 32
    incoming = read_plan_json(saved(tmp_path, content))
    assert [area.id for area in incoming.plan.areas[:2]] == ["a" * 32, ""]
    assert len(incoming.problems) == 1


def test_characters_that_cannot_be_stored_are_left_out(tmp_path: Path) -> None:
    content = document()
    first_action(content)["action"] = "a\ud800b\u0000c\r\nd"
    assert next(read_plan_json(saved(tmp_path, content)).plan.actions()).action.text == "abc\nd"


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + example_path("batanghari-2026").read_bytes()
    assert sum(1 for _ in read_plan_json(saved(tmp_path, content)).plan.actions()) == 68


def test_what_a_draft_lacks_is_not_written() -> None:
    record = example("batanghari-2026")
    plan = replace(record.plan, id="", decree_number="", decree_date=None)
    head = json.loads(written(PlanRecord(record.unit, plan)))["plan"]
    assert head == {"year": 2026, "decree_number": "", "decree_date": None, "schedule_style": "grid"}


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
@given(data=st.data())
def test_no_change_of_one_value_breaks_the_reader(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = json.loads(written(example("jambi-2026")))
    content["areas"] = content["areas"][:1]
    anything = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=5)
        | st.just([])
        | st.just({})
        | st.just([[]])
    )
    node: Any = content
    while True:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        key = data.draw(st.sampled_from(list(keys)))
        if isinstance(node[key], dict | list) and node[key] and data.draw(st.booleans()):
            node = node[key]
            continue
        node[key] = data.draw(anything)
        break
    path = tmp_path_factory.mktemp("json") / "rencana.json"
    path.write_text(json.dumps(content))
    sentence = "."
    try:
        read_plan_json(path)
    except CannotReadError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    path.unlink()


@pytest.mark.parametrize(
    "listed", [[], "lokasi", 3, {"action": []}, {"action": "lokasi"}, {"month": None}, {"action": {"x": {}}}]
)
def test_a_list_of_fields_that_cannot_be_right_is_told_and_changes_nothing(
    listed: Any, tmp_path: Path
) -> None:
    record = example("batanghari-2026")
    content = json.loads(written(record)) | {"fields": listed}
    incoming = read_plan_json(saved(tmp_path, content))
    assert len(incoming.problems) == 1
    assert compare(record.plan, incoming).merged() == record.plan


def test_a_field_that_only_a_newer_zidesk_knows_is_told(tmp_path: Path) -> None:
    record = example("batanghari-2026")
    content = json.loads(written(record)) | {"fields": {"action": {"lokasi": "Lokasi"}}}
    first_action(content)["lokasi"] = "Aula"
    incoming = read_plan_json(saved(tmp_path, content))
    (problem,) = incoming.problems
    assert "memuat isian “Lokasi” yang belum dikenal" in problem.message
    assert compare(record.plan, incoming).merged() == record.plan


def test_what_no_row_of_a_file_from_elsewhere_speaks_of_stays(tmp_path: Path) -> None:
    record = example("batanghari-2026")
    ours = replace(next(record.plan.actions()).action, person_in_charge="Umum", schedule_text="awal tahun")
    content = document()
    incoming = read_plan_json(saved(tmp_path, content))
    assert incoming.lacking == {"person_in_charge", "schedule_text"}
    first_action(content)["person_in_charge"] = "Hukum"
    assert read_plan_json(saved(tmp_path, content)).lacking == {"schedule_text"}
    area = record.plan.areas[0]
    component = area.components[0]
    indicator = component.indicators[0]
    indicator = replace(indicator, actions=(ours, *indicator.actions[1:]))
    component = replace(component, indicators=(indicator, *component.indicators[1:]))
    area = replace(area, components=(component, *area.components[1:]))
    now = replace(record.plan, areas=(area, *record.plan.areas[1:]))
    assert compare(now, incoming).merged() == now
