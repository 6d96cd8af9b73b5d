#!/bin/sh
# Makes the folder of one version for UpgradeIT: a demo's data directory after some events.
# Usage, with the launcher of that version: make.sh PATH/edgewise VERSION
set -eu
edgewise=$1
cd "$(dirname "$0")"
mkdir -p "$2" && cd "$2"
url=http://localhost:8077
films=../../../../../../catalogues/films
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT

gzip -dc "$films/items.jsonl.gz" | tail -n 80 >items.jsonl
ids=$(sed 's/.*"id":"\([^"]*\)".*/\1/' items.jsonl)
n=0
for user in bob cleo dan eve; do
  for id in $ids; do
    n=$((n + 1))
    [ $((n % 7)) -lt 3 ] || continue
    echo "{\"user\":\"$user\",\"item\":\"$id\",\"type\":\"like\",\"time\":\"2026-10-$((10 + n % 20))T12:00:00Z\"}"
  done
done >events.jsonl

"$edgewise" demo --no-browser --port 8077 --data "$data/data" --items items.jsonl --events events.jsonl >"$data/log" 2>&1 &
demo=$!
until grep -q 'Edgewise is ready' "$data/log"; do sleep 1; done

post() { curl -sf "$url/v1/$1" -H 'Content-Type: application/json' -d "$2" >/dev/null; }
event() { # user item type number more
  post events "{\"id\":\"fixture-$4\",\"user\":\"$1\",\"item\":\"$2\",\"type\":\"$3\",\"time\":\"2026-11-27T12:00:0$4Z\"${5:-}}"
}
set -- $ids
event ann "$1" like 1
event ann "$2" dislike 2
event ann "$3" rate 3 ',"value":4'
event ann "$4" impression 4 ',"context":{"device":"phone"}'
event gone "$5" like 5
sleep 3
curl -sf -X PATCH "$url/v1/users/ann/preferences" -H 'Content-Type: application/json' \
  -d '{"language":"en","likes":["slow films"],"dislikes":["gore"]}' >/dev/null
curl -sf -X DELETE "$url/v1/users/gone" >/dev/null
curl -sf -X PUT "$url/v1/blend" -H 'Content-Type: application/json' -d '{"weights":{"model":0.5}}' >/dev/null
curl -sf "$url/v1/recommendations/ann?limit=5&deadline=10s" >/dev/null
sleep 3
curl -sf "$url/v1/users/ann/profile" >profile.json
kill "$demo" && wait "$demo" || true
rm -f data.zip "$data"/data/*/*.log
(cd "$data/data" && jar --create --no-manifest --file data.zip .) && mv "$data/data/data.zip" data.zip
