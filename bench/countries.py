"""Makes countries.yaml anew from CLDR (babel) and from what CLDR does not say, and shows the diff.

    uv run python bench/countries.py           what would change
    uv run python bench/countries.py --write   change it
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from ruamel.yaml import YAML

LANGUAGES = ("en", "ru", "uk", "fr", "es", "de", "ar", "fa", "tr", "zh", "he")
LOCALES = {"zh": ("zh", "zh_Hant", "zh_Hant_HK")}
"""CLDR's locales of a language that is written in more than one way."""
BOX = Path(__file__).parent
TABLE = BOX.parent / "statements" / "tables" / "countries.yaml"
HEAD = """\
# Names, people and capitals in every language we read. Made by bench/countries.py from CLDR and
# bench/countries_own.yaml: edit those, not this.
"""
BODIES = {  # code: (name, id of its entry)
    "UN": ("United Nations", "un"), "EU": ("European Union", "eu"), "NATO": ("NATO", "nato"),
    "IAEA": ("International Atomic Energy Agency", "iaea"), "OSCE": ("OSCE", "osce"),
    "AFU": ("African Union", "african-union"), "ASEAN": ("ASEAN", "asean"), "OPEC": ("OPEC", "opec"),
    "LAS": ("Arab League", "arab-league"), "GCC": ("Gulf Cooperation Council", "gcc"),
    "OIC": ("Organisation of Islamic Cooperation", "oic"), "BRICS": ("BRICS", "brics"), "G7": ("G7", "g7"),
    "G20": ("G20", "g20"), "ICC": ("International Criminal Court", "icc"),
    "IMF": ("International Monetary Fund", "imf"), "IMO": ("International Maritime Organization", "imo"),
    "WB": ("World Bank", "world-bank"), "WTO": ("World Trade Organization", "wto"), "ECOWAS": ("ECOWAS", "ecowas"),
    "SCO": ("Shanghai Cooperation Organisation", "sco"), "CSTO": ("CSTO", "csto"), "CIS": ("CIS", "cis"),
    "COE": ("Council of Europe", "coe"), "OPCW": ("OPCW", "opcw"), "AES": ("Alliance of Sahel States", "aes"),
    "OAS": ("Organization of American States", "oas"), "CARICOM": ("CARICOM", "caricom"), "E3": ("E3", "e3"),
    "EAEU": ("Eurasian Economic Union", "eaeu"), "IGAD": ("IGAD", "igad"), "SADC": ("SADC", "sadc"),
    "ICRC": ("International Committee of the Red Cross", "icrc"),
    "ADB": ("Asian Development Bank", "adb"),
    "AFDB": ("African Development Bank", "afdb"),
    "EAC": ("East African Community", "eac"),
    "IEA": ("International Energy Agency", "iea"),
    "INTERPOL": ("Interpol", "interpol"),
    "OECD": ("OECD", "oecd"),
    "PIF": ("Pacific Islands Forum", "pif"),
    "SAARC": ("SAARC", "saarc"),
    "IRENA": ("International Renewable Energy Agency", "irena"),
    "OIF": ("International Organisation of La Francophonie", "oif"),
    "IFRC": ("International Federation of Red Cross and Red Crescent Societies", "ifrc"),
    "ACS": ("Association of Caribbean States", "acs"),
    "AIIB": ("Asian Infrastructure Investment Bank", "aiib"),
    "ALBA": ("ALBA", "alba"), "AMU": ("Arab Maghreb Union", "arab-maghreb-union"), "APEC": ("APEC", "apec"),
    "AUKUS": ("AUKUS", "aukus"), "B9": ("Bucharest Nine", "bucharest-nine"), "BIMSTEC": ("BIMSTEC", "bimstec"),
    "BIS": ("Bank for International Settlements", "bis"), "BSEC": ("Black Sea Economic Cooperation", "bsec"),
    "CAF": ("Development Bank of Latin America", "caf"), "CAN": ("Andean Community", "andean-community"),
    "CELAC": ("CELAC", "celac"), "CEMAC": ("CEMAC", "cemac"), "CICA": ("CICA", "cica"),
    "COMESA": ("COMESA", "comesa"), "CILSS": ("CILSS", "cilss"), "UEMOA": ("UEMOA", "uemoa"),
    "MRU": ("Mano River Union", "mano-river-union"), "ENC": ("Energy Community Secretariat", "energy-community"),
    "RCC": ("Regional Cooperation Council", "regional-cooperation-council"), "OMVS": ("OMVS", "omvs"),
    "COI": ("Indian Ocean Commission", "indian-ocean-commission"),
    "CGG": ("Gulf of Guinea Commission", "gulf-of-guinea-commission"),
    "ICMP": ("International Commission on Missing Persons", "icmp"),
    "COMMONWEALTH": ("Commonwealth of Nations", "commonwealth"),
    "CTBTO": ("Comprehensive Nuclear-Test-Ban Treaty Organization", "ctbto"),
    "D8": ("D-8 Organization for Economic Cooperation", "d8"),
    "EBRD": ("European Bank for Reconstruction and Development", "ebrd"), "ECCAS": ("ECCAS", "eccas"),
    "ECO": ("Economic Cooperation Organization", "eco"), "EFTA": ("EFTA", "efta"),
    "ESA": ("European Space Agency", "esa"), "EUROCONTROL": ("Eurocontrol", "eurocontrol"),
    "FATF": ("Financial Action Task Force", "fatf"), "IDB": ("Inter-American Development Bank", "idb"),
    "IORA": ("Indian Ocean Rim Association", "iora"), "IPU": ("Inter-Parliamentary Union", "ipu"),
    "ISA": ("International Seabed Authority", "isa"), "ISDB": ("Islamic Development Bank", "isdb"),
    "LCBC": ("Lake Chad Basin Commission", "lcbc"), "MERCOSUR": ("Mercosur", "mercosur"),
    "MFO": ("Multinational Force and Observers", "mfo"), "MRC": ("Mekong River Commission", "mrc"),
    "DC": ("Danube Commission", "danube-commission"), "ICIMOD": ("ICIMOD", "icimod"),
    "IWC": ("International Whaling Commission", "iwc"), "IJC": ("International Joint Commission", "ijc"),
    "NBI": ("Nile Basin Initiative", "nbi"), "ARCC": ("Arctic Council", "arctic-council"),
    "FFA": ("Pacific Islands Forum Fisheries Agency", "ffa"), "HELCOM": ("HELCOM", "helcom"),
    "ICCAT": ("ICCAT", "iccat"),
    "MSG": ("Melanesian Spearhead Group", "msg"), "NB8": ("Nordic-Baltic Eight", "nb8"),
    "NDB": ("New Development Bank", "ndb"), "NORDIC": ("Nordic Council", "nordic-council"),
    "BENELUX": ("Benelux", "benelux"), "OECS": ("Organisation of Eastern Caribbean States", "oecs"),
    "OHR": ("Office of the High Representative", "ohr"), "OTS": ("Organization of Turkic States", "ots"),
    "PCA": ("Permanent Court of Arbitration", "pca"), "QUAD": ("Quad", "quad"), "SICA": ("SICA", "sica"),
    "UFM": ("Union for the Mediterranean", "ufm"), "V4": ("Visegrad Group", "visegrad-group"),
    "WCO": ("World Customs Organization", "wco"), "WOAH": ("World Organisation for Animal Health", "woah"),
}


