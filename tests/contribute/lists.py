"""Small lists in the documented formats. Every ship, company and number in them that is not on record is invented."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

OFAC = (
    '17085,"BAEK MA KANG","vessel","DPRK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    '"Vessel Registration Identification IMO {baek_ma_kang}."\r\n'
    '17084,"AM NOK GANG","vessel","DPRK",-0- ,-0- ,-0- ,"12,345",-0- ,"Mongolia",-0- ,'
    "\"Vessel Registration Identification IMO 8132835; a.k.a. 'TEST ALIAS'.\"\r\n"
    '99001,"TEST SHIP ONE","vessel","DPRK4] [IRAN",-0- ,"TEST1","Chemical/Oil Tanker","5000","3000",'
    '"Korea, North",-0- ,"Secondary sanctions risk: North Korea Sanctions Regulations, sections 510.201 and 510.210; '
    "Vessel Year of Build 1999; Vessel Registration Identification IMO 1234567; MMSI 999000001; f.k.a. 'TEST FORMER'; "
    'Linked To: TEST SHIPPING CO."\r\n'
    '99002,"TEST ELSEWHERE","vessel","IRAN",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Vessel Registration Identification '
    'IMO 7654329."\r\n'
    '99003,"TEST, Person","individual","DPRK4","Captain",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1970."\r\n'
    "\x1a"
)
UK_HEADER = [
    "Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1", "Name 2", "Name 3",
    "Name 4", "Name 5", "Name type", "Alias strength", "Title", "Name non-latin script", "Non-latin script type",
    "Non-latin script language", "Regime Name", "Designation Type", "Designation source", "Sanctions Imposed",
    "Other Information", "UK Statement of Reasons", "Address Line 1", "Address Line 2", "Address Line 3",
    "Address Line 4", "Address Line 5", "Address Line 6", "Address Postal Code", "Address Country", "Phone number",
    "Website", "Email address", "Date Designated", "D.O.B", "Nationality(/ies)", "National Identifier number",
    "National Identifier additional information", "Passport number", "Passport additional information", "Position",
    "Gender", "Town of birth", "Country of birth", "Type of entity", "Subsidiaries", "Parent company",
    "Business registration number (s)", "IMO number", "Current owner/operator (s)", "Previous owner/operator (s)",
    "Current believed flag of ship", "Previous flags", "Type of ship", "Tonnage of ship", "Length of ship",
    "Year Built", "Hull identification number (HIN)",
]  # fmt: skip
UK_REGIME = "The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019"


def uk_text(*rows: dict[str, str]) -> str:
    """A UK list with these rows, each a ship under the North Korea regime unless it says otherwise."""
    out = io.StringIO(newline="")
    out.write("Report Date: 11-Nov-2026\r\n")
    writer = csv.DictWriter(out, UK_HEADER, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    common = {"Regime Name": UK_REGIME, "Designation Type": "Ship", "Name type": "Primary Name"}
    writer.writerows({**common, "Sanctions Imposed": "Port entry ban|De-registration", **row} for row in rows)
    return out.getvalue()


UK = uk_text(
    {"Unique ID": "DPR0115", "Name 6": "KOTI", "Date Designated": "30/03/2018", "IMO number": "IMO9417115",
     "Tonnage of ship": "5,182", "Current believed flag of ship": "Panama"},
    {"Unique ID": "DPR0078", "Name 6": "JIE SHUN", "Date Designated": "04/10/2017"},
    {"Unique ID": "DPR9001", "Name 6": "TEST SHIP TWO", "Date Designated": "05/11/2026", "IMO number": "1234567",
     "Type of ship": "Oil Products Tanker", "Tonnage of ship": "2,500", "Length of ship": "83.0",
     "Year Built": "1999", "Current believed flag of ship": "North Korea", "Current owner/operator (s)": "Test Owner"},
    {"Unique ID": "DPR9001", "Name 6": "TEST OTHER NAME", "Name type": "Alias", "Date Designated": "05/11/2026",
     "IMO number": "1234567"},
    {"Unique ID": "DPR9002", "Name 6": "TEST COMPANY", "Designation Type": "Entity", "Date Designated": "05/11/2026"},
    {"Unique ID": "IRN9001", "Name 6": "TEST ELSEWHERE", "Regime Name": "The Test Regulations 2019",
     "Date Designated": "05/11/2026"},
)  # fmt: skip


def un_text(*entities: tuple[str, str, str]) -> str:
    """A UN list with an individual and these companies: reference, name, comment."""
    listed = "".join(
        f"<ENTITY><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{name}</FIRST_NAME>"
        f"<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>"
        f"<LISTED_ON>2018-03-30</LISTED_ON><COMMENTS1>{comment}</COMMENTS1>"
        "<ENTITY_ALIAS><QUALITY/><ALIAS_NAME/></ENTITY_ALIAS></ENTITY>"
        for number, (reference, name, comment) in enumerate(entities, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<CONSOLIDATED_LIST dateGenerated="2026-11-10T00:00:03.001Z" xsi:noNamespaceSchemaLocation="consolidated.xsd" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><INDIVIDUALS><INDIVIDUAL><DATAID>900</DATAID>'
        "<FIRST_NAME>Test</FIRST_NAME><REFERENCE_NUMBER>KPi.900</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS>"
        f"<ENTITIES>{listed}</ENTITIES></CONSOLIDATED_LIST>\n"
    )


UN = un_text(
    ("KPe.061", "KOREA ACHIM SHIPPING CO", "Registered owner of DPRK tanker CHON MA SAN, larger than YU JONG 2."),
    ("KPe.062", "Test Shipping Co", "Registered owner of DPRK tanker AN SAN 1."),
    ("KPe.900", "Test Managers Ltd", "Ship and commercial manager of M/V KOTI."),
    ("KPe.901", "Test Owners Ltd", "Owner of a ship, IMO number: 1234567."),
    ("QDe.900", "Test Elsewhere", "Owner of the KOTI."),
)


def visit(**changes: Any) -> dict[str, Any]:
    """One port visit as the Events API gives it: Chon Ma San at Vostochny."""
    anchorage = {
        "anchorageId": "test", "atDock": True, "distanceFromShoreKm": 1.0, "flag": "RUS", "id": "rus-vostochny",
        "lat": 42.74, "lon": 133.08, "name": "VOSTOCHNY", "topDestination": None,
    }  # fmt: skip
    event = {
        "start": "2025-12-01T03:00:00.000Z",
        "end": "2025-12-02T21:50:00.000Z",
        "id": "test-event-1",
        "type": "port_visit",
        "position": {"lat": 42.74, "lon": 133.08},
        "regions": {"eez": ["5690"]},
        "boundingBox": [133.0, 42.7, 133.1, 42.8],
        "distances": {"startDistanceFromPortKm": 1},
        "vessel": {"id": "test-vessel", "name": "CHON MA SAN", "ssvid": "999000002", "flag": "PRK", "type": "CARRIER"},
        "port_visit": {"visitId": "test-visit-1", "confidence": "4", "durationHrs": 42.8, "startAnchorage": anchorage,
                       "intermediateAnchorage": anchorage, "endAnchorage": anchorage},
    }  # fmt: skip
    return {**event, **changes}


def gfw_text(*visits: Any, total: int | None = None) -> str:
    """An answer of the Events API with these entries."""
    count = len(visits) if total is None else total
    head = {"metadata": {}, "limit": 99999, "offset": 0, "nextOffset": None, "total": count}
    return json.dumps({**head, "entries": list(visits)})


AT_SEA = {"port_visit": {}, "position": {"lat": 10.0, "lon": 10.0}}
GFW = gfw_text(
    visit(),
    visit(id="test-event-2", **AT_SEA),
    visit(id="test-event-3", vessel={"name": "TEST NOBODY", "ssvid": "999000003"}),
)
