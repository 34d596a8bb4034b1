"""What LibreOffice makes of our .docx: the same words in the same order, pages as in our own PDF."""

import itertools

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.exchange.word.documents import CERTIFIER, CHAIR, as_docx, one_section, plan_table, whole_decree
from tests.exchange.word.word_reading import (
    converted,
    footer,
    inside_margins,
    needs_writer,
    page_number,
    pages_text,
    titles_text,
    whole_text,
)
from tests.printing.plans import whole_example
from tests.printing.reading import Page, as_pdf, packed, read_pages
from tests.printing.test_flow import PROSE, TABLES
from zidesk.domain.document.blocks import PageBreak, Signatures, Title, Together
from zidesk.domain.document.document import Document, Section
from zidesk.domain.document.table import Table
from zidesk.printing.documents.choices import EDITION
from zidesk.printing.documents.kinds import KINDS
from zidesk.printing.setting.options import Edition, PrintOptions

pytestmark = [needs_writer, pytest.mark.timeout(400)]


def documents() -> dict[str, Document]:
    """Every kind of both examples, in both editions where it has them, and a decree with every block."""
    made = {"decree": whole_decree(), "600-rows": one_section(plan_table(600), landscape=True)}
    for name, kind, edition in itertools.product(("batanghari-2026", "jambi-2026"), KINDS, Edition):
        if edition is not Edition.ORIGINAL and EDITION not in kind.choices:
            continue
        made[f"{name}-{kind.name}-{edition}"] = kind.compose(
            whole_example(name), PrintOptions(edition=edition)
        )
    return made


DOCUMENTS = documents()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    files = {name: as_docx(document) for name, document in DOCUMENTS.items()}
    return converted(files, tmp_path_factory.mktemp("libreoffice"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_says_every_word_once_and_in_order(name: str, pages: dict[str, list[Page]]) -> None:
    assert pages_text(pages[name], DOCUMENTS[name]) == whole_text(DOCUMENTS[name])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_lie_where_those_of_the_pdf_lie(name: str, pages: dict[str, list[Page]]) -> None:
    def turns(made: list[Page]) -> list[bool]:
        return [lies for lies, _ in itertools.groupby(page.width > page.height for page in made)]

    assert turns(pages[name]) == turns(read_pages(as_pdf(DOCUMENTS[name])))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_are_numbered_from_the_second_and_have_the_footer(
    name: str, pages: dict[str, list[Page]]
) -> None:
    numbers = [page_number(page) for page in pages[name]]
    assert numbers == ["", *(f"-{n}-" for n in range(2, len(numbers) + 1))]
    assert {footer(page) for page in pages[name]} == {packed(DOCUMENTS[name].footer)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_titles_stand_on_every_page_of_a_table(name: str, pages: dict[str, list[Page]]) -> None:
    tables = [
        block
        for section in DOCUMENTS[name].sections
        for block in section.blocks
        if section.landscape and isinstance(block, Table)
    ]
    lying = [page for page in pages[name] if page.width > page.height]
    for page in lying:
        text = packed(page.text)
        assert any(titles_text(table) in text for table in tables)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_signatures_stand_on_one_page_with_what_they_sign(name: str, pages: dict[str, list[Page]]) -> None:
    blocks = [block for section in DOCUMENTS[name].sections for block in section.blocks]
    texts = [packed(page.text) for page in pages[name]]
    for before, block in itertools.pairwise(blocks):
        if not isinstance(block, Signatures):
            continue
        wanted = packed("".join((*block.right.office, block.right.mark, block.right.name)))
        while wanted not in texts[0]:
            del texts[0]
        if isinstance(before, Table):
            last = [cell for cell in before.rows[-1].cells if cell]
            assert packed(last[0]) in texts[0].partition(wanted)[0]
        del texts[0]


TITLES = "KiriKanan"
SECTIONS = st.lists(
    st.one_of(
        PROSE,
        TABLES,
        st.just(PageBreak()),
        st.lists(PROSE, min_size=1, max_size=3).map(lambda blocks: Together(tuple(blocks))),
        st.just(Title(("JUDUL", "NASKAH"))),
        st.just(Signatures(CHAIR, left=CERTIFIER)),
    ),
    min_size=1,
    max_size=6,
)
ANY_DOCUMENT = st.lists(st.builds(Section, SECTIONS.map(tuple), st.booleans()), min_size=1, max_size=3).map(
    lambda sections: Document("Naskah", "KPU", tuple(sections))
)


@settings(max_examples=2, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(ANY_DOCUMENT, min_size=8, max_size=8))
def test_any_document_says_every_word_once_and_in_order(
    tmp_path_factory: pytest.TempPathFactory, documents: list[Document]
) -> None:
    """Titles of tables aside: how often they stand there depends on the pages."""
    files = {str(number): as_docx(document) for number, document in enumerate(documents)}
    made = converted(files, tmp_path_factory.mktemp("libreoffice"))
    for number, document in enumerate(documents):
        said = "".join(map(inside_margins, made[str(number)]))
        assert said.replace(TITLES, "") == whole_text(document).replace(TITLES, "")