def names(code: str, own: dict[str, Any]) -> dict[str, list[str]]:
    """A country's names by language: CLDR's, its short and other forms, then our own."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        words = [word.split(" (")[0] for locale in locales(language) for kind in ("", "-alt-short", "-alt-variant")
                 if (word := locale.territories.get(code + kind)) and word != code]
        ours = own.get("names", {}).get(language, [])
        if language == "en":
            words = [own.get("name", ""), *words]
        found[language] = [word for word in unique((*words, *ours)) if word not in own.get("without", ())]
    return found


def capitals(own: dict[str, Any]) -> dict[str, list[str]]:
    """A capital's names by language, from CLDR's cities of the time zones, and what else we say stands for it."""
    capital = own.get("capital")
    zone = next((zone for zone in get_global("zone_territories")
                 if capital and zone.rsplit("/")[-1].replace("_", " ") == plain(capital)), None)
    found: dict[str, list[str]] = {"en": [capital] if capital else []}
    for language in LANGUAGES:
        cities = [locale.time_zones.get(zone, {}).get("city") for locale in locales(language)] if zone else []
        words = (*found.get(language, ()), *cities, *own.get("metonyms", {}).get(language, ()))
        found[language] = [word for word in unique(words) if word not in own.get("without", ())]
    return found


def locales(language: str) -> list[Locale]:
    """CLDR's words of a language, in each way it is written."""
    return [Locale.parse(name) for name in LOCALES.get(language, (language,))]


