"""What a visitor's words mean: endings, words that mean the same, slips of the finger, and words of crisis."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

from core.pages.frame import small_value
from core.search.enums import GroupKind
from core.search.models import WordGroup
from core.search.seed import first_groups
from core.search.stems import stem, stems_of, words_in
from core.search.vocabulary import Vocabulary, read_vocabulary

LONGEST = 100
MOST_WORDS = 12
MOST_TERMS = 6
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
    """What `text` asks for on a page in the active language. No query when warm; writes nothing.

    Only the first LONGEST characters and MOST_WORDS words count. `exact`: change no word. Words that exist are never
    changed.
    """
    asked = words_in(text[:LONGEST])[:MOST_WORDS]
    if not asked:
        return Question()
    language = (get_language() or "en").partition("-")[0]
    groups, words = groups_now(), words_now()
    known, named = words.stems, set(groups.words.values())
    forms = [stems_of(word, language) for word in asked]
    strange = [
        word
        for word, its in zip(asked, forms, strict=True)
        if word not in STOP and known.isdisjoint(its) and named.isdisjoint(its)
    ]
    mended = {} if exact else _mended(strange, words)
    meant = [mended.get(word, word) for word in asked]
    forms_meant = [stems_of(word, language) for word in meant] if mended else forms
    return Question(
        terms=tuple(_terms(meant, forms_meant, groups, known)),
        instead=" ".join(meant) if mended else "",
        unknown=tuple(dict.fromkeys(word for word in strange if word not in mended)),
        is_crisis=_has_crisis(forms_meant, groups) or _has_crisis(forms, groups),
    )


def words_now() -> Vocabulary:
    """The words that stand in the index, and staff's. No query when warm."""

    def read() -> Vocabulary:
        groups = groups_now()
        return read_vocabulary(groups.words, {each for phrase in groups.same for each in phrase})

    return small_value("search.words", read)


def _mended(strange: list[str], words: Vocabulary) -> dict[str, str]:
    """For each word that stands nowhere the word that was probably meant, where there is one."""
    close = {word: words.close(word) for word in dict.fromkeys(strange[:MOST_TERMS])}
    return {word: others[0] for word, others in close.items() if others}


def _terms(words: list[str], forms: list[tuple[str, ...]], groups: Groups, known: frozenset[str]) -> list[Term]:
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
