"""The words that a locating phrase may hold, by language: what each says, and those that say nothing of their own.

A form that ends in * stands for every word that begins so. Forms are written as the normal form has them: small
letters. A word that is not here is not understood, and a phrase with such a word is refused: a letter that was
altered is noticed by that.
"""

from __future__ import annotations

# kind -> code -> forms, separated by |. The kinds that are columns of a table hold that column's allowed words.
Words = dict[str, dict[str, str]]

ENGLISH: Words = {
    "qualifier": {
        "more_than": "more than|over|above|in excess of|exceed*|topped|surpass*|upwards of",
        "at_least": "at least|no fewer than|not less than|a minimum of|minimum|or more",
        "about": "about|around|approximately|roughly|some|an estimated|or so",
        "nearly": "nearly|almost|close to|just under",
        "up_to": "up to|as many as|as much as|at most|a maximum of|maximum|no more than",
    },
    "unit": {
        "barrel": "barrel*|bbl|mmbbl", "tonne": "t|ton|tons|tonne*|metric ton*|dwt|deadweight", "percent": "percent|per cent|%",
        "vessel": "tanker*|ship|ships|vessel|vessels", "rouble": "rouble*|ruble*", "tank_car": "tank car*|railcar*|rail car*",
        "call": "visit*|trip|trips|voyage*|port call*|call|calls|times|journey*|deliver*|shipment*|arrival*|sailing*",
        "port": "port|ports|terminal*|destination*", "metre": "metre*|meter*", "month": "month|months|month-period",
    },
    "activity": {
        "load": "load|loads|loaded|loading|took on|to load", "discharge": "unload*|discharg*",
        "in_port": "docked|berthed|moored|in port|at the berth|called|arrived|anchored",
        "transit": "sailed|sailing|heading|passed|passing|off",
    },
    "load_state": {"empty": "empty", "laden": "full|laden|fully laden|almost full", "loading": "appeared to load"},
    "method": {
        "optical_imagery": "satellite image*|satellite photo*|imagery|image|images|planet*|satellite",
        "ais": "ais signals|ais|transponder*|marinetraffic|marine traffic",
    },
    "flow": {"rail": "rail|railway|train|trains|by rail", "sea": "by sea|seaborne|sea|maritime", "need": "need*|require*"},
    "product": {
        "refined petroleum products": "refined petroleum products|refined petroleum|refined products",
        "crude oil": "crude oil|crude", "condensates and natural gas liquids": "condensates and natural gas liquids",
    },
    "per": {"year": "a year|per year|annually|per annum"},
    "relative": {"0": "this year", "-1": "last year"},
    "filler": {
        "": "a|an|the|of|in|on|at|to|from|by|and|or|for|with|that|which|was|were|is|are|be|been|has|have|had|it|its|this|"
        "these|as|into|than|between|since|until|till|through|during|after|before|per|each|their|last|first|same|"
        "different|north korean|north korea|korean|russian|russia|dprk|pyongyang|moscow|oil|petroleum|refined|products|"
        "product|fuel|gasoil|diesel|cargo|cargoes|likely|estimated|could|may|might|amount|amounting|shipped|supplied|"
        "sent|sending|received|imported|import|imports|exported|delivered|carried|carrying|transported|port|ports|berth|"
        "dock|vessel|tanker|ship|year|years|annual|passed|unanimously|initial|period of|beyond|all|exceeding|official|week|weeks|days|day|alone|total|equivalent|worth|made|making|occasions|"
        "occasion|only|also|just|including|included|dated|taken|seen|captured|spotted|set|limit|limited|cap|ceiling|"
        "quota|paragraph|resolution|resolutions|un|u.n.|united nations|north|security council|jan|said|named|arriving|leaving|"
        "departed|counted|documented|recorded|one|another|capacity|percent of|size|weight|gross|tonnage|built|nine|"
        "supply|sale|transfer|further|other|new|so far|period|full-year|beginning|starting|ending|"
        "transmitting|signals|openly|chinese|waters|going|number|sanctioned|ended|began|entering|western|took|place|only|back|vgo|onto|out|reports|seen|flagged|near|being|according|report|previously|think|tank|london|london-based|s|instances|imports|ended|start|end|early|late|mid|mid-|through to|ranging|range|class|average|on record|since then|east|far east",
    },
}  # fmt: skip
KOREAN: Words = {
    "qualifier": {
        "more_than": "넘는|넘게|넘어|넘을|넘긴|초과|웃도는|여", "at_least": "최소|적어도|이상",
        "about": "약|가량|정도|쯤|안팎|내외", "nearly": "가까이|가까운|거의|육박", "up_to": "최대",
    },
    "unit": {
        "barrel": "배럴", "tonne": "톤|t|중량톤수", "percent": "퍼센트|%|프로", "vessel": "척", "call": "차례|회|번|건",
        "rouble": "루블", "tank_car": "량", "times": "배", "port": "곳", "metre": "m|미터|km|킬로미터|㎞",
    },
    "activity": {
        "load": "선적|적재|싣", "discharge": "하역|내리", "in_port": "정박|입항|접안|도착", "transit": "항해|항해하|이동|향하",
    },
    "load_state": {"empty": "빈|비어", "laden": "만재|가득", "loading": "선적하는"},
    "method": {"optical_imagery": "위성사진|위성 사진|위성영상|촬영", "ais": "마린트래픽|위치 신호|위치신호|자동식별장치"},
    "flow": {"rail": "철도|열차|철로", "sea": "해상|해로|선박으로", "need": "필요"},
    "product": {"refined petroleum products": "정제유|석유 정제품|석유제품|석유 제품", "crude oil": "원유"},
    "per": {"year": "연간|매년|1년"},
    "relative": {"0": "올해", "-1": "작년|지난해"},
    "filler": {
        "": "에서|에는|에도|에|으로|로|까지|부터|이다|인|은|는|이|가|을|를|의|와|과|도|당|씩|호|만|께|경|간|총|각각|모두|지난|지난달|"
        "이달|이듬해|이튿날|현지시간|한국시간|오전|오후|새벽|밤|시|분|사이|기간|동안|현재|북한|러시아|중국|유조선|선박|"
        "석유|유류|기름|정유|항|항구|항에|서|입출항|드나든|출입|포착|촬영된|나타났|반입|공급|수입|운송|수송|수출|할|수|있는|한|된|하는|"
        "했|해|된다|추정|추산|달할|달하는|급|한도|상한|상한선|결의|유엔|안보리|제재|대북|달|월|일|년|개월|동해|서해|남쪽|북쪽|해상|해역|"
        "추정되는|달한다|다고|중량|합동군사연구소|중|사이에|선적을|채로|채|고|방송|전문가|보다|많은|습니다|라는|이라는|었다고|이었다고|인용|위성|자료|개|정도인|선박이|이르는|기준|출항|정도로|인데|등|및|또는|첫|마지막|건조|길이|규모|물량|양|분량|하루|확인|관측|목격|유조선이|"
        "실은|실어|보낸|받은|받았|옮긴|떠난|포착됐|머물|향한|이동한",
    },
}  # fmt: skip
JAPANESE: Words = {
    "qualifier": {
        "more_than": "超|を超え|を超える|超える|余り|あまり|余|上回", "at_least": "以上|少なくとも|最低でも|最低", "about": "約|およそ|程度|前後|ほど",
        "nearly": "近く|ほぼ|弱", "up_to": "最大|以下",
    },
    "unit": {
        "barrel": "バレル", "tonne": "トン|t", "percent": "パーセント|%", "vessel": "隻", "call": "回|回分|航海|便", "rouble": "ルーブル",
        "times": "倍", "port": "カ所|か所|箇所", "metre": "メートル|m|キロ|km",
    },
    "activity": {
        "load": "積み込|積み|積載|積ん", "discharge": "荷揚げ|陸揚げ|降ろ", "in_port": "係留|停泊|寄港|接岸|入港", "transit": "航行|航行中",
    },
    "load_state": {"empty": "空|空荷", "laden": "満載", "loading": "積み込み中"},
    "method": {"optical_imagery": "衛星画像|衛星写真|画像", "ais": "船舶自動識別装置|マリントラフィック|航跡"},
    "flow": {"rail": "鉄道|列車", "sea": "海上|船舶で", "need": "必要"},
    "product": {"refined petroleum products": "石油精製品|精製油", "crude oil": "原油"},
    "per": {"year": "年間|毎年|1年"},
    "relative": {"0": "今年", "-1": "昨年"},
    "filler": {
        "": "の|に|は|を|が|で|と|へ|も|から|まで|や|か|な|た|し|て|った|した|する|される|され|とみられる|計|延べ|同|号|船|船舶|"
        "北朝鮮|ロシア|タンカー|石油|油|港|極東|上旬|中旬|下旬|前半|後半|初め|末|頃|ごろ|間|輸送|供給|輸入|輸出|運搬|確認|一致|特徴|"
        "り|岸壁|分析|その|この|これ|それ|国連|安保理|制裁|決議|上限|分|量|各|両|年|月|日|撮影",
    },
}  # fmt: skip
CHINESE: Words = {
    "qualifier": {
        "more_than": "超过|超過|逾|多于|多於|余|餘|多", "at_least": "至少|不少于|不少於|以上|最少", "about": "约|約|大约|大約|左右|大概",
        "nearly": "近|接近|将近|將近", "up_to": "最多|至多|高达|高達|不超过",
    },
    "unit": {
        "barrel": "桶", "tonne": "吨|噸|公吨|t", "percent": "%|百分比", "vessel": "艘|条|條", "call": "次|航次|趟|批", "rouble": "卢布|盧布",
        "times": "倍", "port": "处|處", "metre": "米|公里",
    },
    "activity": {
        "load": "装载|裝載|装运|加装", "discharge": "卸载|卸載|卸货|卸下|卸油", "in_port": "停靠|停泊|靠泊|抵达|抵達|出现", "transit": "航行|驶向|駛向",
    },
    "load_state": {"empty": "空载|空載|空船", "laden": "满载|滿載", "loading": "装载中"},
    "method": {"optical_imagery": "卫星图像|衛星圖像|卫星照片|衛星照片|卫星影像", "ais": "自动识别系统|自動識別系統"},
    "flow": {"rail": "铁路|鐵路|火车", "sea": "海运|海運|海上", "need": "需要|需求"},
    "product": {"refined petroleum products": "精炼石油|精煉石油|成品油|精炼油", "crude oil": "原油"},
    "per": {"year": "每年|年度|一年"},
    "relative": {"0": "今年", "-1": "去年"},
    "filler": {
        "": "的|在|于|於|和|与|與|及|从|從|到|至|由|向|了|是|有|被|为|為|将|又|再次|再|上午|下午|晚|同|号|號|朝鲜|朝鮮|北韩|北韓|"
        "俄罗斯|俄羅斯|中国|油轮|油輪|船|石油|港|港口|码头|运送|運送|供应|供應|进口|進口|出口|输送|期间|期間|第一|首|这|這|该|該|每|"
        "联合国|聯合國|制裁|决议|決議|上限|限制|年|月|日|初|底|中旬|之间|一艘|悬挂|几天后",
    },
}  # fmt: skip
RUSSIAN: Words = {
    "qualifier": {
        "more_than": "более|больше|свыше|превыс*|превыш*", "at_least": "не менее|как минимум|по меньшей мере|минимум",
        "about": "около|примерно|приблизительно|порядка", "nearly": "почти", "up_to": "не более|максимум|до",
    },
    "unit": {
        "barrel": "баррел*", "tonne": "тонн*|т", "percent": "процент*|%", "vessel": "танкер*|суд*|корабл*", "rouble": "рубл*",
        "call": "рейс*|раз|раза|заход*|поездк*|поставк*", "tank_car": "цистерн*|вагон*", "port": "порт*|терминал*", "metre": "метр*|км",
    },
    "activity": {
        "load": "загруз*|погруз*", "discharge": "разгруз*|выгруз*", "in_port": "пришвартов*|стоял*|зашел|зашёл|прибыл*",
        "transit": "шел|шёл|направля*|проход*",
    },
    "load_state": {"empty": "пуст*|порожн*", "laden": "полн*|гружен*|гружён*", "loading": "под погрузкой"},
    "method": {"optical_imagery": "спутников*|снимк*|снимок", "ais": "аис|ais"},
    "flow": {"rail": "железной дорог*|железнодорожн*|поезд*", "sea": "морем|морск*", "need": "потребност*|нужд*"},
    "product": {"refined petroleum products": "нефтепродукт*", "crude oil": "сырой нефт*|сырую нефт*"},
    "per": {"year": "в год|ежегодно"},
    "relative": {"0": "этого года|текущего года", "-1": "прошлого года"},
    "filler": {
        "": "в|во|на|с|со|из|и|по|к|от|за|для|о|об|что|это|был|была|были|было|этого|нефт*|порт*|восточный|северокорейск*|российск*|"
        "россия|россии|кндр|северн*|коре*|года|году|год|месяц*|недел*|дней|день|дня|марта|достав*|перевез*|состав*|получ*|объем*|"
        "объём*|количеств*|топлив*|мазут*|танкер|судно|одного|первый|первая|последн*|только|минувш*|прошл*|текущ*|начал*|конц*|"
        "между|период*|всего|общ*|лимит*|квот*|резолюц*|оон|совет*|пункт*|примерн*",
    },
}  # fmt: skip
UKRAINIAN: Words = {
    "qualifier": {
        "more_than": "понад|більше|більш ніж|більше ніж|перевищ*", "at_least": "щонайменше|не менше|принаймні|як мінімум|мінімум",
        "about": "близько|приблизно|орієнтовно", "nearly": "майже", "up_to": "не більше|щонайбільше|максимум|до",
    },
    "unit": {
        "barrel": "барел*", "tonne": "тонн*|т", "percent": "відсотк*|%", "vessel": "танкер*|суд*|корабл*", "rouble": "рубл*",
        "call": "рейс*|раз|рази|разів|захід|заход*|поїздк*|постав*", "tank_car": "цистерн*|вагон*", "port": "порт*|термінал*",
        "metre": "метр*|км",
    },
    "activity": {
        "load": "завантаж*", "discharge": "розвантаж*|вивантаж*", "in_port": "пришвартув*|стоял*|зайш*|прибул*", "transit": "пряму*|проход*",
    },
    "load_state": {"empty": "порожн*", "laden": "повн*|навантажен*", "loading": "під завантаженням"},
    "method": {"optical_imagery": "супутников*|знімк*|знімок", "ais": "аіс|ais"},
    "flow": {"rail": "залізниц*|залізничн*|потяг*", "sea": "морем|морськ*", "need": "потреб*"},
    "product": {"refined petroleum products": "нафтопродукт*", "crude oil": "сирої нафт*|сиру нафт*"},
    "per": {"year": "на рік|щороку|щорічно"},
    "relative": {"0": "цього року|поточного року", "-1": "минулого року"},
    "filler": {
        "": "в|у|на|з|із|зі|і|й|та|по|до|від|за|для|про|що|це|був|була|були|було|цього|нафт*|порт*|східний|північнокорейськ*|"
        "північн*|коре*|росі*|російськ*|кндр|року|році|рік|місяц*|тижн*|днів|день|дня|достав*|перевез*|склада*|отрим*|обсяг*|"
        "кількіст*|паливо|палива|танкер|судно|перший|перша|останн*|лише|минул*|поточн*|початк*|кінц*|між|період*|усього|"
        "загальн*|ліміт*|квот*|резолюц*|оон|рад*|пункт*",
    },
}  # fmt: skip
WORDS: dict[str, Words] = {
    "en": ENGLISH, "ko": KOREAN, "ja": JAPANESE, "zh": CHINESE, "ru": RUSSIAN, "uk": UKRAINIAN,
}  # fmt: skip