def plain(word: str) -> str:
    """Our spelling of a capital as the time zones write it."""
    return {"Kyiv": "Kiev", "Malé": "Maldives", "Brasília": "", "Tehran": "Tehran", "Asunción": "Asuncion",
            "Bogotá": "Bogota", "Chişinău": "Chisinau"}.get(word, word)


def unique(words: Iterable[str | None]) -> list[str]:
    """The words without repeats and blanks, in order."""
    return list(dict.fromkeys(word for word in words if word))


def marked(words: dict[str, list[str]], own: dict[str, Any]) -> dict[str, list[Any]]:
    """The words, with what tells those that are also something else."""
    shared, unless = set(own.get("context", ())), own.get("unless", {})

    def one(word: str) -> Any:
        need = {"need": "context"} if word in shared else {}
        told = need | ({"unless": unless[word]} if word in unless else {})
        return {"text": word} | told if told else word

    return {language: [one(word) for word in some] for language, some in words.items() if some}


def row(code: str, own: dict[str, Any]) -> dict[str, Any]:
    """One country as the table writes it."""
    all_names = names(code, own)
    made: dict[str, Any] = {"name": own.get("name") or all_names["en"][0]}
    if own.get("the"):
        made["the"] = True
    if own.get("capital"):
        made["capital"] = own["capital"]
    if own.get("adjective"):
        made["adjective"] = own["adjective"]
    made["names"] = marked(all_names, own)
    made["demonyms"] = marked(own.get("people", {}), own)
    made["metonyms"] = {} if own.get("stands_for") == "EU" else marked(
        own.get("metonyms", {}) if own.get("stands_for") or code == "SG" else capitals(own), own)
    return made


def table() -> str:
    """The whole file."""
    own = YAML(typ="safe", pure=True).load((BOX / "countries_own.yaml").read_text(encoding="utf-8"))
    lines = [HEAD.rstrip("\n"), "countries:"]
    for code in sorted(own):
        lines.append(f"  {code}:")
        for key, value in row(code, own[code]).items():
            if value not in ({}, [], None):
                lines.append(f"    {key}: {flow(value)}")
    lines.append("bodies:")
    for code, (name, actor) in sorted(BODIES.items()):
        lines.append(f"  {code}: {{name: {flow(name)}, actor: {actor}}}")
    return "\n".join(lines) + "\n"


def flow(value: Any) -> str:
    """A value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    text = json.dumps(value, ensure_ascii=False)
    bare = isinstance(value, str) and value[:1].isalpha()
    bare = bare and all(char.isalnum() or char in " ~-." for char in value)
    return value if bare and value.lower() not in ("no", "yes", "true", "false", "on", "off", "null") else text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="change the table")
    arguments = parser.parse_args()
    before = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    after = table()
    sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), "now", "new", n=0))
    if arguments.write:
        TABLE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
