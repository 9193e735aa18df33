"""Reads out of a comment on a company which ships it names, and in which role the company is to each of them.

A ship has a role only where its name is in the same clause as the word for the role ("owner of the tanker A"), or in a
list that continues that clause ("owner of A, B and C"). Every other ship is only named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from vostochny.contribute.imports.list_values import IMO
from vostochny.model.imo_number import is_company_number, is_ship_number

# Marks around the number of a mention; they occur in no comment.
OPEN, CLOSE = "\ue000", "\ue001"
COMPANY = "\ue002"
MENTION = re.compile(f"{OPEN}(\\d+){CLOSE}")
SHORTEST_NAME = 4

NOUNS = (
    r"(?:the|a|an|its|this|and|also|dprk|north korean|dpr korea|[\w-]+-flagged|[\w-]+-owned|former|oil|products?|"
    r"chemical|fuel|cargo|coal|motor|general|bulk|carriers?|tankers?|vessels?|ships?|freighters?|m/?v|m/?t|mv|mt|"
    r"named|called|both|of|imo|number|no\.?|following|several|two|three|four|five|six|seven|eight|nine|ten|\d+)"
)
ROLE_NOUN = r"(?:co-?)?owners?|managers?|operators?"
ROLES_OF = re.compile(rf"\b(?:{ROLE_NOUN})\b", re.IGNORECASE)
PAST = re.compile(r"\b(?:former(?:ly)?|previous(?:ly)?|once|until)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:not|never|no longer|neither|nor)\b", re.IGNORECASE)
ACTIVE = re.compile(r"\b(?:own(?:s|ed)?|manag(?:es|ed)|operat(?:es|ed))\b", re.IGNORECASE)
PASSIVE = re.compile(r"\b(owned|managed|operated)\b(?:\s+and\s+(owned|managed|operated)\b)?\s+by\b", re.IGNORECASE)
LIST_ITEM = re.compile(rf"^(?:{NOUNS}\s+)*(?:{OPEN}\d+{CLOSE}\s*(?:\([^()]*\)\s*)?)+[.\s]*$", re.IGNORECASE)
# Where a clause ends: at punctuation, and before words that begin a statement on something else.
BREAK = re.compile(
    r"[,;:]\s+|\s+[–—-]\s+|\s+(?=(?:which|who|whose|whom|that|where|when|while|after|before|believed|in|on|at|by|with|for|"
    r"larger|smaller|than|from|to|had|has|have|met|is|was|were|are|involved|suspected|using)\b)|\s+(?:and|&|or)\s+",
    re.IGNORECASE,
)
# Words that may be between two roles of one list: "registered owner, ship and commercial manager of".
ADJECTIVES = re.compile(
    r"^(?:(?:ship|commercial|technical|registered|beneficial|group|the|its|both|as)\s*)+$", re.IGNORECASE
)
# A sentence without a subject speaks of the company, as "Owner of A and is manager of B".
OWN_SUBJECT = re.compile(
    rf"{COMPANY}|^\W*(?:it|(?:the|this) (?:company|entity|firm)|"
    r"(?:(?:registered|beneficial|ship|commercial|technical) )*"
    rf"(?:{ROLE_NOUN})|owns|manages|operates)\b",
    re.IGNORECASE,
)
STATED = re.compile(r"^\s*(?:also\s+)?(?:is|was|are|were|has|had)\b", re.IGNORECASE)
# What says something of the ship before it, so that this ship begins a statement of its own.
PREDICATE = re.compile(r"^\s*(?:is|was|are|were|has|had|have|met|involved)\b", re.IGNORECASE)
RELATIVE = re.compile(r"^\s*(?:which|who|that)\b", re.IGNORECASE)
# "which manages A" speaks of what is named last before it.
LAST_IS_OWN = re.compile(rf"(?:{COMPANY}|^\W*(?:it|(?:the|this) (?:company|entity|firm)))\W*$", re.IGNORECASE)
# Another company at the end of a clause, of which "manager of A" after it may be said.
OTHER_BODY = re.compile(
    r"\b[A-Z][\w&-]*(?:\s+[\w&-]+)*\s+(?:Ltd|Limited|Co|Company|Corp|Corporation|Inc|LLC|Pte|JSC|Group|Shipping)\.?\W*$"
)
STEMS = {"own": "owner", "man": "manager", "ope": "operator", "co-": "owner", "coo": "owner"}


def ships_in(comment: str, company: str, ships: Mapping[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """(ship on record, what the comment calls it, roles of the company) for every ship that the comment names.

    ships: ship for each of its names, in small letters, and for its IMO number
    The ship is empty for an IMO number that is not on record; roles are empty where the ship is only named.
    """
    text, mentions = marked(" ".join(comment.split()), company, ships)
    roles: dict[int, list[str]] = {number: [] for number in range(len(mentions))}
    for sentence in re.split(r"(?<=[.!?])\s+(?=\S)", text):
        for number, found in roles_in(sentence):
            roles[number] += found
    result: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for number in [int(match[1]) for match in MENTION.finditer(text)]:
        vessel_id, called = mentions[number]
        key = vessel_id or called
        _ship, first, before = result.get(key, (vessel_id, called, ()))
        result[key] = (vessel_id, first, tuple(dict.fromkeys((*before, *roles[number]))))
    return list(result.values())


def marked(comment: str, company: str, ships: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The comment with a numbered mark in the place of each ship, and (ship, what it is called) by number.

    Names are recognised by their capitals; the longest fits first, and never inside the company's own name.
    """
    mentions: list[tuple[str, str]] = []

    def mark(vessel_id: str, called: str) -> str:
        mentions.append((vessel_id, called))
        return f"{OPEN}{len(mentions) - 1}{CLOSE}"

    def number_mark(found: re.Match[str]) -> str:
        number = found[1]
        before = found.string[max(0, found.start() - 30) : found.start()]
        of_company = is_company_number(number) or re.search(r"company\s+(?:\w+\s+)?$", before, re.IGNORECASE)
        if number in ships or (is_ship_number(number) and not of_company):
            return mark(ships.get(number, ""), number)
        return " "

    text = IMO.sub(number_mark, comment.translate({ord(OPEN): " ", ord(CLOSE): " ", ord(COMPANY): " "}))
    for name in company_names(company):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", COMPANY, text, flags=re.IGNORECASE)
    for name in sorted(ships, key=lambda item: (-len(item), item)):
        if len(name) < SHORTEST_NAME or name.isdigit() or name not in text.casefold():
            continue
        pattern = rf"(?<![\w{OPEN}])[\"“'‘]?({re.escape(name)})[\"”'’]?(?![\w{CLOSE}])"
        text = re.sub(
            pattern,
            lambda found, ship=ships[name]: mark(ship, found[1]) if starts_large(found[1]) else found[0],  # type: ignore[misc]
            text,
            flags=re.IGNORECASE,
        )
    return text, mentions


