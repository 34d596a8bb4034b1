"""Which rows of an incoming plan are which rows of the current one.

By id first; then by equal text under the same parent, spaces, case and punctuation aside, equal ones in
their order. Likeness never matches rows: "triwulan I" and "triwulan II" are nearly the same text. It
only makes suggestions, and none where numbers, months or negations differ.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from zidesk.domain.plan.model import Node, Plan, children
from zidesk.domain.schedule.dates import month_number

Path = tuple[int, ...]
"""Indexes from the root of the plan to a node, counted from 0; as long as the node is deep."""

_NOT_WORD = re.compile(r"[\W_]+")
_TELLING = re.compile(r".*[0-9].*|[ivx]+")
_NEGATIONS = frozenset({"tidak", "bukan", "belum", "tanpa", "non", "jangan", "kecuali", "selain"})
_ALIKE = 0.6
_COMPARED_LENGTH = 200
_MAX_COMPARISONS = 2_000


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of paths, in both directions, and the incoming rows that repeat an earlier row's id."""

    current_of: dict[Path, Path] = field(default_factory=lambda: {(): ()})
    incoming_of: dict[Path, Path] = field(default_factory=lambda: {(): ()})
    repeated: list[Path] = field(default_factory=list)

    def pair(self, incoming: Path, current: Path) -> None:
        """Note that two paths are the same row."""
        self.current_of[incoming] = current
        self.incoming_of[current] = incoming


def walk(plan: Plan) -> Iterator[tuple[Path, Node]]:
    """Yield every row with its path, parents before children, in reading order."""
    yield from _walk_below((), plan)


def normalized(text: str) -> str:
    """Return the words of a text without case and punctuation; a text without words as it is."""
    return _NOT_WORD.sub(" ", text.casefold()).strip() or text


def match_rows(current: Plan, incoming: Plan, known: Collection[str] = ()) -> Matching:
    """Match the rows of two plans by id and by text.

    Of incoming rows whose ids are ``known`` it is certain which rows they are: they match by id alone.
    """
    matching = Matching()
    current_nodes = dict(walk(current))
    incoming_nodes = dict(walk(incoming))
    _match_ids(matching, current_nodes, incoming_nodes)
    for parent in [(), *incoming_nodes]:
        current_parent = matching.current_of.get(parent)
        if current_parent is None:
            continue
        ours = _below(current_parent, current if current_parent == () else current_nodes[current_parent])
        theirs = _below(parent, incoming if parent == () else incoming_nodes[parent])
        theirs = [(path, text) for path, text in theirs if incoming_nodes[path].id not in known]
        for key in (str, normalized):
            _match_texts(matching, ours, theirs, key)
    return matching


def suggest(current: Plan, incoming: Plan, matching: Matching) -> Iterator[tuple[Path, Path]]:
    """Yield (incoming, current) paths of unmatched rows under the same parent that read alike.

    The work is bounded: after 2,000 comparisons no more suggestions are made.
    """
    ours = _unmatched_by_parent(current, matching.incoming_of)
    theirs = _unmatched_by_parent(incoming, matching.current_of)
    left = _MAX_COMPARISONS
    for parent, rows in theirs.items():
        candidates = ours.get(matching.current_of.get(parent, (-1,)), [])
        for path, text in rows:
            left -= len(candidates)
            if left < 0:
                return
            scored = [(_likeness(text, other), candidate) for candidate, other in candidates]
            score, best = max(scored, default=(0.0, ()))
            if score >= _ALIKE:
                yield path, best


def _walk_below(path: Path, node: Plan | Node) -> Iterator[tuple[Path, Node]]:
    for index, child in enumerate(children(node)):
        yield (*path, index), child
        yield from _walk_below((*path, index), child)


def _match_ids(matching: Matching, current: dict[Path, Node], incoming: dict[Path, Node]) -> None:
    current_by_id: dict[tuple[int, str], Path] = {}
    for path, node in current.items():
        current_by_id.setdefault((len(path), node.id), path)
    seen: set[str] = set()
    for path, node in incoming.items():
        if not node.id:
            continue
        if node.id in seen:
            matching.repeated.append(path)
            continue
        seen.add(node.id)
        found = current_by_id.get((len(path), node.id))
        if found is not None:
            matching.pair(path, found)


def _below(path: Path, node: Plan | Node) -> list[tuple[Path, str]]:
    return [((*path, index), child.text) for index, child in enumerate(children(node))]


def _match_texts(
    matching: Matching,
    ours: list[tuple[Path, str]],
    theirs: list[tuple[Path, str]],
    key: Callable[[str], str],
) -> None:
    waiting: defaultdict[str, deque[Path]] = defaultdict(deque)
    for path, text in ours:
        if path not in matching.incoming_of:
            waiting[key(text)].append(path)
    for path, text in theirs:
        if path not in matching.current_of and (candidates := waiting.get(key(text))):
            matching.pair(path, candidates.popleft())


def _unmatched_by_parent(plan: Plan, matched: dict[Path, Path]) -> dict[Path, list[tuple[Path, str]]]:
    rows: defaultdict[Path, list[tuple[Path, str]]] = defaultdict(list)
    for path, node in walk(plan):
        if path not in matched and path[:-1] in matched:
            rows[path[:-1]].append((path, node.text))
    return rows


def _likeness(one: str, other: str) -> float:
    one, other = normalized(one), normalized(other)
    if _telling_words(one) != _telling_words(other):
        return 0.0
    matcher = SequenceMatcher(None, one[:_COMPARED_LENGTH], other[:_COMPARED_LENGTH], autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _telling_words(text: str) -> list[str]:
    """Return the words that make two nearly equal texts speak of different things."""
    return sorted(
        word
        for word in text.split()
        if word in _NEGATIONS or _TELLING.fullmatch(word) or month_number(word) is not None
    )
