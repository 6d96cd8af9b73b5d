// SPDX-License-Identifier: Apache-2.0
// AVX-512, and tiles of AMX for sums of many rows. Not measured: no machine here has AMX. The check runs
// this with EMULATED_TILES, which computes in plain loops what the instructions are specified to do.
#pragma once
#include "vector_avx512.h"

namespace edgewise::NAME {

#define TILES
constexpr int TILE = 16;  // rows of a tile; a row has 64 bytes

#if defined(EMULATED_TILES)
struct Tiles {
  int32_t c[4][TILE][TILE];
  uint8_t in[4][TILE][64];
};
inline thread_local Tiles tiles_;
inline void begin_tiles() {}
inline void end_tiles() {}
inline void clear_sums(int c) { memset(tiles_.c[c], 0, sizeof(tiles_.c[c])); }
inline void load_tile(int tile, const void* from, ptrdiff_t stride) {
  for (int i = 0; i < TILE; i++) memcpy(tiles_.in[tile - 4][i], (const char*)from + i * stride, 64);
}
/// Sums of signed inputs in tile A times unsigned weights in tile B.
inline void add_products(int c, int a, int b) {
  for (int m = 0; m < TILE; m++)
    for (int n = 0; n < TILE; n++)
      for (int k = 0; k < 64; k++) tiles_.c[c][m][n] += int8_t(tiles_.in[a - 4][m][k]) * tiles_.in[b - 4][k / 4][4 * n + k % 4];
}
inline void store_tile(int c, int32_t* to, ptrdiff_t stride) {
  for (int i = 0; i < TILE; i++) memcpy((char*)to + i * stride, tiles_.c[c][i], 64);
}
#else
// Tiles 0 to 3 hold sums, 4 to 7 what is multiplied; each thread must say so before it uses them.
inline void begin_tiles() {
  struct {
    uint8_t palette, start, none[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
  } shape = {};
  static_assert(sizeof(shape) == 64, "as the instruction reads it");
  shape.palette = 1;
  for (int i = 0; i < 8; i++) shape.row_bytes[i] = 64, shape.rows[i] = TILE;
  _tile_loadconfig(&shape);
}
inline void end_tiles() { _tile_release(); }
// g++ takes a tile's number from the text of the code
#define clear_sums(C) _tile_zero(C)
#define load_tile(T, from, stride) _tile_loadd(T, from, stride)
/// Sums of signed inputs in tile A times unsigned weights in tile B.
#define add_products(C, A, B) _tile_dpbsud(C, A, B)
#define store_tile(C, to, stride) _tile_stored(C, to, stride)
#endif

}  // namespace edgewise::NAME
