// SPDX-License-Identifier: Apache-2.0
// Products of rows with matrices. Rows meet 8-bit and 4-bit weights as 8-bit whole numbers, whose sums
// are exact; with floats, each sum adds its products in the order of the columns. So a result depends
// neither on the processor nor on how many rows are computed at once.
//
// 4-bit weights lie as in the archive: byte j of a row has column j in its high bits and column
// j + columns / 2 in its low ones, -8 to 7 each. A byte shuffle by the factor's table of 16 products
// unpacks and multiplies in one.
#pragma once
#include "model.h"

#define UNROLL _Pragma("GCC unroll 16")
#define ALWAYS inline __attribute__((always_inline))

namespace edgewise::NAME {

constexpr int BLOCK = 32;        // rows of weights that are unpacked at a time
constexpr int PANEL = 64;        // rows of float weights that lie together
constexpr int GROUP = 64;        // columns with a factor in common
constexpr int MAX_FACTOR = 15;
constexpr int FEW = 8;           // up to this many rows meet weights straight from memory
constexpr int MANY = 32;         // from this many rows on it pays to turn weights

/// Rows in 8 bits, each with the step of its largest value.
struct Inputs {
  int rows, columns, stride;
  const int8_t* whole;    ///< [rows][stride], zeros beyond the columns
  const int32_t* sums;    ///< of each row
  const int16_t* parts;   ///< [rows][stride / 64], sums of 64 columns
  const float* steps;
};

// ---------- rounding to 8 bits ----------

/// Rounds a row to 8 bits by its largest value; columns is a multiple of 64, zeros fill it up.
inline void round_row(const float* x, int columns, int8_t* whole_out, int32_t* sum_out, int16_t* parts, float* step_out) {
  V most = splat(1e-30f);
  for (int i = 0; i < columns; i += 16) most = max(most, abs(load(x + i)));
  float step = top(most) / 127.0f;
  V by = splat(step);
  int32_t all = 0;
  for (int g = 0; g < columns; g += GROUP) {
    for (int i = g; i < g + GROUP; i += 16) store_int8(whole_out + i, whole(div(load(x + i), by)));
    int part = 0;
    for (int i = g; i < g + GROUP; i++) part += whole_out[i];
    parts[g / GROUP] = int16_t(part);
    all += part;
  }
  *sum_out = all;
  *step_out = step;
}

// ---------- whole numbers: many rows ----------

#ifdef PAIRS
template <int MR, int NR>
__attribute__((noinline)) void tile_pairs(const uint8_t* w, ptrdiff_t ldw, const int8_t* a, ptrdiff_t lda, int k, int32_t* sums, bool first) {
  Sums acc[MR / 2][NR / 2];
  UNROLL for (int i = 0; i < MR / 2; i++) UNROLL for (int j = 0; j < NR / 2; j++) acc[i][j] = no_sums();
  for (ptrdiff_t x = 0; x < k; x += WIDTH) {
    Bytes b[NR / 2][2];
    UNROLL for (int j = 0; j < NR / 2; j++) {
      Bytes one = load_bytes(w + 2 * j * ldw + x), other = load_bytes(w + (2 * j + 1) * ldw + x);
      b[j][0] = first_halves(one, other), b[j][1] = second_halves(one, other);
    }
    UNROLL for (int i = 0; i < MR / 2; i++) {
      Bytes one = load_bytes(a + 2 * i * lda + x), other = load_bytes(a + (2 * i + 1) * lda + x);
      Bytes c = first_halves(one, other), d = second_halves(one, other);
      UNROLL for (int j = 0; j < NR / 2; j++) dot_pairs(acc[i][j], b[j][0], c), dot_pairs(acc[i][j], b[j][1], d);
    }
  }
  for (int i = 0; i < MR; i++)
    for (int j = 0; j < NR; j++) {
      int32_t s = acc[i / 2][j / 2][i % 2 * 2 + j % 2];
      sums[i * BLOCK + j] = first ? s : sums[i * BLOCK + j] + s;
    }
}
#endif

/// MR rows of inputs by NR of weights: sums of row i, weight j at sums[i * BLOCK + j].
template <int MR, int NR>
__attribute__((noinline)) void tile(const uint8_t* w, ptrdiff_t ldw, const int8_t* a, ptrdiff_t lda, int k, int32_t* sums, bool first) {
#ifdef PAIRS
  if constexpr (MR % 2 == 0 && NR % 2 == 0) return tile_pairs<MR, NR>(w, ldw, a, lda, k, sums, first);
#endif
  Sums acc[MR][NR];
  UNROLL for (int i = 0; i < MR; i++) UNROLL for (int j = 0; j < NR; j++) acc[i][j] = no_sums();
  for (ptrdiff_t x = 0; x < k; x += WIDTH) {
    Bytes b[NR];
    UNROLL for (int j = 0; j < NR; j++) b[j] = load_bytes(w + j * ldw + x);
    UNROLL for (int i = 0; i < MR; i++) {
      Bytes v = load_bytes(a + i * lda + x);
      UNROLL for (int j = 0; j < NR; j++) dot(acc[i][j], b[j], v);
    }
  }
  UNROLL for (int i = 0; i < MR; i++) {
    alignas(16) int32_t s[4];
    store_sums(s, acc[i][0], acc[i][1 % NR], acc[i][2 % NR], acc[i][3 % NR]);
    for (int j = 0; j < NR; j++) sums[i * BLOCK + j] = first ? s[j] : sums[i * BLOCK + j] + s[j];
  }
}

template <int NR>
ALWAYS void tiles(int mr, const uint8_t* w, int ldw, const int8_t* a, int lda, int k, int32_t* sums, bool first) {
  switch (mr) {
    case 1: return tile<1, NR>(w, ldw, a, lda, k, sums, first);
    case 2: return tile<2, NR>(w, ldw, a, lda, k, sums, first);
    case 3: return tile<3 <= TILE_ROWS ? 3 : 1, NR>(w, ldw, a, lda, k, sums, first);
    case 4: return tile<4 <= TILE_ROWS ? 4 : 1, NR>(w, ldw, a, lda, k, sums, first);
    case 5: return tile<5 <= TILE_ROWS ? 5 : 1, NR>(w, ldw, a, lda, k, sums, first);
    default: return tile<6 <= TILE_ROWS ? 6 : 1, NR>(w, ldw, a, lda, k, sums, first);
  }
}

/// Where results go: y[row * stride + n], set or added to.
struct Output {
  float* y;
  ptrdiff_t stride;
  bool add;
};

/// Sums less a bias, times the scales of weights and of the row.
ALWAYS void finish(const int32_t* sums, int count, int32_t bias, const float* scales, float step, float* y, bool more) {
  if (more) {
    for (int j = 0; j < count; j++) y[j] += float(sums[j] - bias) * scales[j] * step;
  } else {
    for (int j = 0; j < count; j++) y[j] = float(sums[j] - bias) * scales[j] * step;
  }
}

#ifdef TURNED
/// A block of weights with units of four columns turned: of each 16 rows, [columns / 4][16][4].
inline void turn_block(const uint8_t* w, int ldw, int k, uint8_t* turned) {
  for (int j = 0; j < BLOCK; j += 16)
    for (int x = 0; x < k; x += 64) turn_tile(w + ptrdiff_t(j) * ldw + x, ldw, turned + (ptrdiff_t(j) * k + 16 * ptrdiff_t(x)));
}

/// MR rows of inputs by a turned block: each lane of a register is another row of weights, so nothing is
/// left to add up at the end.
template <int MR>
__attribute__((noinline)) void lanes(const uint8_t* low, const uint8_t* high, const int8_t* a, ptrdiff_t lda, int k, int32_t* sums, bool first) {
  Sums acc[MR][2];
  UNROLL for (int i = 0; i < MR; i++) {
    acc[i][0] = first ? no_sums() : load_bytes(sums + i * BLOCK);
    acc[i][1] = first ? no_sums() : load_bytes(sums + i * BLOCK + 16);
  }
  for (int x = 0; x < k; x += 4) {
    Bytes b = load_bytes(low + 16 * ptrdiff_t(x)), c = load_bytes(high + 16 * ptrdiff_t(x));
    UNROLL for (int i = 0; i < MR; i++) {
      Bytes v = four_bytes(a + i * lda + x);
      dot(acc[i][0], b, v);
      dot(acc[i][1], c, v);
    }
  }
  UNROLL for (int i = 0; i < MR; i++) store_bytes(sums + i * BLOCK, acc[i][0]), store_bytes(sums + i * BLOCK + 16, acc[i][1]);
}

/// A turned block by all rows of inputs.
inline void block_lanes(const uint8_t* turned, const Inputs& in, const float* scales, int bias, Output out, const char* ahead, size_t ahead_bytes) {
  constexpr int MOST = 12, PART = 2048;  // as many as registers hold; inputs that stay in the first cache
  alignas(64) int32_t sums[MOST * BLOCK];
  size_t each = ahead_bytes / (in.rows / MOST) / 64 + 1, at = 0;
  for (int m = 0, mr; m < in.rows; m += mr) {
    int left = in.rows - m;
    mr = left >= 12 ? 12 : left >= 6 ? 6 : left >= 3 ? 3 : left;
    for (size_t i = 0; i < each && at < ahead_bytes; i++, at += 64) __builtin_prefetch(ahead + at, 0, 2);
    for (int x = 0; x < in.columns; x += PART) {
      const uint8_t *low = turned + 16 * ptrdiff_t(x), *high = low + 16 * ptrdiff_t(in.columns);
      const int8_t* a = in.whole + ptrdiff_t(m) * in.stride + x;
      int some = in.columns - x < PART ? in.columns - x : PART;
      switch (mr) {
        case 12: lanes<12>(low, high, a, in.stride, some, sums, x == 0); break;
        case 6: lanes<6>(low, high, a, in.stride, some, sums, x == 0); break;
        case 3: lanes<3>(low, high, a, in.stride, some, sums, x == 0); break;
        case 2: lanes<2>(low, high, a, in.stride, some, sums, x == 0); break;
        default: lanes<1>(low, high, a, in.stride, some, sums, x == 0);
      }
    }
    for (int i = 0; i < mr; i++)
      finish(sums + i * BLOCK, BLOCK, bias * in.sums[m + i], scales, in.steps[m + i], out.y + (m + i) * out.stride, out.add);
  }
}
#endif

#ifdef TILES
/// A turned block by a multiple of 16 rows of inputs.
inline void block_tiles(const uint8_t* turned, const Inputs& in, int rows, const float* scales, int bias, Output out) {
  const int k = in.columns;
  alignas(64) int32_t sums[2 * TILE * BLOCK];
  begin_tiles();
  for (int m = 0; m < rows; m += 2 * TILE) {
    const bool two = m + 2 * TILE <= rows;
    const int8_t* a = in.whole + ptrdiff_t(m) * in.stride;
    clear_sums(0);
    clear_sums(1);
    clear_sums(2);
    clear_sums(3);
    for (int x = 0; x < k; x += 64) {
      load_tile(6, turned + 16 * ptrdiff_t(x), 64);
      load_tile(7, turned + TILE * ptrdiff_t(k) + 16 * ptrdiff_t(x), 64);
      load_tile(4, a + x, in.stride);
      add_products(0, 4, 6);
      add_products(1, 4, 7);
      if (!two) continue;
      load_tile(5, a + TILE * ptrdiff_t(in.stride) + x, in.stride);
      add_products(2, 5, 6);
      add_products(3, 5, 7);
    }
    store_tile(0, sums, BLOCK * 4);
    store_tile(1, sums + TILE, BLOCK * 4);
    store_tile(2, sums + TILE * BLOCK, BLOCK * 4);
    store_tile(3, sums + TILE * BLOCK + TILE, BLOCK * 4);
    for (int i = 0; i < (two ? 2 * TILE : TILE); i++)
      finish(sums + i * BLOCK, BLOCK, bias * in.sums[m + i], scales, in.steps[m + i], out.y + (m + i) * out.stride, out.add);
  }
  end_tiles();
}
#endif

/// count rows of unpacked weights by all rows of inputs. Lines of the next weights are asked for on the
/// way, since they come from memory.
inline void block(const uint8_t* w, int ldw, const Inputs& all, const float* scales, int bias, int count, Output out,
    const char* ahead, size_t ahead_bytes) {
  Inputs in = all;
#ifdef TURNED
  uint8_t* turned = (uint8_t*)w + ptrdiff_t(BLOCK) * ldw;  // weights are in scratch with room for that
  if (count == BLOCK && in.rows >= MANY) turn_block(w, ldw, in.columns, turned);
#ifdef TILES
  if (int rows = in.rows / TILE * TILE; count == BLOCK && in.rows >= MANY) {
    block_tiles(turned, in, rows, scales, bias, out);
    in.rows -= rows, in.whole += ptrdiff_t(rows) * in.stride, in.sums += rows, in.steps += rows;
    out.y += rows * out.stride;
  }
#else
  if (count == BLOCK && in.rows >= MANY) return block_lanes(turned, in, scales, bias, out, ahead, ahead_bytes);
#endif
#endif
  int cuts = (in.columns + 4095) / 4096, kb = rounded((in.columns + cuts - 1) / cuts, 64);
  alignas(64) int32_t sums[TILE_ROWS * BLOCK];
  size_t each = in.rows >= TILE_ROWS ? ahead_bytes / (in.rows / TILE_ROWS) / 64 + 1 : 0, at = 0;
  for (int m = 0, mr; m < in.rows; m += mr) {
    int left = in.rows - m;
    mr = left > TILE_ROWS && left < 2 * TILE_ROWS ? (left + 1) / 2 : left < TILE_ROWS ? left : TILE_ROWS;
    for (size_t i = 0; i < each && at < ahead_bytes; i++, at += 64) __builtin_prefetch(ahead + at, 0, 2);
    for (int x = 0; x < in.columns; x += kb) {
      int some = in.columns - x < kb ? in.columns - x : kb;
      const int8_t* a = in.whole + ptrdiff_t(m) * in.stride + x;
      int j = 0;
      for (; j + 4 <= count; j += 4) tiles<4>(mr, w + ptrdiff_t(j) * ldw + x, ldw, a, in.stride, some, sums + j, x == 0);
      for (; j < count; j++) tiles<1>(mr, w + ptrdiff_t(j) * ldw + x, ldw, a, in.stride, some, sums + j, x == 0);
    }
    for (int i = 0; i < mr; i++)
      finish(sums + i * BLOCK, count, bias * in.sums[m + i], scales, in.steps[m + i], out.y + (m + i) * out.stride, out.add);
  }
}

ALWAYS const uint8_t* pairs_of(const Matrix& w, int n) { return (const uint8_t*)w.data + size_t(n) * (w.columns / 2); }
ALWAYS const int8_t* factors_of(const Matrix& w, int n) { return w.factors + size_t(n) * (w.columns / GROUP); }

/// 8-bit weights, n to n + count.
inline void block_int8(const Matrix& w, const Inputs& in, int n, int count, uint8_t* scratch, Output out) {
  const uint8_t* from = (const uint8_t*)w.data + size_t(n) * w.columns;
  size_t left = size_t(w.rows - n - count) * w.columns, most = size_t(BLOCK) * w.columns;
  const uint8_t* rows = from;
  int ld = w.columns;
  if (BIAS_INT8 != 0) {
    rows = scratch, ld = w.columns + 64;
    for (int j = 0; j < count; j++)
      for (int x = 0; x < w.columns; x += WIDTH)
        store_bytes(scratch + ptrdiff_t(j) * ld + x, open_int8(load_bytes(from + size_t(j) * w.columns + x)));
  }
  block(rows, ld, in, w.scales + n, BIAS_INT8, count, out, (const char*)from + size_t(count) * w.columns, left < most ? left : most);
}

#ifndef NIBBLE_KERNELS

/// q * factor + BIAS_INT4 for each factor and each q as 4 bits.
struct Products {
  alignas(64) uint8_t of[2 * MAX_FACTOR + 1][16];
};
constexpr Products make_products() {
  Products p{};
  for (int f = -MAX_FACTOR; f <= MAX_FACTOR; f++)
    for (int q = 0; q < 16; q++) p.of[f + MAX_FACTOR][q] = uint8_t((q < 8 ? q : q - 16) * f + BIAS_INT4);
  return p;
}
constexpr Products PRODUCTS = make_products();
ALWAYS const uint8_t* table(int factor) { return PRODUCTS.of[MAX_FACTOR] + factor * 16; }

inline void unpack(const uint8_t* pairs, const int8_t* factors, int k, uint8_t* out) {
  int half = k / 2, groups = k / GROUP / 2;
  for (int g = 0; g < groups; g++) {
    const uint8_t *high = table(factors[g]), *low = table(factors[groups + g]);
    for (int i = GROUP * g; i < GROUP * (g + 1); i += WIDTH) {
      Bytes x = load_bytes(pairs + i);
      store_bytes(out + i, look_up(high, high_nibbles(x)));
      store_bytes(out + half + i, look_up(low, low_nibbles(x)));
    }
  }
}

/// 4-bit weights, n to n + count, by many rows.
inline void block_int4(const Matrix& w, const Inputs& in, int n, int count, uint8_t* scratch, Output out) {
  int ld = w.columns + 64;
  for (int j = 0; j < count; j++) unpack(pairs_of(w, n + j), factors_of(w, n + j), w.columns, scratch + ptrdiff_t(j) * ld);
  size_t left = size_t(w.rows - n - count) * (w.columns / 2), most = size_t(BLOCK) * (w.columns / 2);
  block(scratch, ld, in, w.scales + n, BIAS_INT4, count, out, (const char*)pairs_of(w, n + count), left < most ? left : most);
}

/// Rows of 4-bit weights, NR at a time straight from memory, by MR rows of inputs. Lines are asked for in
/// the order in which they lie, some rows ahead: processors foresee a single stream best.
template <int NR, int MR>
__attribute__((noinline)) void few(const Matrix& w, const Inputs& in, int m, int first, int count, Output out) {
  const ptrdiff_t half = w.columns / 2, groups = w.columns / GROUP, ahead = NR * half > 4096 ? NR * half : 4096;
  constexpr int HALVES = MR * NR <= 4 ? 2 : 1;  // one sum would wait for itself
  const char* next = (const char*)pairs_of(w, first) + ahead;
  for (int n = first; n < first + count; n += NR, out.y += NR) {
    const uint8_t* p = pairs_of(w, n);
    const int8_t* f = factors_of(w, n);
    const int8_t* a = in.whole + ptrdiff_t(m) * in.stride;
    Sums acc[HALVES][MR][NR];
    UNROLL for (int h = 0; h < HALVES; h++)
      UNROLL for (int i = 0; i < MR; i++) UNROLL for (int j = 0; j < NR; j++) acc[h][i][j] = no_sums();
    for (ptrdiff_t g = 0; g < groups / 2; g++) {
      UNROLL for (int j = 0; j < NR; j++) __builtin_prefetch(next, 0, MR < 2 ? 3 : 2), next += 64;
      UNROLL for (int x = 0; x < GROUP; x += WIDTH) {
        Bytes b[NR], c[NR];
        UNROLL for (int j = 0; j < NR; j++) {
          Bytes v = load_bytes(p + j * half + x);
          b[j] = look_up(table(f[j * groups + g]), high_nibbles(v));
          c[j] = look_up(table(f[j * groups + g + groups / 2]), low_nibbles(v));
        }
        UNROLL for (int i = 0; i < MR; i++) {
          Bytes u = load_bytes(a + i * ptrdiff_t(in.stride) + x), v = load_bytes(a + i * ptrdiff_t(in.stride) + half + x);
          UNROLL for (int j = 0; j < NR; j++) dot(acc[0][i][j], b[j], u);
          UNROLL for (int j = 0; j < NR; j++) dot(acc[HALVES - 1][i][j], c[j], v);
        }
      }
      p += GROUP, a += GROUP;
    }
    UNROLL for (int i = 0; i < MR; i++) {
      alignas(16) int32_t s[4];
      UNROLL for (int j = 0; j < NR && HALVES > 1; j++) acc[0][i][j] = add_sums(acc[0][i][j], acc[HALVES - 1][i][j]);
      store_sums(s, acc[0][i][0], acc[0][i][1 % NR], acc[0][i][2 % NR], acc[0][i][3 % NR]);
      finish(s, NR, BIAS_INT4 * in.sums[m + i], w.scales + n, in.steps[m + i], out.y + (m + i) * out.stride, out.add);
    }
  }
}

template <int MR>
ALWAYS void fews(const Matrix& w, const Inputs& in, int m, int n, int count, Output out) {
  constexpr int NR = MR == 1 ? 1 : WIDTH < 64 ? 2 : MR <= 6 ? 4 : 3;
  int most = count / NR * NR;
  few<NR, MR>(w, in, m, n, most, out);
  few<1, MR>(w, in, m, n + most, count - most, {out.y + most, out.stride, out.add});
}

/// 4-bit weights by up to FEW rows.
inline void few_int4(const Matrix& w, const Inputs& in, int n, int count, Output out) {
  constexpr int MOST = WIDTH < 64 ? 4 : 8;  // as many as registers hold
  for (int m = 0, mr; m < in.rows; m += mr) {
    mr = in.rows - m < MOST ? in.rows - m : MOST;
    switch (mr) {
      case 1: fews<1>(w, in, m, n, count, out); break;
      case 2: fews<2>(w, in, m, n, count, out); break;
      case 3: fews<3>(w, in, m, n, count, out); break;
      case 4: fews<4>(w, in, m, n, count, out); break;
      case 5: fews<5 <= MOST ? 5 : 1>(w, in, m, n, count, out); break;
      case 6: fews<6 <= MOST ? 6 : 1>(w, in, m, n, count, out); break;
      case 7: fews<7 <= MOST ? 7 : 1>(w, in, m, n, count, out); break;
      default: fews<8 <= MOST ? 8 : 1>(w, in, m, n, count, out);
    }
  }
}

#else  // AVX2 without VNNI

// Nibbles as 0 to 15 times 8-bit inputs: two pairs of products, at most 15 * 127 * 4, fit 16 bits; the
// step to 32 bits multiplies by the factor. 8 times the sum of the group's inputs is taken off again.

inline int32_t nibble_bias(const int8_t* factors, const int16_t* parts, int groups) {
  int32_t s = 0;
  for (int g = 0; g < groups; g++) s += factors[g] * parts[g];
  return 8 * s;
}

ALWAYS Bytes turned(const uint8_t* pairs) { return _mm256_xor_si256(load_bytes(pairs), _mm256_set1_epi8(char(0x88))); }

template <int MR>
__attribute__((noinline)) void nibble_row(const uint8_t* nibbles, const int8_t* factors, const int8_t* a, ptrdiff_t lda, int k, int32_t* sums, bool first) {
  __m256i acc[MR];
  UNROLL for (int i = 0; i < MR; i++) acc[i] = _mm256_setzero_si256();
  for (ptrdiff_t x = 0; x < k; x += 64) {
    __m256i b = load_bytes(nibbles + x), c = load_bytes(nibbles + x + 32), f = _mm256_set1_epi16(factors[x / 64]);
    UNROLL for (int i = 0; i < MR; i++) {
      __m256i s = _mm256_add_epi16(_mm256_maddubs_epi16(b, load_bytes(a + i * lda + x)),
          _mm256_maddubs_epi16(c, load_bytes(a + i * lda + x + 32)));
      acc[i] = _mm256_add_epi32(acc[i], _mm256_madd_epi16(s, f));
    }
  }
  UNROLL for (int i = 0; i < MR; i++) sums[i * BLOCK] = lane_sum(acc[i]) + (first ? 0 : sums[i * BLOCK]);
}

inline void block_int4(const Matrix& w, const Inputs& in, int n, int count, uint8_t* scratch, Output out) {
  int ld = w.columns + 64, groups = w.columns / GROUP, half = w.columns / 2;
  int cuts = (w.columns + 3071) / 3072, kb = rounded((w.columns + cuts - 1) / cuts, 64);
  for (int j = 0; j < count; j++)
    for (int i = 0; i < half; i += WIDTH) {
      Bytes x = turned(pairs_of(w, n + j) + i);
      store_bytes(scratch + ptrdiff_t(j) * ld + i, high_nibbles(x));
      store_bytes(scratch + ptrdiff_t(j) * ld + half + i, low_nibbles(x));
    }
  alignas(64) int32_t sums[8 * BLOCK];
  for (int m = 0; m < in.rows; m += 8) {
    int mr = in.rows - m < 8 ? in.rows - m : 8;
    for (int x = 0; x < w.columns; x += kb)
      for (int j = 0; j < count; j++) {
        const int8_t* f = factors_of(w, n + j) + x / 64;
        const int8_t* a = in.whole + ptrdiff_t(m) * in.stride + x;
        const uint8_t* row = scratch + ptrdiff_t(j) * ld + x;
        int some = w.columns - x < kb ? w.columns - x : kb;
        if (mr == 8) nibble_row<8>(row, f, a, in.stride, some, sums + j, x == 0);
        else for (int i = 0; i < mr; i++) nibble_row<1>(row, f, a + ptrdiff_t(i) * in.stride, in.stride, some, sums + i * BLOCK + j, x == 0);
      }
    for (int i = 0; i < mr; i++) {
      for (int j = 0; j < count; j++)
        sums[i * BLOCK + j] -= nibble_bias(factors_of(w, n + j), in.parts + ptrdiff_t(m + i) * (in.stride / 64), groups);
      finish(sums + i * BLOCK, count, 0, w.scales + n, in.steps[m + i], out.y + (m + i) * out.stride, out.add);
    }
  }
}

template <int MR>
ALWAYS void few(const Matrix& w, const Inputs& in, int m, int n, Output out) {
  int half = w.columns / 2, groups = w.columns / GROUP;
  const uint8_t* p = pairs_of(w, n);
  const int8_t* f = factors_of(w, n);
  const int8_t* a = in.whole + ptrdiff_t(m) * in.stride;
  __m256i acc[MR];
  UNROLL for (int i = 0; i < MR; i++) acc[i] = _mm256_setzero_si256();
  for (int x = 0; x < half; x += 64) {
    __builtin_prefetch(p + x + 3072, 0, 3);
    __m256i u = turned(p + x), v = turned(p + x + 32);
    __m256i b = high_nibbles(u), c = high_nibbles(v), d = low_nibbles(u), e = low_nibbles(v);
    __m256i fb = _mm256_set1_epi16(f[x / 64]), fd = _mm256_set1_epi16(f[(half + x) / 64]);
    UNROLL for (int i = 0; i < MR; i++) {
      const int8_t* r = a + i * ptrdiff_t(in.stride) + x;
      __m256i s = _mm256_add_epi16(_mm256_maddubs_epi16(b, load_bytes(r)), _mm256_maddubs_epi16(c, load_bytes(r + 32)));
      __m256i t = _mm256_add_epi16(_mm256_maddubs_epi16(d, load_bytes(r + half)), _mm256_maddubs_epi16(e, load_bytes(r + half + 32)));
      acc[i] = _mm256_add_epi32(acc[i], _mm256_add_epi32(_mm256_madd_epi16(s, fb), _mm256_madd_epi16(t, fd)));
    }
  }
  UNROLL for (int i = 0; i < MR; i++) {
    int32_t s = lane_sum(acc[i]);
    int32_t bias = nibble_bias(f, in.parts + ptrdiff_t(m + i) * (in.stride / 64), groups);
    finish(&s, 1, bias, w.scales + n, in.steps[m + i], out.y + (m + i) * out.stride, out.add);
  }
}

inline void few_int4(const Matrix& w, const Inputs& in, int n, int count, Output out) {
  for (int j = 0; j < count; j++) {
    int m = 0;
    for (; m + 4 <= in.rows; m += 4) few<4>(w, in, m, n + j, {out.y + j, out.stride, out.add});
    for (; m < in.rows; m++) few<1>(w, in, m, n + j, {out.y + j, out.stride, out.add});
  }
}

#endif

// ---------- floats ----------

ALWAYS V load_floats(const float* p) { return load(p); }
ALWAYS V load_floats(const uint16_t* p) { return load_f16(p); }

/// MR rows by NV vectors of columns: each result adds a[s] * w[s] in the order of s. w are floats of 32 or
/// 16 bits.
template <int MR, int NV, class T>
__attribute__((noinline)) void panel(const float* a, ptrdiff_t lda, const T* w, ptrdiff_t ldw, ptrdiff_t vector, int steps, float* c, ptrdiff_t ldc, bool more) {
  V acc[MR][NV];
  UNROLL for (int i = 0; i < MR; i++) UNROLL for (int j = 0; j < NV; j++) acc[i][j] = more ? load(c + i * ldc + 16 * j) : splat(0);
  for (ptrdiff_t s = 0; s < steps; s++) {
    V b[NV];
    UNROLL for (int j = 0; j < NV; j++) b[j] = load_floats(w + s * ldw + j * vector);
    UNROLL for (int i = 0; i < MR; i++) {
      V v = splat(a[i * lda + s]);
      UNROLL for (int j = 0; j < NV; j++) acc[i][j] = fma(v, b[j], acc[i][j]);
    }
  }
  UNROLL for (int i = 0; i < MR; i++) UNROLL for (int j = 0; j < NV; j++) store(c + i * ldc + 16 * j, acc[i][j]);
}

template <int NV, class T>
ALWAYS void panel_rows(const float* a, ptrdiff_t lda, int rows, const T* w, ptrdiff_t ldw, ptrdiff_t vector, int steps, float* c, ptrdiff_t ldc, bool more) {
  int i = 0;
  for (; i + PANEL_ROWS <= rows; i += PANEL_ROWS) panel<PANEL_ROWS, NV>(a + i * lda, lda, w, ldw, vector, steps, c + i * ldc, ldc, more);
  for (; i + 2 <= rows; i += 2) panel<2, NV>(a + i * lda, lda, w, ldw, vector, steps, c + i * ldc, ldc, more);
  if (i < rows) panel<1, NV>(a + i * lda, lda, w, ldw, vector, steps, c + i * ldc, ldc, more);
}

/// c [rows][16 * vectors] (+)= a [rows][steps] times w, whose row s has vector j at s * ldw + j * vector.
template <class T>
inline void times(const float* a, ptrdiff_t lda, int rows, const T* w, ptrdiff_t ldw, ptrdiff_t vector, int vectors, int steps, float* c, ptrdiff_t ldc, bool more) {
  int j = 0;
  for (; j + PANEL_VECTORS <= vectors; j += PANEL_VECTORS)
    panel_rows<PANEL_VECTORS>(a, lda, rows, w + j * vector, ldw, vector, steps, c + 16 * j, ldc, more);
  if constexpr (PANEL_VECTORS > 2)
    for (; j + 2 <= vectors; j += 2) panel_rows<2>(a, lda, rows, w + j * vector, ldw, vector, steps, c + 16 * j, ldc, more);
  for (; j < vectors; j++) panel_rows<1>(a, lda, rows, w + j * vector, ldw, vector, steps, c + 16 * j, ldc, more);
}

/// One row of a matrix as floats.
inline void read_row(const Matrix& w, int64_t row, float* out) {
  switch (w.format) {
    case Format::F32: memcpy(out, (const float*)w.data + row * w.columns, sizeof(float) * w.columns); return;
    case Format::BF16: {
      const uint16_t* from = (const uint16_t*)w.data + row * w.columns;
      for (int i = 0; i < w.columns; i++) {
        uint32_t bits = uint32_t(from[i]) << 16;
        memcpy(out + i, &bits, 4);
      }
      return;
    }
    case Format::INT8: {
      const int8_t* from = (const int8_t*)w.data + row * w.columns;
      for (int i = 0; i < w.columns; i++) out[i] = float(from[i]) * w.scales[row];
      return;
    }
    default: {
      const int8_t* from = (const int8_t*)pairs_of(w, int(row));
      const int8_t* factors = factors_of(w, int(row));
      int half = w.columns / 2;
      for (int i = 0; i < half; i++) {
        out[i] = float((from[i] >> 4) * factors[i / GROUP]) * w.scales[row];
        out[half + i] = float((int8_t(uint8_t(from[i]) << 4) >> 4) * factors[(half + i) / GROUP]) * w.scales[row];
      }
    }
  }
}

/// Float weights n to n + count in the layout of panels, [columns][PANEL].
inline void fill_panel(const Matrix& w, int n, int count, float* row, float* out) {
  for (int j = 0; j < PANEL; j++) {
    if (j < count) read_row(w, n + j, row);
    for (int i = 0; i < w.columns; i++) out[size_t(i) * PANEL + j] = j < count ? row[i] : 0;
  }
}

/// Float weights n to n + count, n a multiple of PANEL. scratch has (columns + rows) * PANEL + columns floats.
inline void block_float(const Matrix& w, const float* x, ptrdiff_t stride, int rows, int n, int count, float* scratch, Output out) {
  const float* panels = w.panels + size_t(n) * w.columns;
  if (!w.panels) {
    fill_panel(w, n, count, scratch + size_t(w.columns) * PANEL, scratch);
    panels = scratch;
    scratch += size_t(w.columns) * (PANEL + 1);
  }
  if (count == PANEL) return times(x, stride, rows, panels, PANEL, 16, PANEL / 16, w.columns, out.y, out.stride, out.add);
  times(x, stride, rows, panels, PANEL, 16, PANEL / 16, w.columns, scratch, PANEL, false);
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < count; j++) {
      float& y = out.y[i * out.stride + j];
      y = out.add ? y + scratch[i * PANEL + j] : scratch[i * PANEL + j];
    }
}

}  // namespace edgewise::NAME
