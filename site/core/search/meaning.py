"""What a visitor's words mean: endings, words that mean the same, slips of the finger, and words of crisis."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.pages.frame import small_value
from core.search.enums import GroupKind
from core.search.models import IndexedWord, KnownWord, WordGroup
from core.search.seed import first_groups
from core.search.stems import stem, stems_of, words_in

LONGEST = 100
MOST_WORDS = 12
MOST_TERMS = 6
SHORTEST_MENDED = 4
LONG = 7
Phrase = tuple[str, ...]
# Words that say nothing about what is looked for. Phrases of staff's groups may hold them all the same.
_SMALL = """
a about all am an and any are as at be been but by can cant did do does dont for from get got had has have he her him
his how i id if ill im in is it its ive just like me my myself need needs of off on or our out please she so some
someone somebody than that the their them then there they this to too up us want was we were what when where who why
will with would you your
y yr ar yn fy mae rwy rwyn dw gan ac neu o
في من على الى عن انا هو هي مع ما لا هل كيف
"""
STOP = frozenset(_SMALL.split())


@dataclass(frozen=True)
class Term:
    """One thing that is looked for: any of `ways`, each a run of stems that must all be there."""

    word: str
    ways: tuple[Phrase, ...]
    is_known: bool

    @property
    def stems(self) -> tuple[str, ...]:
        """Every stem of every way, once."""
        return tuple(dict.fromkeys(each for way in self.ways for each in way))


@dataclass(frozen=True)
class Question:
    """What was asked. `instead` is what was looked for where a word was a slip ("" where nothing was changed);
    `unknown` are the words that stand nowhere."""

    terms: tuple[Term, ...] = ()
    instead: str = ""
    unknown: tuple[str, ...] = ()
    is_crisis: bool = False

    @property
    def known(self) -> tuple[Term, ...]:
        """The terms with which something can be found, or all where there is none."""
        return tuple(term for term in self.terms if term.is_known) or self.terms


@dataclass(frozen=True)
class Groups:
    """Staff's words, made ready: for each phrase (its stems) all phrases of its groups; those of crisis; every word."""

    same: dict[Phrase, tuple[Phrase, ...]]
    crisis: frozenset[Phrase]
    words: dict[str, str]
    longest: int


def groups_now() -> Groups:
    """Staff's words as they are. No query when warm."""
    return small_value("search.groups", _read_groups)


def _read_groups() -> Groups:
    same: dict[Phrase, dict[Phrase, None]] = {}
    crisis: set[Phrase] = set()
    words: dict[str, str] = {}
    written = list(WordGroup.objects.all())
    if not any(group.kind == GroupKind.CRISIS for group in written):  # never without: somebody may be in danger
        written += [group for group in first_groups() if group.kind == GroupKind.CRISIS]
    for group in written:
        phrases = [tuple(stem(word) for word in line) for line in group.lines]
        words |= {word: stem(word) for line in group.lines for word in line if word not in STOP}
        if group.kind == GroupKind.CRISIS:
            crisis.update(phrases)
            continue
        for phrase in phrases:
            same.setdefault(phrase, {}).update(dict.fromkeys(phrases))
    longest = max(map(len, [*same, *crisis]), default=1)
    return Groups({phrase: tuple(ways) for phrase, ways in same.items()}, frozenset(crisis), words, longest)


def understand(text: str, *, exact: bool = False) -> Question:
    """What `text` asks for on a page in the active language. At most two queries when warm; writes nothing.

    Only the first LONGEST characters and MOST_WORDS words count. `exact`: change no word. Words that exist are never
    changed.
    """
    asked = words_in(text[:LONGEST])[:MOST_WORDS]
    if not asked:
        return Question()
    language = (get_language() or "en").partition("-")[0]
    groups = groups_now()
    there = _known_stems({each for word in asked for each in stems_of(word, language)})
    named = set(groups.words.values())
    strange = [
        word for word in asked if word not in STOP and not (there | named).intersection(stems_of(word, language))
    ]
    mended, also = ({}, set()) if exact or not strange else _mended(strange, groups)
    words = [mended.get(word, word) for word in asked]
    forms = [stems_of(word, language) for word in words]
    return Question(
        terms=tuple(_terms(words, forms, groups, there | also)),
        instead=" ".join(words) if mended else "",
        unknown=tuple(dict.fromkeys(word for word in strange if word not in mended)),
        is_crisis=_has_crisis(forms, groups) or _has_crisis([stems_of(word, language) for word in asked], groups),
    )


