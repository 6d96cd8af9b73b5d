#!/bin/sh
# Runs the check of the kernels on this machine, and with ARM's on an emulated one where qemu-user and the
# cross compiler are installed. --full checks as much on the emulated one, which takes minutes.
set -eu

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
few=--few
[ "${1:-}" != --full ] || few=""
ran=0
for check in "$here"/target/*/check; do
  [ -x "$check" ] || continue
  passed=$(dirname "$check")/passed$few
  ran=1
  [ ! "$passed" -nt "$check" ] || continue # these very kernels passed before
  case $check in
  *linux-aarch64*)
    if [ "$(uname -m)" = aarch64 ]; then "$check"
    elif command -v qemu-aarch64 >/dev/null; then qemu-aarch64 -cpu max "$check" $few
    else continue; fi
    ;;
  *) "$check" ;;
  esac
  touch "$passed"
done
[ "$ran" = 1 ] || echo "kernels: nothing was built, so nothing was checked"
