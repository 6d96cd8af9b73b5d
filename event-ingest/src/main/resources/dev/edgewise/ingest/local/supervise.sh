# Runs a command, and ends it at the end of standard input: TERM first, KILL after ten seconds.
# Standard input ends whenever the parent process dies. $1 is the file for the process ids.
trap '' INT HUP
pids=$1
shift
exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
echo "$$ $child" >"$pids"
(
  while read -r _; do :; done <&3
  kill -TERM "$child"
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 1
    kill -0 "$child" || exit 0
  done
  kill -KILL "$child"
) 2>/dev/null &
watcher=$!
exec 3<&-
wait "$child"
status=$?
kill "$watcher" 2>/dev/null
exit "$status"
