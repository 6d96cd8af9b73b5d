#!/bin/sh
# Compiles the kernels and their check for one processor family.
#   build.sh            for this machine, by $CXX or c++
#   build.sh aarch64    for Linux on ARM, by Debian's cross compiler (g++-aarch64-linux-gnu)
# Writes target/classes/dev/edgewise/kernels/PLATFORM/libedgewise_kernels.so (.dylib on macOS) and
# target/PLATFORM/check. Without a compiler it writes nothing, and libtorch alone computes models.
set -eu

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
source=$here/src/main/cpp
machine=${1:-$(uname -m)}
case $machine in amd64) machine=x86_64 ;; arm64) machine=aarch64 ;; esac
system=$(uname -s)

compiler=${CXX:-c++}
library=libedgewise_kernels.so
platform=linux-$machine
if [ "$system" = Darwin ]; then
  library=libedgewise_kernels.dylib
  platform=osx-$machine
elif [ "$machine" = aarch64 ] && [ "$(uname -m)" != aarch64 ]; then
  compiler=aarch64-linux-gnu-g++
fi
if ! command -v "$compiler" >/dev/null; then
  echo "kernels: no $compiler, so libtorch will do without them"
  exit 0
fi

# Nothing to do when all is newer than its sources.
out=$here/target/$platform
done=$here/target/classes/dev/edgewise/kernels/$platform/$library
if [ -f "$done" ] && [ -x "$out/check" ] &&
  [ -z "$(find "$here/src" "$here/build.sh" -type f -newer "$done" | head -n 1)" ]; then
  exit 0
fi

# No contraction: a product and a sum become one operation only where the code says so, so that each
# processor rounds alike. Symbols are hidden, since this process has other libraries.
flags="-std=c++17 -fPIC -fvisibility=hidden -ffp-contract=off -fno-math-errno -Wall -Wextra -Werror"
case $("$compiler" --version) in
*clang*) ;;
*) flags="$flags -Wno-uninitialized -Wno-maybe-uninitialized" ;; # g++ 12 warns of its own intrinsics
esac
work=$out/objects
mkdir -p "$work" "$(dirname "$done")"

kernel() { # NAME VECTORS FLAGS...
  name=$1
  vectors=$2
  shift 2
  echo "kernels: $name, $machine"
  "$compiler" $flags -O3 -fno-exceptions -fno-rtti "$@" "-DNAME=$name" "-DVECTORS=\"$vectors\"" \
    -c "$source/kernel.cpp" -o "$work/$name.o"
}

rm -f "$work"/*.o
known=""
if [ "$machine" = x86_64 ]; then
  kernel avx512 vector_avx512.h -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni -mavx2 -mfma -mf16c
  kernel avx2 vector_avx2.h -mavx2 -mfma -mf16c
  # compilers before g++ 11 and clang 12 don't know it
  if "$compiler" -mavxvnni -fsyntax-only -x c++ - </dev/null 2>/dev/null; then
    kernel avxvnni vector_avx2.h -mavx2 -mfma -mf16c -mavxvnni
    known="-DEDGEWISE_AVXVNNI"
  fi
  if "$compiler" -mamx-int8 -fsyntax-only -x c++ - </dev/null 2>/dev/null; then
    avx512="-mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni -mavx2 -mfma -mf16c"
    kernel amx vector_amx.h $avx512 -mamx-tile -mamx-int8
    # for the check: no machine at hand has AMX
    kernel emulated_amx vector_amx.h $avx512 -DEMULATED_TILES
    known="$known -DEDGEWISE_AMX"
  fi
else
  kernel dotprod vector_neon.h -march=armv8.2-a+dotprod+fp16
  kernel i8mm vector_neon.h -march=armv8.2-a+dotprod+fp16+i8mm
fi
for file in loaded_model team operators; do
  "$compiler" $flags $known -O2 -c "$source/$file.cpp" -o "$work/$file.o"
done
"$compiler" $flags $known -O2 -I"$source" -c "$here/src/test/cpp/check.cpp" -o "$work/check.o"
objects=$(ls "$work"/*.o | grep -v -e /check.o -e /operators.o -e /emulated)
emulated=$(ls "$work"/emulated*.o 2>/dev/null || true)
static=""
[ "$machine" = "$(uname -m)" ] || static=-static # runs under qemu without ARM's libraries
"$compiler" -pthread $static -o "$out/check" $objects $emulated "$work/check.o"

# The C++ library is linked in and hidden: another version of it may be in the process. The file is moved
# last, so that it stands for all.
shared="-shared -static-libgcc -static-libstdc++ -Wl,--exclude-libs,ALL -Wl,-s"
[ "$system" != Darwin ] || shared="-dynamiclib"
"$compiler" $shared -pthread -o "$work/$library" $objects "$work/operators.o" -ldl
mv "$work/$library" "$done"
