// SPDX-License-Identifier: Apache-2.0
// The operations for one kind of processor. Compiled once for each: VECTORS names the file of its
// instructions, NAME the kind. Nothing here may use functions of other headers, since the linker could
// take this file's version of them for all.
#include <string.h>
#include VECTORS
#include "pass.h"

namespace edgewise {
namespace NAME {

static bool product(const Matrix& w, const float* x, int rows, float* y, Workspace& ws) {
  Shape s{};
  s.hidden = w.columns, s.ffn = w.columns, s.heads = s.kv = 1, s.width = 16;
  Model model{s, w, w, nullptr, nullptr};
  Pass pass{};
  Tile tile{model, pass, ws, 0, 0, 0, rows};
  if (!tile.prepare()) return false;
  tile.clear_padding(rows);
  for (int i = 0; i < rows; i++) memcpy(tile.mixed + size_t(i) * tile.ldh, x + size_t(i) * w.columns, sizeof(float) * w.columns);
  tile.round_rows(tile.mixed, rows, tile.ldh, w);
  tile.product(w, tile.mixed, tile.ldh, rows, {y, w.rows, false});
  return true;
}

}  // namespace NAME

#define QUOTE(x) #x
#define TEXT(x) QUOTE(x)
#define JOIN(a, b) a##b
#define KERNEL(name) JOIN(name, _kernel)
extern const Kernel KERNEL(NAME);
const Kernel KERNEL(NAME) = {TEXT(NAME), NAME::compute, NAME::product};

}  // namespace edgewise