# Makers of observations and figures, as the record writes them, and as texts name them.
MAKERS: dict[str, str] = {
    "RUSI": "rusi|royal united services institute|왕립합동군사연구소|로열유나이티드서비스연구소|英国皇家三军研究所|英国王立防衛安全保障研究所",
    "Open Source Centre": "open source centre|open source center|open resource centre|osc|오픈소스센터|오픈소스 센터|"
    "オープン・ソース・センター|オープンソースセンター|オープンソース・センター|开源中心",
    "CSIS": "csis|center for strategic and international studies|전략국제문제연구소",
    "VOA": "voa|voice of america|미국의소리|미국의 소리",
    "RFA": "rfa|radio free asia|자유아시아방송",
    "Yomiuri Shimbun": "yomiuri|読売新聞|요미우리",
    "Financial Times": "financial times|ft|파이낸셜타임스|《金融时报》|金融时报",
    "UN Panel of Experts": "u.n. panel of experts|un panel of experts|panel of experts|panel|u.n. experts|un experts|전문가패널|전문가 패널|専門家パネル|专家小组|专家组|專家小組",
    "United States": "united states|u.s.|us|white house|washington|kirby|미국|백악관|美国|米国|アメリカ|сша|белый дом",
    "Argus": "argus", "Energy Intelligence": "energy intelligence|에너지 인텔리전스",
    "Equasis": "equasis", "Vesseltracker": "vesseltracker", "NK News": "nk news",
    "Multilateral Sanctions Monitoring Team": "multilateral sanctions monitoring team|msmt|다국적 제재 모니터링팀",
    "Kim Kyong-sul": "김경술", "Asan Institute": "asan institute|asan", "KBS": "kbs", "Daily NK": "daily nk",
    "iStories": "istories|important stories", "OCCRP": "occrp|organized crime and corruption reporting project",
    "C4ADS": "c4ads", "Russian Railways": "russian railways|러시아철도|러시아 철도",
}  # fmt: skip

# Ports in the scripts of the record's sources; the Latin names are in data/ports.csv.
PORTS: dict[str, str] = {
    "RUVYP": "보스토치니|보스토치니항|보스토니치|ボストーチヌイ|ボストチヌイ|东方港|東方港|восточный|восточном|східний|wostotschny",
    "RUNJK": "나홋카|ナホトカ|纳霍德卡|納霍德卡|находка|находки|находк*",
    "RUVVO": "블라디보스토크|ウラジオストク|海参崴|владивосток*",
    "KPCHO": "청진|清津|чхонджин*|чхончжин*", "KPNAM": "남포|南浦|нампхо|нампо", "KPRJN": "나진|라진|羅津|罗津|раджин*",
}  # fmt: skip