def _known_stems(stems: set[str]) -> set[str]:
    """Those of `stems` that stand in the index now. One query, two index look-ups a stem."""
    there = Exists(IndexedWord.objects.filter(stem=OuterRef("stem")))
    return set(KnownWord.objects.filter(there, stem__in=stems).values_list("stem", flat=True))


def _vocabulary() -> dict[int, list[tuple[str, str]]]:
    """Every word that was in the index, with its stem, by its length. One query when cold."""
    by_length: dict[int, list[tuple[str, str]]] = {}
    for word, found in KnownWord.objects.values_list("word", "stem"):
        by_length.setdefault(len(word), []).append((word, found))
    return by_length


def _mended(strange: list[str], groups: Groups) -> tuple[dict[str, str], set[str]]:
    """For each word that stands nowhere the word that was probably meant, where there is one; and the stems near it
    that stand in the index. At most two queries."""
    vocabulary = small_value("search.words", _vocabulary)
    candidates = {word: _close(word, vocabulary, groups) for word in dict.fromkeys(strange[:MOST_TERMS])}
    stems = {found for each in candidates.values() for _word, found in each}
    there = _known_stems(stems) if stems else set()
    meant = {
        word: [other for other, found in close if found in there or other in groups.words]
        for word, close in candidates.items()
    }
    return {word: others[0] for word, others in meant.items() if others}, there


def _close(word: str, vocabulary: dict[int, list[tuple[str, str]]], groups: Groups) -> list[tuple[str, str]]:
    """Words near `word`, nearest first: one slip away, two in a long word. Staff's own words before others."""
    if len(word) < SHORTEST_MENDED or any(letter.isdigit() for letter in word):
        return []
    slips = 2 if len(word) >= LONG else 1
    near = [pair for length in range(len(word) - slips, len(word) + slips + 1) for pair in vocabulary.get(length, [])]
    near += [(other, found) for other, found in groups.words.items() if abs(len(other) - len(word)) <= slips]
    found = process.extract(word, [other for other, _stem in near], scorer=OSA.distance, score_cutoff=slips, limit=12)
    ranked = sorted(found, key=lambda hit: (hit[1], hit[0] not in groups.words, hit[0][0] != word[0], hit[0]))
    return [near[place] for _other, _distance, place in ranked]


def _terms(words: list[str], forms: list[tuple[str, ...]], groups: Groups, known: set[str]) -> list[Term]:
    """The words as at most MOST_TERMS terms; the longest phrase of a group that fits counts as one."""
    terms: list[Term] = []
    place = 0
    while place < len(words) and len(terms) < MOST_TERMS:
        length, ways = _phrase_at(forms, place, groups)
        if ways or words[place] not in STOP:
            own = tuple((each,) for each in forms[place]) if length == 1 else ()
            is_known = bool(ways) or any(each in known for each in forms[place])
            said = " ".join(words[place : place + length])
            terms.append(Term(said, tuple(dict.fromkeys(own + ways)), is_known))
        place += length
    return terms


def _phrase_at(forms: list[tuple[str, ...]], place: int, groups: Groups) -> tuple[int, tuple[Phrase, ...]]:
    for length in range(min(groups.longest, len(forms) - place), 0, -1):
        ways = groups.same.get(_phrase(forms[place : place + length]), ())
        if ways:
            return length, ways
    return 1, ()


def _phrase(forms: list[tuple[str, ...]]) -> Phrase:
    """The run of stems as staff's words have them: the English (last) form of each."""
    return tuple(form[-1] for form in forms)


def _has_crisis(forms: list[tuple[str, ...]], groups: Groups) -> bool:
    phrase = _phrase(forms)
    return any(
        phrase[place : place + length] in groups.crisis
        for length in range(1, groups.longest + 1)
        for place in range(len(phrase) - length + 1)
    )
