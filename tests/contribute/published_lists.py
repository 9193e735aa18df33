"""Small lists in the forms of further authorities and providers. What is in them and not on record is invented."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import openpyxl

Cells = Mapping[str, str]


def csv_text(header: Sequence[str], rows: Iterable[Cells], delimiter: str = ",") -> str:
    """A CSV with this header; columns that a row does not name are empty."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(header), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def workbook(text: str, delimiter: str = ",") -> bytes:
    """The rows of a CSV as an Excel workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**members: str | bytes) -> bytes:
    """A zip archive; ``sdn_csv`` becomes the member sdn.csv."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(".".join(name.rsplit("_", 1)), content)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines of text."""
    shown = "".join(f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T* " for line in lines)
    stream = f"BT /F1 10 Tf 12 TL 40 800 Td {shown}ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


UN_VESSELS_PDF = (
    "1718 Designated Vessels List", "# Vessel Name IMO number Date of designation",
    "1", "1: AN SAN 1 7303803", "30-Mar-18", "na na Yes Yes na", "Other information", "Nothing 1: here 2018.",
    "2", "1: Blue Test 2: Chong Bong 8909575", "MMSI:", "1: 999000011", "2: 999000012",
    "21-Jun-17 na na na na Yes", "Flag 1. Kiribati", "Type General Cargo Ship",
    "3", "1: TEST SHIP THREE Does not exist 30-Mar-18 na Yes na Yes na",
    "4", "1: TEST SHIP FOUR 1234567 05-Nov-26 Yes na na na na",
)  # fmt: skip
UN_VESSELS_TABLE = csv_text(
    ["#", "vessel_name", "imo_number", "date_of_designation",
     "Paragraph 8 (d) of resolution 1718 (2006) and paragraph 12 of resolution 2270 (2016)",
     "Paragraph 6 of resolution 2371 (2017) and paragraph 6 of resolution 2375 (2017)", "flag", "mmsi"],
    [{"#": "1", "vessel_name": "1: AN SAN 1", "imo_number": "7303803", "date_of_designation": "30-Mar-18"},
     {"#": "2", "vessel_name": "1: TEST SHIP FOUR", "imo_number": "1234567", "date_of_designation": "05-Nov-26",
      "Paragraph 8 (d) of resolution 1718 (2006) and paragraph 12 of resolution 2270 (2016)": "Yes",
      "Paragraph 6 of resolution 2371 (2017) and paragraph 6 of resolution 2375 (2017)": "na", "flag": "1: Panama",
      "mmsi": "1: 999000013"}],
)  # fmt: skip

EU_HEADER = [
    "fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_UnitedNationId",
    "Entity_DesignationDate", "Entity_DesignationDetails", "Entity_Remark", "Entity_SubjectType",
    "Entity_SubjectType_ClassificationCode", "Entity_Regulation_Type", "Entity_Regulation_OrganisationType",
    "Entity_Regulation_PublicationDate", "Entity_Regulation_EntryIntoForceDate", "Entity_Regulation_NumberTitle",
    "Entity_Regulation_Programme", "Entity_Regulation_PublicationUrl", "NameAlias_LastName", "NameAlias_FirstName",
    "NameAlias_MiddleName", "NameAlias_WholeName", "NameAlias_NameLanguage", "Identification_Number",
    "Identification_TypeCode", "Identification_TypeDescription",
]  # fmt: skip
EU_SHIP = {
    "fileGenerationDate": "11/11/2026", "Entity_LogicalId": "900", "Entity_EU_ReferenceNumber": "EU.900.1",
    "Entity_SubjectType": "E", "Entity_SubjectType_ClassificationCode": "enterprise",
    "Entity_Regulation_Programme": "PRK", "NameAlias_WholeName": "CHON MA SAN", "Entity_DesignationDate": "2018-03-30",
}  # fmt: skip
EU_ROWS: list[dict[str, str]] = [
    EU_SHIP,
    {**EU_SHIP, "NameAlias_WholeName": "", "Identification_Number": "8660313", "Identification_TypeCode": "imo",
     "Identification_TypeDescription": "IMO number of the vessel"},
    {**EU_SHIP, "Entity_LogicalId": "901", "Entity_EU_ReferenceNumber": "EU.901.1",
     "NameAlias_WholeName": "TEST SHIP ONE",
     "Entity_Remark": "Vessel. IMO number: 1234567", "Entity_DesignationDate": "2026-11-05"},
    {**EU_SHIP, "Entity_LogicalId": "902", "Entity_EU_ReferenceNumber": "EU.902.1", "Identification_TypeCode": "imo",
     "NameAlias_WholeName": "KOREA ACHIM SHIPPING CO", "Identification_Number": "5936312"},
    {**EU_SHIP, "Entity_LogicalId": "903", "Entity_EU_ReferenceNumber": "EU.903.1",
     "NameAlias_WholeName": "TEST ELSEWHERE",
     "Entity_Regulation_Programme": "SYR", "Entity_Remark": "Vessel. IMO number: 7654329"},
    {**EU_SHIP, "Entity_LogicalId": "904", "Entity_EU_ReferenceNumber": "EU.904.1", "Entity_SubjectType": "P",
     "Entity_SubjectType_ClassificationCode": "person", "NameAlias_WholeName": "Test Person"},
]  # fmt: skip
EU_CSV = "\ufeff" + csv_text(EU_HEADER, EU_ROWS, ";")


def eu_xml(rows: Iterable[Cells] = EU_ROWS) -> str:
    """The same entities as the XML of the EU, an element for each row's entity."""
    entities: dict[str, str] = {}
    heads: dict[str, str] = {}
    for row in rows:
        key = row["Entity_LogicalId"]
        heads.setdefault(key, (
            f'<sanctionEntity designationDate="{row["Entity_DesignationDate"]}" unitedNationId="" '
            f'euReferenceNumber="{row["Entity_EU_ReferenceNumber"]}" logicalId="{key}">'
            f'<remark>{row.get("Entity_Remark", "")}</remark><regulation regulationType="regulation" '
            f'programme="{row["Entity_Regulation_Programme"]}"><publicationUrl>http://example.org/</publicationUrl>'
            f'</regulation><subjectType code="{row["Entity_SubjectType_ClassificationCode"]}" classificationCode="E"/>'
        ))  # fmt: skip
        inner = entities.get(key, "")
        if row.get("NameAlias_WholeName"):
            inner += f'<nameAlias wholeName="{row["NameAlias_WholeName"]}" nameLanguage="" strong="true"/>'
        if row.get("Identification_Number"):
            inner += (f'<identification number="{row["Identification_Number"]}" identificationTypeCode="imo" '
                      f'identificationTypeDescription="{row.get("Identification_TypeDescription", "")}"/>')  # fmt: skip
        entities[key] = inner
    listed = "".join(f"{heads[key]}{inner}</sanctionEntity>" for key, inner in entities.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><export xmlns="http://eu.europa.ec/fpi/fsd/export" '
        f'generationDate="2026-11-11T21:24:35.826+01:00" globalFileId="1">{listed}</export>'
    )


def canada_xml(*records: Cells, bilingual: bool = True) -> str:
    """Records under the names that Canada's elements have since 2026, or under those that they had before."""
    french = {
        "Country": "Pays", "EntityOrShip": "EntiteOuNavire", "LastName": "NomDeFamille", "GivenName": "Prenom",
        "TitleOrShipType": "TitreOuTypeDeNavire", "ShipIMONumber": "NumeroOMIDuNavire", "Aliases": "Alias",
        "DateOfBirthOrShipBuildDate": "DateDeNaissanceOuDateDeConstructionDuNavire", "Schedule": "Annexe",
        "Item": "NumeroDarticle", "DateOfListing": "DateDinscription",
    }  # fmt: skip
    listed = ""
    for record in records:
        names = {name: f"{name}-{french[name]}" if bilingual else name for name in record}
        listed += "".join(["<record>", *(f"<{names[key]}>{value}</{names[key]}>" for key, value in record.items())])
        listed += "</record>"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><data-set>{listed}</data-set>'


CANADA_RECORDS = (
    {"Country": "Russia / Russie", "EntityOrShip": "Vostochnaya Stevedoring Company LLC", "Schedule": "1, Part 2",
     "Item": "658", "DateOfListing": "2025-02-21"},
    {"Country": "Russia / Russie", "EntityOrShip": "Toplivo Bunkering Company", "Schedule": "1, Part 2",
     "Item": "697", "DateOfListing": "2025-02-22"},
    {"Country": "Russia / Russie", "EntityOrShip": "M/V KOTI", "ShipIMONumber": "9417115", "Schedule": "1.1",
     "Item": "9",
     "TitleOrShipType": "Oil Products Tanker | Petrolier", "DateOfListing": "2026-11-05"},
    {"Country": "Russia / Russie", "EntityOrShip": "TEST SHIP ONE", "ShipIMONumber": "1234567", "Schedule": "1.1",
     "Item": "10", "DateOfListing": "2026-11-05"},
    {"Country": "Belarus / Bélarus", "LastName": "Test", "GivenName": "Person", "Schedule": "1, Part 1", "Item": "1"},
)  # fmt: skip
AUSTRALIA_HEADER = [
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength", "Date of Birth",
    "Place of Birth",
    "Citizenship", "Address", "Additional Information", "Listing Information", "IMO Number", "Committees",
    "Control Date",
    "Instrument of Designation", "Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction",
]  # fmt: skip


def australian(reference: str, name: str, **cells: str) -> dict[str, str]:
    """One row of the Australian list, of an organisation under the UN's sanctions unless it says otherwise."""
    row = {"Reference": reference, "Name of Individual or Entity": name, "Type": "Entity", "Name Type": "Primary Name"}
    return {**row, "Committees": "1718 (DPRK)", **{key.replace("_", " "): value for key, value in cells.items()}}


AUSTRALIA = csv_text(
    AUSTRALIA_HEADER,
    [
        australian("101", "TEST ACHIM", Additional_Information="IMO number 5936312"),
        australian("101a", "KOREA ACHIM SHIPPING CO", Name_Type="Alias"),
        australian("102", "Toplivo Bunkering Company", Committees="Autonomous (Russia)",
                   Listing_Information="Listed by the Foreign Minister on 5 November 2026"),
        australian("103", "TEST ELSEWHERE", Committees="1267"),
        australian("104", "KOTI", Type="Vessel", IMO_Number="9417115", Committees="Autonomous (Russia)",
                   Maritime_Restriction="TRUE"),
    ],
)  # fmt: skip


def swiss_target(ssid: str, tag: str, name: str, *changes: tuple[str, str], told: str = "") -> str:
    """A target of Switzerland's list: an entity, an individual, or the object that is a ship."""
    opened = 'object object-type="vessel"' if tag == "object" else tag
    steps = "".join(
        f'<modification modification-type="{kind}" publication-date="{day}" effective-date="{day}"/>'
        for kind, day in changes
    )
    return (
        f'<target ssid="{ssid}"><sanctions-set-id>5</sanctions-set-id><{opened}><identity ssid="{ssid}1" main="true">'
        f'<name name-type="primary-name"><name-part order="1" name-part-type="whole-name"><value>{name}</value>'
        f"</name-part></name></identity><other-information>{told}</other-information></{tag}>{steps}</target>"
    )


def swiss_xml(*targets: str, kind: str = "whole-list") -> str:
    """Switzerland's list with these targets under the ordinance on North Korea."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><swiss-sanctions-list list-type="{kind}" date="2026-11-10">'
        '<sanctions-program ssid="4"><program-key lang="eng">DPRK</program-key><program-name lang="eng">Ordinance of '
        "18 May 2016 on measures against North Korea (SR 946.231.127.6), annexes 1 et 6</program-name>"
        f'<sanctions-set ssid="5" lang="eng">Annex 1</sanctions-set></sanctions-program>{"".join(targets)}'
        "</swiss-sanctions-list>"
    )


SWISS = swiss_xml(
    swiss_target("100", "entity", "Korea Achim Shipping Co", ("listed", "2018-04-05"), told="IMO number: 5936312"),
    swiss_target("101", "object", "CHON MA SAN", ("listed", "2018-04-05"), told="IMO Number: 8660313"),
    swiss_target("102", "object", "KOTI", ("listed", "2018-04-05"), ("de-listed", "2020-01-01"), told="IMO 9417115"),
    swiss_target("103", "individual", "Test Person", ("listed", "2018-04-05")),
)  # fmt: skip


def ftm(*entities: dict[str, object]) -> str:
    """Entities of FollowTheMoney, a line each."""
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities)


def entity(key: str, schema: str, caption: str = "", **properties: list[str]) -> dict[str, object]:
    """One entity as OpenSanctions exports it."""
    head: dict[str, object] = {"id": key, "caption": caption or key, "schema": schema, "datasets": ["test"]}
    return {**head, "properties": {**({"name": [caption]} if caption else {}), **properties}, "target": True}


FTM = ftm(
    entity("v1", "Vessel", "CHON MA SAN", imoNumber=["IMO8660313"], mmsi=["999000014"], flag=["kp"]),
    entity("s1", "Sanction", entity=["v1"], programId=["UN-SC1718"], startDate=["2018-03-30"], authority=["UN"]),
    entity("v2", "Vessel", "TEST SHIP ONE", imoNumber=["1234567"], flag=["pa", "kp"], type=["Oil Products Tanker"]),
    entity("s2", "Sanction", entity=["v2"], programId=["UN-SC1718"], listingDate=["2026-11-05"]),
    entity("s3", "Sanction", entity=["v2"], programId=["EU-PRK"], startDate=["2026-11-06"]),
    entity("c1", "Company", "Korea Achim Shipping Co", imoNumber=["5936312"]),
    entity("s4", "Sanction", entity=["c1"], programId=["UN-SC1718"], startDate=["2018-03-30"]),
    entity("p1", "Person", "Test Person"),
)  # fmt: skip
SIMPLE = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails",'
    '"program_ids","dataset","first_seen","last_seen","last_change"\n'
    '"NK-1","Vessel","CHON MA SAN","TEST ALIAS","","kp","","IMO8660313;8660313","","","","","Test list","","",""\n'
    '"NK-2","Vessel","TEST SHIP ONE","","","kp","","IMO1234567","","","","UN-SC1718","Test list","","",""\n'
    '"NK-3","Person","Test Person","","","","","","","","","","Test list","","",""\n'
)
MARITIME = (
    '"type","caption","imo","risk","countries","flag","mmsi","id","url","datasets","aliases"\n'
    '"VESSEL","CHON MA SAN","IMO8660313","sanction","kp","kp","999000014","NK-1","https://x.example","un_sc","A TEST"\n'
    '"VESSEL","KOTI","","sanction","","","","NK-4","https://example.org/","un_sc",""\n'
    '"ORGANIZATION","TEST SHIPPING","IMO5936312","sanction","kp","","","NK-5","https://example.org/","un_sc",""\n'
)
AIS_HEADER = (
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,"
    "TransceiverClass"
)


def ais_row(time: str, lat: float = 42.75, lon: float = 133.083, speed: str = "0.1", **cells: str) -> str:
    """One position in the columns of MarineCadastre: Chon Ma San at Vostochny unless it says otherwise."""
    parts = {"MMSI": "999000015", "VesselName": "CHON MA SAN", "IMO": "IMO8660313", "VesselType": "80", **cells}
    given = {**parts, "BaseDateTime": time, "LAT": f"{lat}", "LON": f"{lon}", "SOG": speed}
    return ",".join(given.get(name, "") for name in AIS_HEADER.split(","))


def ais_text(*rows: str) -> str:
    """Positions with the header of MarineCadastre."""
    return "\n".join([AIS_HEADER, *rows]) + "\n"


AIS = ais_text(
    ais_row("2025-12-01T01:00:00", speed="9.0"), ais_row("2025-12-01T03:00:00"), ais_row("2025-12-01T09:00:00"),
    ais_row("2025-12-01T15:00:00"), ais_row("2025-12-02T01:00:00", lat=42.0, speed="8.0"),
    ais_row("2025-12-01T03:00:00", MMSI="999000016", VesselName="TEST NOBODY", IMO="IMO7654329"),
)  # fmt: skip
