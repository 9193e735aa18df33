"""How a day or span that a draft gives for a call of a ship compares with the ship's calls on record."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.desk.article_times import DAY, NEAR_DAYS, Moment, begins, days_apart, ends, with_year


def ship_day(calls: list[Row], moment: Moment, *, hedged: bool, does: str) -> tuple[str, Row | None]:
    """The verdict on one time, and the call that it was compared with.

    calls: those at the places that the sentence allows
    hedged: whether the draft says "reported", "believed" or the like
    does: what the draft says that the ship did, "load" or "unload"; empty for neither
    """
    others = []
    for call in calls:
        verdict = against(call, moment)
        if verdict == "other_version":
            others.append(call)
        elif verdict:
            if verdict == "on_record" and not hedged and doubtful(call, moment, does=does):
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


def doubtful(call: Row, moment: Moment, *, does: str) -> bool:
    """Whether what the draft says of a call is on record with a hedge only, or inferred."""
    if call["grade"] == "possible" or call["name_hedged"]:
        return True
    # What one observer alone saw "appeared to" be so.
    if does and (call["load_inferred"] or call["grade"] != "confirmed"):
        return True
    return call["days_inferred"] and DAY in moment.given
