"""Makes a record and compares what `rapporteur query` and other programs read in it.

usage: compare.py PROGRAM REPOSITORY
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import polars
from duckdb_extensions import import_extension

TABLES = [
    "actors", "annotations", "articles", "claims", "copies",
    "event_instances", "events", "imported_events", "statements",
]
# What the test would not notice if it were empty.
LEAST = {
    "actors": 10, "annotations": 7, "articles": 8, "claims": 3, "copies": 1,
    "event_instances": 5, "events": 6, "imported_events": 3, "statements": 5,
}


def main(program, repository):
    import_extension("delta")
    readers = {"DuckDB": Duck(), "Polars": Polars()}
    with tempfile.TemporaryDirectory() as scratch:
        record = Path(scratch) / "record"
        make(program, repository, Path(scratch), record)
        passed = compare(program, record, readers)
        run(program, "compact", record)
        passed += compare(program, record, readers)
    print(f"{passed} passed, 0 failed")


def make(program, repository, scratch, record):
    """Several commits, so that the log has files in it that later commits took out."""
    articles = sorted((repository / "testdata/articles").iterdir())
    run(program, "init", record)
    run(program, "add", "-q", record, *articles[:3])
    run(program, "add", "-q", record, *articles[3:])
    coded = json.loads((repository / "crates/rapporteur-cli/tests/fixtures/summit.record.json").read_text())
    coded |= {"id": "coded", "url": None, "mirror_url": None, "actors": []}
    coded["text"] = coded["text"] + "\n\nThis paragraph makes it another text: " + "grain ships bridges rivers roads " * 40
    copy = coded | {"id": "copy", "publisher": "Another Daily", "text": coded["text"].upper()}
    (scratch / "coded.jsonl").write_text("".join(json.dumps(r) + "\n" for r in (coded, copy)))
    run(program, "add", "-q", record, scratch / "coded.jsonl")
    run(program, "export", "gdelt2", "--record", record, "-o", scratch / "gdelt.csv")
    run(program, "import", record, scratch / "gdelt.csv")


def run(program, *args):
    done = subprocess.run([program, *map(str, args)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"tests/elsewhere: rapporteur {args[0]}: status {done.returncode}: {done.stderr.strip()}")
    return done.stdout


class Duck:
    def __init__(self):
        self.connection = duckdb.connect()
        self.connection.execute("LOAD delta")

    def rows(self, table):
        answer = self.connection.execute(f"SELECT * FROM delta_scan('{table}')")
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row)) for row in answer.fetchall()]

    def months(self, table):
        answer = self.connection.execute(f"SELECT month, count(*) FROM delta_scan('{table}') GROUP BY 1")
        return dict(answer.fetchall())


class Polars:
    def rows(self, table):
        return polars.scan_delta(str(table)).collect().to_dicts()

    def months(self, table):
        counts = polars.scan_delta(str(table)).group_by("month").len().collect()
        return dict(counts.iter_rows())


def compare(program, record, readers):
    passed = 0
    for table in TABLES:
        ours = answer(program, record, f"SELECT * FROM {table}")
        months = answer(program, record, f"SELECT month, count(*) AS rows FROM {table} GROUP BY 1")
        months = {row.get("month"): row["rows"] for row in months}
        if len(ours) < LEAST[table]:
            sys.exit(f"tests/elsewhere: only {len(ours)} rows in {table}: the test says nothing")
        for name, reader in readers.items():
            theirs = reader.rows(record / table)
            difference = first_difference(in_order(ours), in_order(theirs))
            if difference:
                sys.exit(f"tests/elsewhere: {name} reads {table} otherwise: {difference}")
            if reader.months(record / table) != months:
                sys.exit(f"tests/elsewhere: {name} counts the months of {table} otherwise")
            passed += 1
    return passed


def answer(program, record, query):
    lines = run(program, "query", record, query, "--format", "jsonl").splitlines()
    return [json.loads(line) for line in lines]


def in_order(rows):
    return sorted(map(plain, rows), key=lambda row: json.dumps(row, sort_keys=True))


def plain(value):
    """Values as JSON has them; what is null is left out, as `rapporteur query` does."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if v is not None}
    if isinstance(value, (list, tuple)):
        entries = [plain(v) for v in value]
        # Polars has no maps: theirs are lists of keys and values.
        if entries and all(isinstance(e, dict) and e.keys() == {"key", "value"} for e in entries):
            return {e["key"]: e["value"] for e in entries}
        return entries
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float):
        # Four bytes in the tables, eight in Python.
        return float(f"{value:.5g}")
    return value


def first_difference(ours, theirs):
    if len(ours) != len(theirs):
        return f"{len(theirs)} rows instead of {len(ours)}"
    for a, b in zip(ours, theirs):
        for column in sorted(a.keys() | b.keys()):
            if a.get(column) != b.get(column):
                return f"{column} of {a.get('id')}: {b.get(column)!r:.300} instead of {a.get(column)!r:.300}"
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
