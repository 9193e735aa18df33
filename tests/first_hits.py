"""What readers type, in six scripts, and the page that must come first: in the site's search and in Datasette's."""

from __future__ import annotations

PAEK, CHON, KUM = "vessels/paek-yang-san-1/", "vessels/chon-ma-san/", "vessels/kum-jin-gang-3/"
UN_HUNG, WOL, YU_SON, AN_SAN = "vessels/un-hung/", "vessels/wol-bong-san/", "vessels/yu-son/", "vessels/an-san-1/"

SHIPS = [
    # Latin letters: as lists have it, by other romanisations, in one word, former names, with what comes before a name.
    ("Paek Yang San 1", PAEK),
    ("PAEK YANG SAN", PAEK),
    ("Paek", PAEK),
    ("paekyangsan", PAEK),
    ("Paek-Yang-San-1", PAEK),
    ("Baek Yang San", PAEK),
    ("Baekyangsan 1", PAEK),
    ("Blue Ocean", PAEK),
    ("Chon Ma San", CHON),
    ("M/T Chon Ma San", CHON),
    ("chon", CHON),
    ("Cheonmasan", CHON),
    ("Go Mal San 4", CHON),
    ("Kum Jin Gang", KUM),
    ("Geumjingang", KUM),
    ("Wan Heng 11", KUM),
    ("Un Hung", UN_HUNG),
    ("Wolbongsan", WOL),
    ("Yu Son", YU_SON),
    ("Yuseon", YU_SON),
    ("An San 1", AN_SAN),
    ("Courageous", "vessels/courageous/"),
    # Hangul: with and without blanks and the word for a ship.
    ("백양산", PAEK),
    ("백양산1호", PAEK),
    ("백양산 1호", PAEK),
    ("천마산호", CHON),
    ("천마산", CHON),
    ("금진강3호", KUM),
    ("운흥호", UN_HUNG),
    ("월봉산", WOL),
    ("유선호", YU_SON),
    ("안산1호", AN_SAN),
    ("삼마2호", "vessels/sam-ma-2/"),
    # Chinese characters, simplified and traditional.
    ("白羊山", PAEK),
    ("白羊山1号", PAEK),
    ("白羊山1號", PAEK),
    # Kana.
    ("ウンフン", UN_HUNG),
    ("ペクヤンサン", PAEK),
    ("チョンマサン", CHON),
    ("クムジンガン3", KUM),
    # Cyrillic.
    ("Пэк Ян Сан", PAEK),
    ("Пэкянсан-1", PAEK),
    ("Чонмасан", CHON),
    ("Кумджинган", KUM),
    # Numbers and references, however written.
    ("9129653", PAEK),
    ("IMO 8660313", CHON),
    ("IMO8660313", CHON),
    ("imo no. 8660313", CHON),
    ("８６６０３１３", CHON),
    ("Annex XIV.B no. 18", CHON),
    ("OFAC UID 23729", CHON),
]

PAGES = [
    ("denies", "positions/"),
    ("foreign ministry silence", "positions/"),
    ("declined to comment", "positions/"),
    ("43", ""),
    ("is 43 a fact", ""),
    ("embed", "charts/"),
    ("what changed", "changes/"),
    ("correction", "correct/"),
    ("right of reply", "correct/"),
    ("BibTeX", "cite/"),
    ("ceiling", "volumes/"),
    ("deadweight", "volumes/"),
    ("volume model", "model/"),
    ("Excel", "downloads/"),
    ("who contradicts", "conflicts/"),
    ("sanctions list", "vessels/"),
    ("api", "api/"),
    ("Chongjin", "ports/KPCHO/"),
    ("Восточный", "ports/RUVYP/"),
    ("보스토치니", "ports/RUVYP/"),
    ("RUVYP", "ports/RUVYP/"),
]
