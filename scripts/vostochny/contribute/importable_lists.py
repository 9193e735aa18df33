"""The lists that `vostochny import` reads, by the names that the command line has for them."""

from __future__ import annotations

LISTS = {
    "un": "the UN Security Council's consolidated list (consolidated.xml)",
    "un-vessels": "the UN 1718 Committee's list of designated vessels (PDF, page, CSV or xlsx)",
    "ofac": "the US Treasury's Specially Designated Nationals list (sdn.csv, with alt.csv beside it)",
    "uk": "the UK Sanctions List (UK-Sanctions-List.csv)",
    "eu": "the EU's consolidated list of financial sanctions (CSV or XML, version 1.1)",
    "canada": "Canada's consolidated autonomous sanctions list (sema-lmes.xml)",
    "australia": "Australia's consolidated list (xlsx or CSV)",
    "switzerland": "Switzerland's whole list of sanctions (SECO, XML)",
    "opensanctions": "an OpenSanctions collection (entities.ftm.json, targets.simple.csv or maritime.csv)",
    "gfw": "port visits of Global Fishing Watch (Events API v3: JSON, JSON lines or CSV)",
    "ais": "AIS positions (CSV with MMSI, time, latitude, longitude and speed)",
}
