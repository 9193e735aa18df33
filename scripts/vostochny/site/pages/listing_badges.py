"""Who lists a ship, as badges with days and as part of a sentence; or that none was found, in lists of which days."""

from __future__ import annotations

from vostochny.database.reading import Row
from vostochny.model import wording
from vostochny.render.context import RenderContext
from vostochny.render.inert_text import in_markdown
from vostochny.render.lists_read import list_read, lists_read, short_name
from vostochny.render.record_page import chip


def designations_of(context: RenderContext, vessel_id: str) -> list[Row]:
    """The designations of a ship, in the order of the authorities."""
    order = list(context.authorities)
    rows = context.rows("select * from vessel_sanctions where vessel_id = :id", id=vessel_id)
    return sorted(rows, key=lambda row: (order.index(row["authority"]), str(row["listed_on"] or "9999")))


def ended(row: Row) -> str:
    """When a designation ended, as far as it is known, as plain text; empty while nobody has lifted it."""
    if row["delisted_on"]:
        return wording.day(row["delisted_on"])
    return f"by {wording.day(row['gone_by'])}, day not known" if row["gone_by"] else ""


def when_ended(row: Row) -> str:
    """When a designation ended, with the preposition that the day takes: on 21 March 2016, in December 2016."""
    if not row["delisted_on"]:
        return ended(row)
    exact = len(row["delisted_on"]) == len("2016-03-21")
    return f"{'on' if exact else 'in'} {ended(row)}"


def listing_badges(context: RenderContext, vessel: Row) -> list[str]:
    """One badge an authority: since when it lists the ship, or when it took it off; or why there is none."""
    found: dict[str, list[Row]] = {}
    for row in designations_of(context, vessel["vessel_id"]):
        found.setdefault(row["authority"], []).append(row)
    badges = []
    for authority, rows in found.items():
        name = short_name(context, authority)
        standing = [row for row in rows if not ended(row)]
        if standing:
            since = f"since {wording.day(standing[0]['listed_on'])}" if standing[0]["listed_on"] else "day not stated"
            badges.append(chip(in_markdown(f"{name} {since}"), "listed" if authority == "UN" else ""))
        else:
            badges.append(chip(in_markdown(f"{name}: taken off, {ended(rows[-1])}"), "quiet"))
    return badges or [chip(in_markdown(unlisted(context, vessel)), "quiet")]


def unlisted(context: RenderContext, vessel: Row) -> str:
    """What can be said of a ship without a listing: not found in lists of their days, or not to be checked."""
    if not vessel["imo_number"]:
        return "listing cannot be checked: no IMO number"
    return f"no listing found in the lists of {lists_read(context)}"


def owner_badges(context: RenderContext, vessel_id: str | None, *, named: bool = True) -> list[str]:
    """One badge for each reported owner that is listed, of an unlisted ship; with its name or without."""
    return [chip(in_markdown(words)) for words in listed_owners(context, vessel_id, named=named)]


def listed_owners(context: RenderContext, vessel_id: str | None, *, named: bool = True) -> list[str]:
    """Who lists the reported owners of a ship that is not listed itself, since when, as plain text."""
    if any(not ended(row) for row in designations_of(context, vessel_id or "")):
        return []
    rows = context.rows(
        "select distinct organisation_name, authority, listed_on from vessel_organisations "
        "join organisation_listings using (organisation_id) "
        "where vessel_id = :id and role = 'owner' and standing = 'listed' "
        "order by organisation_name, listed_on, authority",
        id=vessel_id,
    )
    listed: dict[str, list[str]] = {}
    for row in rows:
        since = f" since {wording.day(row['listed_on'])}" if row["listed_on"] else ", day not stated"
        name = short_name(context, row["authority"])
        listed.setdefault(row["organisation_name"], []).append(f"{name}{since}")
    return [f"reported owner{f' {name}' if named else ''} listed: {'; '.join(by)}" for name, by in listed.items()]


def un_standing(context: RenderContext, vessel: Row) -> str:
    """Whether the UN lists the ship, as part of a sentence about it."""
    rows = [row for row in designations_of(context, vessel["vessel_id"]) if row["authority"] == "UN"]
    standing = [row for row in rows if not ended(row)]
    if standing:
        return f"on the UN list since {wording.day(standing[0]['listed_on']) or 'a day not stated'}"
    if rows:
        return f"taken off the UN list {when_ended(rows[-1])}"
    if not vessel["imo_number"]:
        return "whose listing cannot be checked because no source read gives its IMO number"
    return f"for which no UN listing was found {list_read(context, 'UN')}".rstrip()


def lists_beside(context: RenderContext, vessel: Row) -> str:
    """Of a ship that was taken off a list: who else took it off, and who still lists it, as sentences after a blank.

    The UN's list is left out, because `un_standing` says it. Empty for a ship that was taken off no list.
    """
    rows = designations_of(context, vessel["vessel_id"])
    if not any(ended(row) for row in rows):
        return ""
    standing: dict[str, Row] = {}
    for row in rows:
        if not ended(row):
            standing.setdefault(row["authority"], row)
    said = [
        f" It was taken off the {short_name(context, row['authority'])} list {when_ended(row)}."
        for row in rows
        if ended(row) and row["authority"] not in ("UN", *standing)
    ]
    for authority, row in standing.items():
        since = f"since {wording.day(row['listed_on'])}" if row["listed_on"] else "since a day not stated"
        read = list_read(context, authority)
        if authority != "UN":
            as_read = f", as read {read}" if read else ""
            said.append(f" On the {short_name(context, authority)} list {since}{as_read}.")
    return "".join(said)
