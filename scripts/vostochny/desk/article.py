"""Sets the figures, days and lists in a draft against the record; check.js does the same in the page.

A verdict says how the draft compares with this record, never that a statement is true.
"""

from __future__ import annotations

import re

from vostochny.database.reading import Row
from vostochny.desk.article_facts import ArticleTable
from vostochny.desk.article_figures import FigureCheck
from vostochny.desk.article_sentence import ANY_CASE, ArticleFinding, Sentence, sentences
from vostochny.desk.article_times import Moment, on_list, runs, ship_day


def check(table: ArticleTable, draft: str) -> list[ArticleFinding]:
    """Every figure, day and listing that the patterns find, in the order of the draft."""
    spellings = table["patterns"]["spellings"]
    return [one for text in sentences(draft, spellings) for one in findings(Sentence(table, text))]


def findings(said: Sentence) -> list[ArticleFinding]:
    """All of a sentence: figures, then for each ship its days and its listings."""
    found = []
    for item in said.figures:
        verdict, fact = FigureCheck(said, item).verdict()
        fact = fact or {"page": "", "words": "", "by": []}
        found.append(said.finding(item.quoted, verdict, fact["page"], fact["words"], item.at, fact["by"], item.between))
    about = [(at, ship) for ship, at, end in said.ships if said.is_subject(at, end)]
    for ships, times in runs(about, said.moments):
        listing = [moment for moment in times if is_of_list(said, moment)]
        placed = said.has("call_verb", said.masked) or said.ports
        calling = [moment for moment in times if moment not in listing] if placed else []
        for ship in ships:
            found += [day_finding(said, ship, moment) for moment in calling if ship["calls"] is not None]
            if said.has("list_word", said.masked):
                found += listings(said, ship, listing or calling[:1], standing=not listing)
    return found


def is_of_list(said: Sentence, moment: Moment) -> bool:
    """Whether a time is that of a listing: the word before it, or else after it, is of a list and of no call."""
    if moment.kind == "since" and said.has("list_word", said.masked):
        return True
    places = {kind: re.finditer(said.p[kind], said.masked, ANY_CASE) for kind in ("call_verb", "list_word")}
    words = [(match.start(), kind == "list_word") for kind, found in places.items() for match in found]
    words += [(at, False) for at in said.ports.values()]
    before, after = ([item for item in sorted(words) if (item[0] < moment.at) == side] for side in (True, False))
    return before[-1][1] if before else after[0][1] if after else False


def day_finding(said: Sentence, ship: Row, moment: Moment) -> ArticleFinding:
    """One day or span of one ship."""
    calls = [call for call in ship["calls"] if not said.ports or call["port"] in said.ports]
    does = "load" if said.has("load_verb") else "unload" if said.has("unload_verb") else ""
    # Without days and months: "may" is a hedge, May is none.
    hedged, called = (said.has(name, said.masked) for name in ("reported", "calls"))
    verdict, call = ship_day(calls, moment, hedged=hedged, does=does, called=called)
    ended = moment.kind == "until" or said.comes_before("bound", moment) or said.has("departure")
    verdict = "other_version" if call and ended else verdict
    page, words = (f"calls/{call['id']}/", f"{ship['name']} at {call['words']}") if call else (ship["page"], "")
    return said.finding(f"{ship['name']}, {moment.words}", verdict, page, words, said.last_of([moment]))


def listings(said: Sentence, ship: Row, times: list[Moment], *, standing: bool) -> list[ArticleFinding]:
    """The verdict on each authority that the sentence names as listing the ship.

    times: of the listings, one for each authority in the order of the sentence, or else for all of them
    standing: whether a time is one at which the ship was listed, and not that of the listing
    """
    since = [moment for moment in times if moment.kind == "since"]
    times, standing = since or times, (standing or said.has("list_standing", said.masked)) and not since
    places = {name: re.search(pattern, said.masked, re.ASCII) for name, pattern in said.p["authorities"].items()}
    named = sorted((match.start(), name) for name, match in places.items() if match)
    found = []
    for number, (_, authority) in enumerate(named):
        own = [times[number]] if len(times) == len(named) else times
        days = [day for name, day, shut in ship["listed"] if name == authority and (shut or not said.has("port_ban"))]
        verdict = "on_record" if days and not said.has("list_ended") else "not_in_record"
        if verdict == "on_record" and not all(on_list(days, moment, standing=standing) for moment in own):
            verdict = "not_on_that_day"
        words = f"{authority}: listed since {', '.join(days)}" if days else f"{authority}: no listing found"
        words += f"; list of {said.table['lists'][authority]}" if said.table["lists"].get(authority) else ""
        quoted = ", ".join([ship["name"], authority, *(moment.words for moment in own)])
        found.append(said.finding(quoted, verdict, ship["page"], words, said.last_of(own)))
    return found
