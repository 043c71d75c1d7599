"""Words as the index knows them: folded, without endings. The same for what is written and for what is asked."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import snowballstemmer

from core.screening.shadow import base_view

LONGEST_WORD = 40
_TOKEN = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
_APOSTROPHE = re.compile(r"['’`´](?:s$)?")
_ARABIC = re.compile("[\u0621-\u064a]")
# Forms that no rule leads back; each is a word that people search help with.
_IRREGULAR = {
    "knives": "knife", "lives": "life", "wives": "wife", "thieves": "thief", "children": "child", "men": "man",
    "women": "woman", "mums": "mum", "beaten": "beat", "stole": "steal", "stolen": "steal", "fought": "fight",
    "shot": "shoot", "died": "die", "dies": "die", "dying": "die", "dead": "die", "death": "die", "deaths": "die",
    "hid": "hide", "ran": "run", "lost": "lose", "felt": "feel", "hurts": "hurt", "threatened": "threat",
    "threaten": "threat", "threatening": "threat", "threats": "threat", "counsellor": "counsel",
    "counsellors": "counsel", "counselor": "counsel", "rapist": "rape", "abuser": "abuse", "bullies": "bully",
}  # fmt: skip
_local = threading.local()


def words_in(text: str) -> list[str]:
    """The words of `text` in order: small letters, no accents, no apostrophes ("Victims’" is victims, "child's" child).

    Words longer than LONGEST_WORD are left out.
    """
    found = (_APOSTROPHE.sub("", token[0]) for token in _TOKEN.finditer(base_view(text).text))
    return [word for word in found if word and len(word) <= LONGEST_WORD]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str = "en") -> str:
    """`word` (folded) without its ending. Arabic by its script; Welsh words, which no stemmer knows, as they are."""
    if _ARABIC.search(word):
        return str(_stemmer("arabic").stemWord(word)) or word
    if language == "cy":
        return word
    return str(_stemmer("english").stemWord(_IRREGULAR.get(word, word))) or word


def stems_of(word: str, language: str) -> tuple[str, ...]:
    """Every stem under which `word`, asked for on a page in `language`, may stand in the index: on Welsh pages many
    names are still English."""
    return tuple(dict.fromkeys([stem(word, language), stem(word, "en")]))


def _stemmer(name: str) -> snowballstemmer.stemmer:
    """A stemmer of this thread: each holds the word that it works on."""
    stemmers = _local.__dict__
    if name not in stemmers:
        stemmers[name] = snowballstemmer.stemmer(name)
    return stemmers[name]
