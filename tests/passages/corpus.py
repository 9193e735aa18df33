"""Short phrases of our own making in six languages, each with what it says, as `said` writes it."""

from __future__ import annotations

ENGLISH = """
more than 165,000 barrels | more_than 165000 barrel
over 40 visits | more_than 40 call
at least 43 trips | at_least 43 call
a total of 12 voyages | 12 call
about 90 percent | about 90 percent
roughly 2,500 tonnes | about 2500 tonne
likely loading over a million barrels | likely_more_than 1000000 barrel activity load
may have shipped around 1.3 million barrels | may_be_about 1300000 barrel
probably about 90 percent | about 90 percent
nearly 1.3 million barrels | nearly 1300000 barrel
almost half a million barrels | nearly 500000 barrel
one-and-a-half million barrels | 1500000 barrel
a quarter of a million barrels | 250000 barrel
twelve to fifteen thousand barrels | 12000 barrel 15000 barrel
12-15 thousand barrels | 12000 barrel 15000 barrel
1.5m barrels | 1500000 barrel
165k barrels | 165000 barrel
in the first half of 2020 | 2020-01 2020-06
the Chonmasan | ship a
on the night of March 7 | 03-07
up to 3.5 million barrels | up_to 3500000 barrel
as much as 30,000 barrels | up_to 30000 barrel
five tankers | 5 vessel
twenty-two ships | 22 vessel
one hundred and five calls | 105 call
more than a dozen tankers | more_than 12 vessel
two dozen ships | 24 vessel
10,000 to 30,000 barrels | 10000 barrel 30000 barrel
between 1,000 and 9,000 dwt | 1000 tonne 9000 tonne
7 March 2024 | 2024-03-07
March 7, 2024 | 2024-03-07
on March 7 | 03-07
on the 7th of March | 03-07
7, 10, 14 and 22 March | 03-07 03-10 03-14 03-22
from 7 to 22 March 2024 | 2024-03-07 2024-03-22
in March 2024 | 2024-03
since March | 03
in 2024 | 2024
on the 19th | --19
Sept. 15, 2023 | 2023-09-15
Dec 2024 | 2024-12
May 30 of 2018 | 2018-05-30
between January 1 and May 30 | 01-01 05-30
2024-11-05 | 2024-11-05
last year | relative -1
this year | relative 0
Chon Ma San called at Vostochny | ship a activity in_port port RUVYP
the Chon Ma San docked | ship a activity in_port
appeared to load | load_state loading
arrived empty | activity in_port load_state empty
fully laden tankers | unit vessel load_state laden
tankers unloaded at Nampo | unit vessel activity discharge port KPNAM
according to satellite images | method optical_imagery
AIS signals | method ais
240 million roubles | 240000000 rouble
66 tank cars | 66 tank_car
more than ten times | more_than 10 call
300,000 bbl a year | 300000 barrel per year
by rail from Russia | flow rail
the Royal United Services Institute | maker RUSI
3.78 MMbbl of fuel | 3780000 barrel
165-thousand barrels | 165000 barrel
on Wednesday | weekday 2
on Friday, 24 May 2024 | weekday 4 2024-05-24
"""
KOREAN = """
3월 5140배럴 | 03 5140 barrel
11월 3만 618배럴 | 11 30618 barrel
올해 1~5월 정제유 5730t | 01 05 5730 tonne relative 0 product refined_petroleum_products
지난 1∼2월 | 01 02
지난해 1월부터 9월 15일 사이 | 01 09-15 relative -1
올 상반기 | 01 06 relative 0
2023년 하반기 | 2023-07 2023-12
수요일에 | weekday 2
1·2월 | 01 02
3월 초순 | 03-01 03-10
1~3만 배럴 | 10000 barrel 30000 barrel
7~21만 배럴 | 70000 barrel 210000 barrel
13월 5배럴 | 13 barrel 5 barrel
16만5천 배럴 이상 | at_least 165000 barrel
16만5000배럴을 넘는 | more_than 165000 barrel
약 2만5천 배럴 | about 25000 barrel
100만 배럴 | 1000000 barrel
1억 2천만 배럴 | 120000000 barrel
42만∼126만 배럴 | 420000 barrel 1260000 barrel
7만에서 21만 배럴 | 70000 barrel 210000 barrel
최소 다섯 척 | at_least 5 vessel
유조선 12척 이상 | at_least 12 vessel
총 43차례 | 43 call
43회 | 43 call
두 차례 | 2 call
3천 톤급 | 3000 tonne
8천t | 8000 tonne
90%가량 | about 90 percent
10배 | 10 times
최대 66만 배럴 | up_to 660000 barrel
50만 배럴에 가까운 | nearly 500000 barrel
2024년 3월 7일 | 2024-03-07
3월 7일 | 03-07
지난 7일 | --07
3월 7, 10, 14, 22일 | 03-07 03-10 03-14 03-22
2024년 3월 | 2024-03
지난 5월 | 05
2024년 | 2024
올해 1월부터 8월 | relative 0 01 08
지난해 | relative -1
천마산호는 지난 20일 | ship a --20
천마산호가 보스토치니항에 입항 | ship a port RUVYP activity in_port
보스토치니항에서 선적 | port RUVYP activity load
남포항에서 하역 | port KPNAM activity discharge
유조선이 빈 채로 | load_state empty
석유를 가득 | load_state laden
위성사진을 | method optical_imagery
마린트래픽에 | method ais
미국의소리 방송은 | maker VOA
왕립합동군사연구소(RUSI)는 | maker RUSI
정제유 50만 배럴 | 500000 barrel product refined_petroleum_products
연간 50만 배럴 | 500000 barrel per year
철도로 1만6천t | 16000 tonne flow rail
"""
JAPANESE = """
10月3日付で | 10-03
1～3月に | 01 03
上半期の | 01 06
金曜日に | weekday 4
3月中旬 | 03-11 03-20
100万バレル以上 | at_least 1000000 barrel
約16万5000バレル | about 165000 barrel
16万5千バレルを超える | more_than 165000 barrel
最大30万バレル | up_to 300000 barrel
計43回 | 43 call
40回以上 | at_least 40 call
タンカー12隻 | 12 vessel
少なくとも5隻 | at_least 5 vessel
四十三回 | 43 call
5隻 | 5 vessel
3000トン | 3000 tonne
90%程度 | about 90 percent
2024年3月7日 | 2024-03-07
4月1、3、7、10日 | 04-01 04-03 04-07 04-10
3月7日 | 03-07
7日 | --07
2024年3月 | 2024-03
今年3月 | relative 0 03
昨年 | relative -1
ボストーチヌイ港に寄港 | port RUVYP activity in_port
ナホトカの港 | port RUNJK
衛星画像で確認 | method optical_imagery
岸壁に係留 | activity in_port
石油を満載した | load_state laden
読売新聞の分析 | maker Yomiuri_Shimbun
1億2000万バレル | 120000000 barrel
石油精製品50万バレル | 500000 barrel product refined_petroleum_products
年間50万バレル | 500000 barrel per year
南浦で荷揚げ | port KPNAM activity discharge
3カ所 | 3 port
"""
CHINESE = """
9月4.1973万桶 | 09 41973 barrel
上半年 | 01 06
星期三 | weekday 2
3月7日至22日 | 03-07 --22
超过16.5万桶 | more_than 165000 barrel
至少5艘 | at_least 5 vessel
约100万桶 | about 1000000 barrel
50万桶 | 500000 barrel
121次 | 121 call
四十三次 | 43 call
五艘油轮 | 5 vessel
两艘 | 2 vessel
1.2亿桶 | 120000000 barrel
3000吨 | 3000 tonne
90% | 90 percent
2024年3月6日上午 | 2024-03-06
3月26日 | 03-26
3月 | 03
2024年 | 2024
今年3月 | relative 0 03
去年 | relative -1
停靠在东方港 | activity in_port port RUVYP
抵达清津 | activity in_port port KPCHO
在南浦卸载 | port KPNAM activity discharge
装载石油 | activity load
卫星图像 | method optical_imagery
英国皇家三军研究所的 | maker RUSI
最多30万桶 | up_to 300000 barrel
近100万桶 | nearly 1000000 barrel
满载 | load_state laden
每年50万桶 | 500000 barrel per year
精炼石油50万桶 | 500000 barrel product refined_petroleum_products
铁路 | flow rail
“船” |
"""
RUSSIAN = """
в среду | weekday 2
полмиллиона баррелей | 500000 barrel
полтора миллиона баррелей | 1500000 barrel
более 165 тысяч баррелей | more_than 165000 barrel
более 165 000 баррелей | more_than 165000 barrel
свыше 1,5 млн баррелей | more_than 1500000 barrel
около 125 тыс. баррелей | about 125000 barrel
почти миллион баррелей | nearly 1000000 barrel
не менее пяти танкеров | at_least 5 vessel
пять танкеров | 5 vessel
43 рейса | 43 call
сорок три раза | 43 call
90 процентов | 90 percent
3000 тонн | 3000 tonne
7 марта 2024 года | 2024-03-07
7 марта | 03-07
с 7 по 22 марта | 03-07 03-22
в марте 2024 года | 2024-03
в марте | 03
в 2024 году | 2024
в порт Восточный | port RUVYP unit port
из Находки | port RUNJK
морем | flow sea
по железной дороге | flow rail
спутниковые снимки | method optical_imagery
240 млн рублей | 240000000 rouble
10 вагонов | 10 tank_car
нефтепродукты | product refined_petroleum_products
500 тысяч баррелей в год | 500000 barrel per year
двадцать два | 22
один миллион двести тысяч баррелей | 1200000 barrel
прошлого года | relative -1
танкер пришвартовался | activity in_port
"""
UKRAINIAN = """
у п’ятницю | weekday 4
півтора мільйона барелів | 1500000 barrel
понад мільйон барелів | more_than 1000000 barrel
понад 165 тисяч барелів | more_than 165000 barrel
близько 125 тис. барелів | about 125000 barrel
щонайменше п'ять танкерів | at_least 5 vessel
п’ять танкерів | 5 vessel
43 рейси | 43 call
1,5 млн барелів | 1500000 barrel
майже мільйон барелів | nearly 1000000 barrel
90 відсотків | 90 percent
3000 тонн | 3000 tonne
7 березня 2024 року | 2024-03-07
7 березня | 03-07
у березні | 03
у березні 2024 року | 2024-03
у 2024 році | 2024
порт Східний | port RUVYP unit port
залізницею | flow rail
супутникові знімки | method optical_imagery
нафтопродукти | product refined_petroleum_products
500 тисяч барелів на рік | 500000 barrel per year
минулого року | relative -1
дванадцять суден | 12 vessel
сорок три | 43
від 7 до 22 березня | 03-07 03-22
розвантаження | activity discharge
"""
# language -> lines of "phrase | what it says"
CORPUS = {"en": ENGLISH, "ko": KOREAN, "ja": JAPANESE, "zh": CHINESE, "ru": RUSSIAN, "uk": UKRAINIAN}
PHRASES = [
    (language, *(part.strip() for part in line.split("|")))
    for language, lines in CORPUS.items()
    for line in lines.strip().splitlines()
]
