#!/usr/bin/env bash
# Times and memory of the program over a generated record:
#   measure.sh RAPPORTEUR GROW DIR [ARTICLES [EVENTS]]
# RAPPORTEUR is the program with the feature `record`, GROW the built example of that name
# (`cargo build -p rapporteur-store --example grow`), DIR an empty directory for the record. The
# default is 125,000 articles with 8 events: a million events.
#
# A line per step: seconds on the clock, seconds of processor, peak memory in MB, and what was done.
set -euo pipefail
program=$1 grow=$2 dir=$3 articles=${4:-125000} events=${5:-8}
mkdir -p "$dir"
record=$dir/record

step() {
    local name=$1
    shift
    /usr/bin/time -q -f '%e %U %S %M' -o "$dir/time" "$@" >"$dir/answer" || echo "failed: $name"
    awk -v name="$name" '{ printf "%8.2f s %8.2f s %6.0f MB  %s\n", $1, $2 + $3, $4 / 1024, name }' "$dir/time"
}
# Seconds from the last commit of articles to that of instances: what linking took.
linking() {
    stat -c %.3Y "$record"/events/_delta_log/*.json | sort -n | tail -1 >"$dir/added"
    stat -c %.3Y "$record"/event_instances/_delta_log/*.json | sort -n | tail -1 >"$dir/linked"
    paste "$dir/added" "$dir/linked" | awk -v n=$((articles * events)) \
        '{ printf "linking: %.1f s, %.0f events/s\n", $2 - $1, n / ($2 - $1) }'
}

if [ ! -f "$dir/articles.jsonl" ]; then
    "$grow" - "$articles" "$events" >"$dir/articles.jsonl"
fi
if [ ! -d "$record" ]; then
    "$program" init "$record"
    step "add $articles articles, $events events each" "$program" add -q "$record" "$dir/articles.jsonl"
    linking
    step compact "$program" compact "$record"
fi
step "timeline KEN TZA" "$program" timeline "$record" KEN TZA
step "timeline KEN TZA, a quarter" "$program" timeline "$record" KEN TZA --from 2023-01 --to 2023-03
step "who 'Country KEN'" "$program" who "$record" "Country KEN"
step "claims --denied" "$program" claims "$record" --denied
step "claims --single-source" "$program" claims "$record" --single-source
step "plans --open --actor KEN, before a day" "$program" plans "$record" --open --actor KEN --before 2023-04-01
step "plans --kept" "$program" plans "$record" --kept
step "status" "$program" status "$record"
id=$("$program" query "$record" "SELECT id FROM events WHERE month = '2023-03' LIMIT 1" --format csv | tail -1)
step "explain an event" "$program" explain "$record" "$id"
query() { step "$1" "$program" query "$record" "$2" --format csv; }
query "view timeline, a quarter" "SELECT * FROM timeline WHERE month BETWEEN '2023-01' AND '2023-03' AND array_has(actor_code, 'KEN')"
query "view dyads, a pair" "SELECT * FROM dyads WHERE actor = 'KEN' AND recipient = 'TZA'"
query "view dyad_months, a pair" "SELECT * FROM dyad_months WHERE actor = 'KEN' AND recipient = 'TZA'"
query "view dyad_months, all" "SELECT count(*) FROM dyad_months"
query "view statements_by_source" "SELECT * FROM statements_by_source ORDER BY statements DESC LIMIT 20"
query "view plans, by outcome" "SELECT outcome, count(*) FROM plans GROUP BY 1"
query "view open_plans" "SELECT count(*) FROM open_plans"
query "view kept_promises" "SELECT * FROM kept_promises"
query "view denied_claims" "SELECT count(*) FROM denied_claims"
query "view single_source_claims" "SELECT count(*) FROM single_source_claims"
query "view members, a month" "SELECT count(*) FROM members WHERE month = '2023-03'"
query "events by type" "SELECT event, status, count(*) FROM events GROUP BY 1, 2"
step "search, making the index" "$program" search "$record" border talks
step "search" "$program" search "$record" border talks
step "timeline --plot" "$program" timeline "$record" KEN TZA --plot "$dir/plot.svg"
step "export gdelt2" "$program" export gdelt2 --record "$record" -o "$dir/gdelt.csv"
step "export parquet" "$program" export parquet --record "$record" -o "$dir/events.parquet"
step "import what was exported" "$program" import "$record" "$dir/gdelt.csv"
step verify "$program" verify "$record"
du -sm "$record" | awk '{ print $1 " MB on disk" }'
