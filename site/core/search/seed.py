"""The words that a new site begins with. Staff edit them in /cms/."""

from core.search.enums import GroupKind
from core.search.models import WordGroup

SAME, CRISIS = GroupKind.SAME, GroupKind.CRISIS
GROUPS: list[tuple[str, GroupKind, list[str]]] = [
    (
        "In danger now",
        CRISIS,
        ["999", "emergency", "ambulance", "bleeding", "not breathing", "in danger", "not safe", "unsafe", "scared",
         "afraid", "frightened", "follow me", "following me", "chasing me", "outside my house", "help me", "missing",
         "run away", "running away", "locked in", "in trouble",
         "argyfwng", "perygl", "ofnus", "طوارئ", "خطر", "خائف", "ساعدوني"],
    ),
    (
        "Weapons and attacks",
        CRISIS,
        ["stab", "stabbed", "stabbing", "shank", "shanked", "knife", "knives", "blade", "machete", "gun", "guns",
         "shot", "shooting", "acid", "attack", "attacked", "assault", "assaulted", "murder", "murdered", "killed",
         "cyllell", "trywanu", "سكين", "طعن", "سلاح"],
    ),
    (
        "Hurting yourself",
        CRISIS,
        ["suicide", "suicidal", "kill myself", "killing myself", "end it", "end it all", "end my life", "want to die",
         "wanna die", "dont want to live", "self harm", "selfharm", "hurt myself", "hurting myself", "cut myself",
         "cutting", "overdose", "hunanladdiad", "انتحار"],
    ),
    (
        "Hurt by somebody",
        CRISIS,
        ["hurt me", "hurting me", "hit me", "hitting me", "beat me", "beating me", "beats me", "choked", "strangled",
         "rape", "raped", "rapist", "touched me", "sexual assault", "abuse", "abused", "abusive", "domestic violence",
         "forced marriage", "fgm", "honour based", "treisio", "cam drin", "اغتصاب", "ضربني"],
    ),
    (
        "Used or threatened",
        CRISIS,
        ["gang", "county lines", "groomed", "grooming", "exploited", "exploitation", "forced to", "blackmail",
         "blackmailed", "sextortion", "nudes", "threat", "threatened", "threatening", "trafficked", "trapped",
         "drug debt", "cuckooing"],
    ),
    (
        "Knife",
        SAME,
        ["knife", "blade", "shank", "machete", "zombie knife", "weapon", "carrying", "carrying a knife", "cyllell",
         "سكين"],
    ),
    ("Stabbed", SAME, ["stabbed", "stabbing", "shanked", "wounded", "injured"]),
    (
        "County lines",
        SAME,
        ["county lines", "going country", "trapping", "shotting", "running drugs", "selling drugs", "drug dealing",
         "cuckooing", "exploitation", "carry or sell"],
    ),
    ("Gangs", SAME, ["gang", "mandem", "opps", "crew", "postcode war"]),
    ("Police", SAME, ["police", "feds", "cops", "heddlu", "شرطة"]),
    ("Stop and search", SAME, ["stop and search", "searched by police", "stopped by police"]),
    ("Low mood", SAME, ["low", "sad", "depressed", "depression", "down", "hopeless", "unhappy", "isel"]),
    ("Worry", SAME, ["anxious", "anxiety", "panic", "panic attack", "worried", "worry", "stressed"]),
    ("Self-harm", SAME, ["self harm", "selfharm", "cutting", "hurt myself", "hurting yourself"]),
    ("Suicide", SAME, ["suicide", "kill myself", "end my life", "want to die", "ending your life"]),
    ("Mental health", SAME, ["mental health", "counselling", "therapy", "therapist", "camhs", "wellbeing"]),
    ("Sexual violence", SAME, ["rape", "raped", "sexual assault", "sexual violence", "sexual abuse"]),
    ("Abuse at home", SAME, ["domestic abuse", "domestic violence", "abusive partner", "refuge", "violent at home"]),
    ("Bullying", SAME, ["bullying", "bullied", "picked on", "bwlio"]),
    ("Nudes", SAME, ["nudes", "sexting", "revenge porn", "sextortion", "leaked pictures"]),
    ("Homeless", SAME, ["homeless", "nowhere to go", "kicked out", "sofa surfing", "housing", "run away"]),
    ("Drugs", SAME, ["drugs", "weed", "cannabis", "ket", "spice", "pills", "addiction"]),
    ("Death", SAME, ["died", "bereaved", "bereavement", "grief", "funeral", "lost someone"]),
    ("Parent", SAME, ["parent", "carer", "mum", "dad", "family"]),
    ("Friend", SAME, ["friend", "mate", "bestie", "ffrind", "صديق"]),
    ("Youth club", SAME, ["youth club", "youth centre", "somewhere to go", "things to do", "activities"]),
    ("Work", SAME, ["job", "jobs", "work", "apprenticeship", "training"]),
    ("Victim", SAME, ["victim", "survivor", "witness"]),
    ("Anonymous", SAME, ["anonymous", "anonymously", "secret", "private", "confidential"]),
]  # fmt: skip


def first_groups() -> list[WordGroup]:
    """The groups that a new site begins with, not written yet."""
    return [WordGroup(name=name, kind=kind, words="\n".join(words)) for name, kind, words in GROUPS]
