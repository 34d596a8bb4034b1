"""Steps are run in order, none stops the others, and the report says what each found."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from zidesk import __version__
from zidesk.domain.errors import KnownError
from zidesk.self_test.report import all_good, heading, report_object, step_text, summary
from zidesk.self_test.running import CheckFailedError, Step, StepResult, Verdict, run_steps

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)


def good(folder: Path) -> Iterator[str]:
    yield f"folder {folder.name}"
    yield "dua"


def found(_folder: Path) -> Iterator[str]:
    yield "sebelum"
    raise CheckFailedError("Huruf tidak ada; pasanglah ulang.")


def broken(_folder: Path) -> Iterator[str]:
    yield "sebelum"
    raise ValueError("baris satu\nbaris dua")


def results(tmp_path: Path, *steps: Step) -> list[StepResult]:
    return list(run_steps(steps, tmp_path))


def test_a_good_step_tells_its_facts(tmp_path: Path) -> None:
    (result,) = results(tmp_path, Step("a", "Satu", good))
    assert result.verdict is Verdict.GOOD
    assert result.facts == (f"folder {tmp_path.name}", "dua")
    assert (result.problem, result.trace) == ("", "")
    assert result.seconds > 0


def test_a_known_error_is_the_problem_and_facts_before_it_stay(tmp_path: Path) -> None:
    (result,) = results(tmp_path, Step("a", "Satu", found))
    assert result.verdict is Verdict.PROBLEM
    assert result.facts == ("sebelum",)
    assert result.problem == "Huruf tidak ada; pasanglah ulang."
    assert result.trace == ""
    assert issubclass(CheckFailedError, KnownError)


def test_an_unexpected_error_is_told_in_one_sentence_with_its_traceback(tmp_path: Path) -> None:
    (result,) = results(tmp_path, Step("a", "Satu", broken))
    assert result.verdict is Verdict.PROBLEM
    assert result.problem == (
        "Langkah ini gagal (ValueError: baris satu); kirimkan laporan ini kepada pengelola."
    )
    assert result.trace.startswith("Traceback")
    assert "in broken" in result.trace


def test_a_step_that_needs_a_failed_one_is_skipped_and_the_others_run(tmp_path: Path) -> None:
    steps = (
        Step("a", "Satu", found),
        Step("b", "Dua", good, ("a",)),
        Step("c", "Tiga", good, ("b",)),
        Step("d", "Empat", good),
    )
    verdicts = [(result.key, result.verdict) for result in results(tmp_path, *steps)]
    assert verdicts == [
        ("a", Verdict.PROBLEM),
        ("b", Verdict.SKIPPED),
        ("c", Verdict.SKIPPED),
        ("d", Verdict.GOOD),
    ]
    assert results(tmp_path, *steps)[1].problem == "Dilewati karena belum berhasil: Satu."


def test_text_report_has_verdict_title_facts_and_problem_of_each_step(tmp_path: Path) -> None:
    one, two = results(tmp_path, Step("a", "Satu", good), Step("b", "Dua", broken))
    assert step_text(one).splitlines()[0].startswith("[baik]     Satu (0,0")
    assert step_text(one).splitlines()[1:] == [f"           folder {tmp_path.name}", "           dua"]
    lines = step_text(two).splitlines()
    assert lines[0].startswith("[masalah]  Dua (")
    assert lines[1:3] == ["           sebelum", f"           {two.problem}"]
    assert lines[3] == "             Traceback (most recent call last):"
    assert lines[-2:] == ["             ValueError: baris satu", "             baris dua"]
    assert summary([one, two]).startswith("Hasil: 1 baik, 1 masalah, 0 dilewati, dalam 0,0")
    assert heading(NOW).startswith(
        f"Laporan uji diri zidesk {__version__}\nWaktu: 2026-11-21T08:30:00+00:00\n"
    )


def test_object_is_not_ok_while_a_step_is_still_to_be_done(tmp_path: Path) -> None:
    done = results(tmp_path, Step("a", "Satu", good))
    assert report_object(done, NOW)["ok"] is True
    stopped = report_object(done, NOW, "Tampilan jendela")
    assert (stopped["ok"], stopped["stopped_at"]) == (False, "Tampilan jendela")
    assert summary(done, "Tampilan jendela").startswith("Terhenti pada: Tampilan jendela.")


def test_skipped_steps_are_not_good(tmp_path: Path) -> None:
    steps = (Step("a", "Satu", found), Step("b", "Dua", good, ("a",)))
    one, two = results(tmp_path, *steps)
    assert not all_good([one])
    assert not all_good([two])
