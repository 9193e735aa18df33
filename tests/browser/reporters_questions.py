"""What a reporter asks, and where the static site answers it: words of the answer, the page, and the source on it."""

from __future__ import annotations

from typing import NamedTuple


class Asked(NamedTuple):
    """A question with its answer.

    words: texts that the page must have, blanks apart
    page: address of the page that answers, without the site's own
    source: identifier of a document that the page leads to
    """

    question: str
    words: tuple[str, ...]
    page: str
    source: str


BBC = "bbc-2024-11-22-newsatw-copy"
COUNT, CALL, ESTIMATE, ORGANISATION = "counts/count-", "calls/call-", "estimates/estimate-", "organisations/"
QUESTIONS = (
    Asked("How many tankers came, from when to when, and who counted?",
          ("43", "7 March to 5 November 2024", "Open Source Centre"), f"{COUNT}004/", BBC),
    Asked("How many of the counted calls were by ships on the UN list?",
          ("At least 22 port calls by ships on the UN list", "more than half"), f"{COUNT}005/", BBC),
    Asked("How much oil does the Open Source Centre say it was?",
          ("Likely more than 1,000,000 barrels",), f"{ESTIMATE}006/", "osc-2024-refined-tastes"),
    Asked("Is the 1.5 million barrels an amount by sea?",
          ("More than 1,500,000 barrels", "route"), f"{ESTIMATE}011/", "brit-panorama-follow-the-money"),
    Asked("Can I print that a million barrels are 56,000 tonnes?",
          ("Not taken as printed", "17.9 barrels per tonne"), f"{ESTIMATE}009/", "ukrainska-pravda-2024-11-22"),
    Asked("What did RUSI say that March came to, and who gives another number?",
          ("125,000", "could amount to", "165,000"), f"{ESTIMATE}001/", "yonhap-2024-03-27-cdnk-copy"),
    Asked("How much went by rail?", ("322,000",), f"{ESTIMATE}015/", "brit-panorama-follow-the-money"),
    Asked("Which ship came first, when, and who saw it?",
          ("Paek Yang San 1", "7 March 2024", "RUSI"), f"{CALL}001/", "yonhap-2024-03-27-cdnk-copy"),
    Asked("Another paper has the first ship there on 6 March: is that on record?",
          ("6 March 2024", "or on 7 March 2024?"), f"{CALL}001/", "yonhap-tv-2024-03-27"),
    Asked("Is it certain that the ship of 2 to 8 April was Paek Yang San 1?",
          ("both hedge the name", "CSIS (likely), Yomiuri Shimbun (believed to be)"),
          f"{CALL}008/", "newsweek-2024-04"),
    Asked("Was the sanctioned tanker Chon Ma San at Vostochny in October 2024, and did it load?",
          ("20 to 21 October 2024", "800 m", "loading was not observed"), f"{CALL}011/",
          "voa-2024-10-chon-ma-san-russian-port"),
    Asked("Who was the fifth tanker of March 2024?",
          ("named the ship among the five North Korean tankers",), "sightings/", "lloyds-list-2024-10-chon-ma-san"),
    Asked("Where was the oil unloaded?", ("Chongjin", "13 March 2024"), f"{CALL}013/", "yonhap-2024-03-27-cdnk-copy"),
    Asked("What did VOA see at Nampo in spring 2024?",
          ("22 port calls or deliveries", "Nampo"), f"{COUNT}018/", "voa-2024-06-06-ktn24-copy"),
    Asked("Since when is Chon Ma San on the UN list, and why?",
          ("30 March 2018", "ship-to-ship"), "vessels/chon-ma-san/", "eu-regulation-2017-1509"),
    Asked("Who owns Paek Yang San 1?",
          ("Paekyangsan Shipping Co Ltd", "9129653"), "vessels/paek-yang-san-1/", "news1-2024-03-13"),
    Asked("Who lists its owner, and who does not?",
          ("Listed by the United Kingdom on 17 May 2024", "no listing found in the lists of"),
          f"{ORGANISATION}paekyangsan-shipping/", "uk-dprk-statements-of-reasons-2025-04"),
    Asked("Who runs the terminal, and who lists the company?",
          ("Listed by the United Kingdom on 17 May 2024 and by Canada on 21 February 2025",),
          f"{ORGANISATION}toplivo-bunkering-company/", "canada-sema-list-2025-06"),
    Asked("What does the company of the terminal say?",
          ("No statement was found in the documents read",), f"{ORGANISATION}toplivo-bunkering-company/",
          "osc-2025-follow-the-money"),
    Asked("What did Russia's foreign ministry say to the BBC?",
          ("did not answer its request for comment",), "positions/", "bbc-2024-11-22-newsatw-copy"),
    Asked("And the Kremlin, when it was asked about the supplies?",
          ("Russia values its relations with North Korea",), "positions/", "tass-2024-05-08"),
    Asked("What does North Korea say about the eleven states' report?",
          ("the report is fabricated",), "positions/", "tass-2025-06-02"),
    Asked("What is the ceiling, and whose is it?",
          ("500,000 barrels of refined petroleum products a year, from all suppliers together", "paragraph 5"),
          "ceiling/", "un-1718-committee-refined-products"),
    Asked("How much did Russia itself notify for 2024?", ("15,279",), "notified/", "korea-herald-2024-12"),
    Asked("Which Russian bank do the US list for the payments, and since when?",
          ("by the United States on 19 September 2024",), f"{ORGANISATION}mrb-bank/", "rbc-ukraine-2024-09-19"),
    Asked("Has South Korea listed anybody for selling Russian oil to North Korea?",
          ("1 July 2024", "Euromarket"), f"{ORGANISATION}euromarket/", "newsis-2024-06-27"),
)  # fmt: skip
