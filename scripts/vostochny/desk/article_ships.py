"""Which ship a day or span in a draft belongs to, and how it compares with the ship's calls and listings on record."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.desk.article_times import DAY, NEAR_DAYS, Moment, begins, days_apart, ends, with_year


def ship_day(known: list[Row], moment: Moment, *, hedged: bool, does: str, called: bool) -> tuple[str, Row | None]:
    """The verdict on one time, and the call that it was compared with.

    known: calls at the places that the sentence allows
    hedged: whether the draft says "reported", "believed" or the like
    does: what the draft says that the ship did, "load" or "unload"; empty for neither
    called: whether it says that the ship called, berthed or loaded, and not only that it was there
    """
    others = []
    for call in known:
        verdict = against(call, moment)
        if verdict == "other_version":
            others.append(call)
        elif verdict:
            if verdict == "on_record" and not hedged and doubtful(call, moment, does=does, called=called):
                verdict = "hedge_lost"
            return ("other_version" if does and call["load"] != (does == "load") else verdict), call
    if not others:
        return "not_in_record", None
    return "other_version", min(others, key=lambda call: days_apart(moment, call["from"], call["to"]))


def against(call: Row, moment: Moment) -> str:
    """How a time compares with the days of one call; empty where it is far from them."""
    start, end = with_year(moment.first, call["from"]), with_year(moment.last, call["to"])
    if moment.in_days:
        if begins(moment, call["from"]) and ends(moment, call["to"]):
            return "on_record"
    elif start <= call["from"] and call["to"] <= end:
        return "on_record"
    elif call["from"] <= start and end <= call["to"]:
        # One day of those between which the call was.
        return "hedge_lost"
    nearest = min(days_apart(moment, *days) for days in call["seen"])
    return "other_version" if nearest <= NEAR_DAYS else ""


def doubtful(call: Row, moment: Moment, *, does: str, called: bool) -> bool:
    """Whether what the draft says of a call is on record with a hedge only, or inferred."""
    if (call["grade"] == "possible" and called) or call["name_hedged"]:
        return True
    # What one observer alone saw "appeared to" be so.
    if does and (call["load_inferred"] or call["grade"] != "confirmed"):
        return True
    return call["days_inferred"] and DAY in moment.given


def on_list(days: list[str], moment: Moment, *, standing: bool) -> bool:
    """Whether a time is that of one of the listings, or, where it is standing, one at which it was in force."""
    first, last = moment.first, moment.last
    return any((standing or with_year(first, day) <= day) and day <= with_year(last, day) for day in days)


def runs(about: list[tuple[int, Row]], moments: list[Moment]) -> list[tuple[list[Row], list[Moment]]]:
    """Ships named in a row, with the times that belong to them: those after them, or before where one comes first.

    about: where each ship is named, and the ship
    """
    times = [(moment.at, moment) for moment in moments]
    named: list[tuple[int, Row | Moment]] = sorted([*about, *times], key=lambda item: item[0])
    # Another name of the same ship starts no other run.
    ids = [item["id"] if isinstance(item, dict) else "" for _, item in named]
    named = [item for number, item in enumerate(named) if not ids[number] or ids[number] not in ids[:number]]
    leading = bool(named) and isinstance(named[0][1], Moment)
    found: list[tuple[list[Row], list[Moment]]] = []
    waiting: list[Moment] = []
    for _, item in named:
        if isinstance(item, Moment):
            (waiting if leading or not found else found[-1][1]).append(item)
            continue
        if not found or found[-1][1] or waiting:
            found.append(([], waiting))
            waiting = []
        if item not in found[-1][0]:
            found[-1][0].append(item)
    if found:
        found[-1][1].extend(waiting)
    return found
