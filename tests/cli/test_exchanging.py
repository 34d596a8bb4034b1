"""impor, ekspor, cetak, and choosing among several plans."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from zidesk.cli import main
from zidesk.db.operations.months import record_month
from zidesk.db.operations.nodes import edit_node
from zidesk.db.store import Store
from zidesk.domain.plan.model import NodeKind

EXAMPLES = Path(__file__).parents[2] / "resources" / "examples"


def example_document(name: str = "batanghari-2026") -> dict[str, Any]:
    """Return a bundled example as the object its JSON holds."""
    document = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def first_action(document: dict[str, Any]) -> dict[str, Any]:
    """Return action I.1.1.1 of a plan document."""
    action = document["areas"][0]["components"][0]["indicators"][0]["actions"][0]
    assert isinstance(action, dict)
    return action


def write(path: Path, document: dict[str, Any]) -> Path:
    """Write a plan document as a JSON file."""
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_an_untouched_export_comes_back_unchanged(
    ending: str, batanghari: Path, tmp_path: Path, run: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    run("realisasi", batanghari, "--langkah", "I.3.1.1", "--bulan", "4", "--tanggal", "2026-04-30")
    out = tmp_path / f"a.{ending}"
    run("ekspor", batanghari, out)
    before = batanghari.read_bytes()
    assert run_json("impor", batanghari, out) == {
        "added": 0, "changed": 0, "unchanged": 68, "missing": 0, "problems": []
    }  # fmt: skip
    assert run_json("info", batanghari) == run_json("info", batanghari)
    assert len(before) == len(batanghari.read_bytes())


def test_export_to_json_has_the_keys_of_the_examples(
    batanghari: Path, tmp_path: Path, run: Callable[..., str]
) -> None:
    out = tmp_path / "a.json"
    out.write_text("ekspor lama", encoding="utf-8")
    assert run("ekspor", batanghari, out) == f"{out} dibuat: Kabupaten Batang Hari, 2026.\n"
    written = json.loads(out.read_text(encoding="utf-8"))
    original = example_document()
    assert (
        written["unit"].items()
        >= {key: value for key, value in original["unit"].items() if value is not None}.items()
    )
    for key, value in first_action(original).items():
        assert first_action(written)[key] == value


def test_export_to_a_workbook_has_the_sheets_of_the_exchange(
    batanghari: Path, tmp_path: Path, run: Callable[..., str]
) -> None:
    out = tmp_path / "a.xlsx"
    run("ekspor", batanghari, out, "--per", "2026-04-30")
    names = openpyxl.load_workbook(out).sheetnames
    assert names == ["Rencana Aksi", "Realisasi", "Bukti", "Catatan", "Identitas", "zidesk"]


def test_preview_counts_and_writes_nothing_and_import_applies(
    batanghari: Path, tmp_path: Path, run: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    out = tmp_path / "a.json"
    run("ekspor", batanghari, out)
    document = json.loads(out.read_text(encoding="utf-8"))
    first_action(document)["action"] = "Menerbitkan SK Tim Kerja yang baru"
    actions = document["areas"][5]["components"][0]["indicators"][0]["actions"]
    actions.append({"action": "Langkah tambahan", "evidence": "", "months": [12], "target_percent": 100})
    source = write(tmp_path / "b.json", document)
    counts = {"added": 1, "changed": 1, "unchanged": 67, "missing": 0, "problems": []}
    before = batanghari.read_bytes()
    assert run_json("impor", batanghari, source, "--pratinjau") == counts
    assert batanghari.read_bytes() == before
    before_text = first_action(example_document())["action"]
    lines = run("impor", batanghari, source, "--pratinjau").splitlines()
    assert lines[0].startswith("I.1.1.1 berubah: Menerbitkan SK Tim Kerja yang baru")
    assert f"{before_text} → Menerbitkan SK Tim Kerja yang baru" in lines[1]
    assert "VI.1.1.2 baru: Langkah tambahan" in lines
    assert lines[-1] == "Pratinjau saja: tidak ada yang diubah."
    # The import tells the same rows: what it replaced can be read afterwards, too.
    assert run("impor", batanghari, source).splitlines() == lines[:-1]
    assert lines[-2] == (
        "Kabupaten Batang Hari, 2026: 1 baris baru, 1 berubah, 67 tetap, 0 tidak ada di sumber."
    )
    assert run_json("impor", batanghari, source)["unchanged"] == 69
    run("ekspor", batanghari, out)
    assert first_action(json.loads(out.read_text(encoding="utf-8")))["action"] == (
        "Menerbitkan SK Tim Kerja yang baru"
    )


def test_rows_missing_from_our_own_export_go_unless_kept(
    batanghari: Path, tmp_path: Path, run: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    out = tmp_path / "a.json"
    run("ekspor", batanghari, out)
    document = json.loads(out.read_text(encoding="utf-8"))
    del document["areas"][0]["components"][0]["indicators"][0]["actions"][0]
    source = write(tmp_path / "b.json", document)

    def steps() -> int:
        return int(run_json("info", batanghari)["units"][0]["plans"][0]["actions"])

    assert run_json("impor", batanghari, source, "--pertahankan")["missing"] == 1
    assert steps() == 68
    assert "1 tidak ada di sumber (1 dihapus)" in run("impor", batanghari, source)
    assert steps() == 67


def retype(source: Path, title: str, text: object) -> tuple[str, int, int]:
    """Retype a cell of the first action in an exported workbook; return its sheet, row and column."""
    book = openpyxl.load_workbook(source)
    sheet = book["Rencana Aksi"]
    wanted = first_action(example_document())["action"]
    row = next(row[0].row for row in sheet.iter_rows() if any(cell.value == wanted for cell in row))
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == title)
    sheet.cell(row, column).value = text
    book.save(source)
    return sheet.title, row, column


def test_edits_on_both_sides_of_an_export_are_listed_and_zidesks_stay_unless_asked_otherwise(
    batanghari: Path, tmp_path: Path, run: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    source = tmp_path / "senin.xlsx"
    run("ekspor", batanghari, source)
    with Store.open(batanghari) as store:
        action = next(store.load_record(store.plans()[0].id).plan.actions()).action
        edit_node(store, NodeKind.ACTION, action.id, evidence_text="SK 2026", target_percent=90)
    sheet, row, column = retype(source, "Bukti", "SK dan undangan")
    retype(source, "Langkah Aksi", "Menerbitkan SK")
    message = (
        f"Bentrok di I.1.1.1 “{action.text[:79]}…”, Bukti: di zidesk “SK 2026”, "
        f"di berkas Excel “SK dan undangan”, ketika diekspor “{action.evidence_text[:79]}…”; "
        "yang dipakai isi zidesk."
    )
    assert run_json("impor", batanghari, source, "--pratinjau") == {
        "added": 0, "changed": 1, "unchanged": 67, "missing": 0,
        "problems": [{"sheet": sheet, "row": row, "column": column, "message": message}],
    }  # fmt: skip
    chosen = run_json("impor", batanghari, source, "--pratinjau", "--bentrok", "excel")
    assert chosen["problems"][0]["message"].endswith("yang dipakai isi berkas Excel.")
    assert f"{sheet}, baris {row}, kolom F: {message}" in run("impor", batanghari, source)

    def first() -> tuple[str, str, int | None]:
        with Store.open(batanghari) as store:
            own = next(store.load_record(store.plans()[0].id).plan.actions()).action
        return own.text, own.evidence_text, own.target_percent

    assert first() == ("Menerbitkan SK", "SK 2026", 90)
    run("impor", batanghari, source, "--bentrok", "excel")
    assert first() == ("Menerbitkan SK", "SK dan undangan", 90)


def test_a_stale_export_reverts_nothing_that_was_changed_since(
    batanghari: Path, tmp_path: Path, run: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    source = tmp_path / "senin.xlsx"
    run("ekspor", batanghari, source)
    fields: dict[str, Any] = {
        "text": "Rapat", "evidence_text": "Notulen", "target_percent": 90, "schedule_text": "Awal tahun",
        "person_in_charge": "Hukum",
    }  # fmt: skip
    with Store.open(batanghari) as store:
        action = next(store.load_record(store.plans()[0].id).plan.actions()).action
        edit_node(store, NodeKind.ACTION, action.id, **fields)
        done: dict[str, Any] = {"percent": 80, "obstacle": "Hujan", "follow_up": "Diulang", "note": "Daring"}
        record_month(store, action.id, 1, realized_on=date(2026, 1, 30), **done)
    with Store.open(batanghari) as store:
        now = store.load_record(store.plans()[0].id).plan
    assert run_json("impor", batanghari, source) == {
        "added": 0, "changed": 0, "unchanged": 68, "missing": 0, "problems": []
    }  # fmt: skip
    with Store.open(batanghari) as store:
        assert store.load_record(now.id).plan == now


def test_another_unit_s_plan_joins_the_file_and_then_must_be_named(
    batanghari: Path,
    tmp_path: Path,
    run: Callable[..., str],
    run_json: Callable[..., Any],
    refusal: Callable[..., str],
) -> None:
    counts = run_json("impor", batanghari, EXAMPLES / "jambi-2026.json")
    assert (counts["added"], counts["changed"], counts["missing"]) == (70, 0, 0)
    units = run_json("info", batanghari)["units"]
    assert {unit["name"]: [plan["actions"] for plan in unit["plans"]] for unit in units} == {
        "Kabupaten Batang Hari": [68],
        "Provinsi Jambi": [70],
    }
    sentence = refusal("ekspor", batanghari, tmp_path / "a.json")
    assert "--satker" in sentence
    assert "Kabupaten Batang Hari 2026; Provinsi Jambi 2026" in sentence
    assert not (tmp_path / "a.json").exists()
    run("ekspor", batanghari, tmp_path / "a.json", "--satker", "batang hari")
    exported = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert exported["unit"]["name"] == "Kabupaten Batang Hari"
    assert "tahun 2031" in refusal("ekspor", batanghari, tmp_path / "b.json", "--tahun", "2031")
    assert "Kota Jambi" in refusal("ekspor", batanghari, tmp_path / "b.json", "--satker", "Kota Jambi")


def test_another_year_joins_the_file(batanghari: Path, run_json: Callable[..., Any]) -> None:
    counts = run_json("impor", batanghari, EXAMPLES / "batanghari-2026.json", "--tahun", "2027")
    assert (counts["added"], counts["unchanged"]) == (68, 0)
    (unit,) = run_json("info", batanghari)["units"]
    assert sorted(plan["year"] for plan in unit["plans"]) == [2026, 2027]


def test_a_unit_that_neither_file_nor_source_knows_is_refused(
    batanghari: Path, refusal: Callable[..., str]
) -> None:
    sentence = refusal("impor", batanghari, EXAMPLES / "jambi-2026.json", "--satker", "Kabupaten Tebo")
    assert "Kabupaten Tebo" in sentence


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", b"{"), ("a.json", b"[]"), ("a.xlsx", b"PK bukan zip"), ("a.docx", b"x"), ("a", b"")],
)
def test_a_source_that_cannot_be_read_changes_nothing(
    name: str, content: bytes, batanghari: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    before = batanghari.read_bytes()
    assert name in refusal("impor", batanghari, source)
    assert batanghari.read_bytes() == before


def test_import_needs_both_files(batanghari: Path, tmp_path: Path, refusal: Callable[..., str]) -> None:
    assert "hilang.json" in refusal("impor", batanghari, tmp_path / "hilang.json")
    missing = tmp_path / "hilang.zidesk"
    assert "hilang.zidesk" in refusal("impor", missing, EXAMPLES / "jambi-2026.json")
    assert not missing.exists()


@pytest.mark.parametrize("name", ["a.odt", "a.zidesk", "a"])
def test_export_to_another_ending_is_refused(
    name: str, batanghari: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    assert f"“{name}” tidak dapat dibuat; akhiri namanya dengan .xlsx, .json, atau .docx" in refusal(
        "ekspor", batanghari, tmp_path / name
    )
    assert not (tmp_path / name).exists()


def test_output_never_replaces_the_plan_file_itself(
    batanghari: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    disguised = batanghari.rename(tmp_path / "rencana.json")
    before = disguised.read_bytes()
    assert "tidak boleh menimpa" in refusal("ekspor", disguised, disguised)
    assert disguised.read_bytes() == before


def test_annex_is_printed_with_every_tick(batanghari: Path, tmp_path: Path, run: Callable[..., str]) -> None:
    out = tmp_path / "a.pdf"
    said = run("cetak", batanghari, out, "--naskah", "lampiran")
    reader = pypdf.PdfReader(out)
    assert said == f"{out} dibuat: {len(reader.pages)} halaman.\n"
    text = "".join(page.extract_text() for page in reader.pages)
    assert text.count("√") == 355
    width, height = sorted((float(reader.pages[-1].mediabox.width), float(reader.pages[-1].mediabox.height)))
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (216, 330)


def test_annex_is_printed_with_schedules_in_words_on_a4(tmp_path: Path, run: Callable[..., str]) -> None:
    file = tmp_path / "jambi.zidesk"
    run("contoh", "jambi-2026", file)
    out = tmp_path / "a.pdf"
    run("cetak", file, out, "--naskah", "lampiran", "--gaya", "waktu", "--kertas", "a4")
    reader = pypdf.PdfReader(out)
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "Januari s.d Desember" in text
    assert "√" not in text
    sides = sorted((float(reader.pages[-1].mediabox.width), float(reader.pages[-1].mediabox.height)))
    assert [round(side * 25.4 / 72) for side in sides] == [210, 297]


def test_characters_that_no_font_has_are_named_beside_the_pdf(
    batanghari: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(batanghari) as store:
        action = next(store.load_record(store.plans()[0].id).plan.actions()).action
        edit_node(store, NodeKind.ACTION, action.id, text="Rapat \u6f22 evaluasi")
    out = tmp_path / "a.pdf"
    assert main(["cetak", str(batanghari), str(out), "--naskah", "lampiran"]) == 0
    said = capsys.readouterr()
    assert out.is_file()
    assert said.err.strip() == (
        "1 huruf atau tanda tidak ada dalam font cetak dan tercetak sebagai \ufffd: \u6f22; "
        "gantilah dalam rencana."
    )


def test_print_to_another_ending_is_refused(
    batanghari: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    assert "akhiri namanya dengan .pdf" in refusal(
        "cetak", batanghari, tmp_path / "a.doc", "--naskah", "lampiran"
    )


def test_output_into_a_missing_folder_is_refused(
    batanghari: Path, tmp_path: Path, refusal: Callable[..., str]
) -> None:
    refusal("cetak", batanghari, tmp_path / "tidak" / "a.pdf", "--naskah", "lampiran")
    refusal("ekspor", batanghari, tmp_path / "tidak" / "a.xlsx")
    assert not (tmp_path / "tidak").exists()