def company_names(company: str) -> list[str]:
    """The name of a company with and without its legal form, the longest first."""
    short = re.sub(
        r"[,\s]+(?:co|company|corp|corporation|limited|ltd|llc|inc|pte)\b.*$", "", company, flags=re.IGNORECASE
    )
    # "Koti Corp" without its form is the name of its ship.
    return [name for name in dict.fromkeys((company, short)) if len(name.split()) > 1]


def starts_large(name: str) -> bool:
    """Whether a name is written as one: each word of it begins with a capital or a digit."""
    return all(word[:1].isupper() or word[:1].isdigit() or not word[:1].isalpha() for word in name.split())


def roles_in(sentence: str) -> list[tuple[int, list[str]]]:
    """(number of a mention, roles of the company) for the ships to which one sentence gives the company a role."""
    found: list[tuple[int, list[str]]] = []
    pending: list[str] = []
    continued: list[str] = []
    subject = ""
    clauses = BREAK.split(sentence)
    for clause, following in zip(clauses, [*clauses[1:], ""], strict=True):
        own, first = clause_roles(clause, subject)
        subject += f" {clause}"
        numbers = [int(match[1]) for match in MENTION.finditer(clause)]
        if own and first is not None:
            continued = [*pending, *own]
            pending = []
            found.append((first, continued))
        elif own and not numbers:
            pending, continued = [*pending, *own], [*pending, *own]
        elif numbers and continued and LIST_ITEM.match(clause) and not PREDICATE.match(following):
            found += [(number, continued) for number in numbers]
        elif numbers or (clause.strip() and not LIST_ITEM.match(clause) and not ADJECTIVES.match(clause)):
            pending, continued = [], []
    return found + passive_roles(sentence)


def clause_roles(clause: str, subject: str) -> tuple[list[str], int | None]:
    """The roles that a clause names, and the ship that they are said of.

    None of a clause that denies them, or that says them of somebody else; `subject` is the sentence before the clause.
    """
    if DENIED.search(clause):
        return [], None
    mention = MENTION.search(clause)
    before = clause[: mention.start()] if mention else clause
    nouns = list(ROLES_OF.finditer(before))
    verbs = [item for item in ACTIVE.finditer(before) if mention or item[0].endswith("s")]
    if not nouns and not verbs:
        return [], None
    last = max([*nouns, *verbs], key=lambda item: item.end())
    rest, is_verb = before[last.end() :], last in verbs
    said_by = f"{subject} {before[: last.start()]}".strip()
    stated = (is_verb and bool(said_by)) or bool(STATED.match(clause))
    if is_of_another(clause, subject, said_by, is_stated=stated, is_verb=is_verb):
        return [], None
    if not leads_to_ship(rest, is_verb=is_verb, has_ship=bool(mention)):
        return [], None
    names = [STEMS[item[0][:3].casefold()] for item in [*nouns, *([last] if last in verbs else [])]]
    if PAST.search(before):
        names = ["previous_owner" for name in names if name == "owner"]
    return list(dict.fromkeys(names)), int(mention[1]) if mention else None


def is_of_another(clause: str, subject: str, said_by: str, *, is_stated: bool, is_verb: bool) -> bool:
    """Whether a clause gives its role to somebody else than the company that the comment is about.

    subject: the sentence before the clause; said_by: the same with what is before the role
    is_stated: whether the role is said of a subject, which is then in `said_by`
    """
    if is_stated and not OWN_SUBJECT.search(said_by):
        return True
    if RELATIVE.match(clause) and not LAST_IS_OWN.search(subject):
        return True
    return not is_verb and bool(OTHER_BODY.search(subject))


def leads_to_ship(rest: str, *, is_verb: bool, has_ship: bool) -> bool:
    """Whether what follows the word for a role leads to the ship in its clause, or to one that a later clause names."""
    if not has_ship:
        return re.fullmatch(rf"(?:[\s/]+(?:of|for|{NOUNS}))*\W*", rest, re.IGNORECASE) is not None
    if not re.fullmatch(rf"(?:[\s/]+(?:{NOUNS}))*[\s(\"“]*", rest, re.IGNORECASE):
        return False
    return is_verb or re.match(r"\s*(?:of|for)\b", rest, re.IGNORECASE) is not None


def passive_roles(sentence: str) -> list[tuple[int, list[str]]]:
    """Roles in "A, owned and managed by the company", where the company is the one that the comment is about."""
    found = []
    for match in PASSIVE.finditer(sentence):
        owner = sentence[match.end() : match.end() + 30].lstrip()
        before = list(MENTION.finditer(sentence[: match.start()]))
        between = sentence[before[-1].end() : match.start()] if before else ""
        its_own = owner.startswith(COMPANY) or re.match(r"(?:the|this) (?:company|entity)\b", owner, re.IGNORECASE)
        if (
            before
            and its_own
            and re.fullmatch(r"[\s,]*(?:which|that)?\s*(?:is|was|are|were)?\s*", between, re.IGNORECASE)
        ):
            names = [STEMS[item[:3].casefold()] for item in (match[1], match[2]) if item]
            found.append((int(before[-1][1]), names))
    return found
