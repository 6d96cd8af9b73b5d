// SPDX-License-Identifier: Apache-2.0
// Sixteen floats in one AVX-512 register, and sums of bytes with AVX-512 VNNI.
#pragma once
#include <immintrin.h>
#include "model.h"

namespace edgewise::NAME {

using V = __m512;
using VI = __m512i;

inline V load(const float* p) { return _mm512_loadu_ps(p); }
inline void store(float* p, V v) { _mm512_storeu_ps(p, v); }
inline V splat(float x) { return _mm512_set1_ps(x); }
inline V add(V x, V y) { return _mm512_add_ps(x, y); }
inline V sub(V x, V y) { return _mm512_sub_ps(x, y); }
inline V mul(V x, V y) { return _mm512_mul_ps(x, y); }
inline V div(V x, V y) { return _mm512_div_ps(x, y); }
inline V max(V x, V y) { return _mm512_max_ps(x, y); }
inline V min(V x, V y) { return _mm512_min_ps(x, y); }
inline V fma(V x, V y, V z) { return _mm512_fmadd_ps(x, y, z); }
/// y where x is above a limit, 0 elsewhere.
inline V where_above(V x, V limit, V y) { return _mm512_maskz_mov_ps(_mm512_cmp_ps_mask(x, limit, _CMP_GT_OQ), y); }
inline V abs(V x) { return _mm512_abs_ps(x); }
inline VI whole(V x) { return _mm512_cvtps_epi32(x); }
inline V floats(VI x) { return _mm512_cvtepi32_ps(x); }
/// x * 2^n for a result that is a normal number.
inline V scale(V x, VI n) {
  return _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(x), _mm512_slli_epi32(n, 23)));
}
/// The sum of the lanes, in the same order on every processor.
inline float sum(V v) {
  __m256 high = _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(v), 1));
  __m256 s = _mm256_add_ps(_mm512_castps512_ps256(v), high);
  __m128 t = _mm_add_ps(_mm256_castps256_ps128(s), _mm256_extractf128_ps(s, 1));
  t = _mm_add_ps(t, _mm_movehl_ps(t, t));
  return _mm_cvtss_f32(_mm_add_ss(t, _mm_shuffle_ps(t, t, 1)));
}
inline float top(V v) { return _mm512_reduce_max_ps(v); }
inline V load_f16(const uint16_t* p) { return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i*)p)); }
inline void store_f16(uint16_t* p, V v) { _mm256_storeu_si256((__m256i*)p, _mm512_cvtps_ph(v, 0)); }
inline V load_int8(const int8_t* p) {
  return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i*)p)));
}
/// Whole numbers from -128 to 127 as bytes.
inline void store_int8(int8_t* p, VI v) { _mm_storeu_si128((__m128i*)p, _mm512_cvtsepi32_epi8(v)); }

constexpr int PANEL_ROWS = 6, PANEL_VECTORS = 4;

// ---------- whole numbers ----------

using Bytes = __m512i;
using Sums = __m512i;
constexpr int WIDTH = 64;
inline Bytes load_bytes(const void* p) { return _mm512_loadu_si512(p); }
inline void store_bytes(void* p, Bytes v) { _mm512_storeu_si512(p, v); }
inline Sums no_sums() { return _mm512_setzero_si512(); }
inline Sums add_sums(Sums a, Sums b) { return _mm512_add_epi32(a, b); }
/// Lane sums of four vectors.
inline void store_sums(int32_t* to, Sums a, Sums b, Sums c, Sums d) {
  __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
  __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
  __m512i all = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
  __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
  _mm_storeu_si128((__m128i*)to, _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1)));
}
inline Bytes high_nibbles(Bytes x) { return _mm512_and_si512(_mm512_srli_epi16(x, 4), _mm512_set1_epi8(15)); }
inline Bytes low_nibbles(Bytes x) { return _mm512_and_si512(x, _mm512_set1_epi8(15)); }
inline Bytes look_up(const uint8_t* table, Bytes x) {
  return _mm512_shuffle_epi8(_mm512_broadcast_i32x4(*(const __m128i*)table), x);
}
// vpdpbusd takes unsigned weights: what is added to make them so is taken off again at the end.
constexpr int BIAS_INT4 = 120, BIAS_INT8 = 128, TILE_ROWS = 6;
inline __attribute__((always_inline)) void dot(Sums& acc, Bytes w, Bytes x) {
  // the intrinsic makes g++ 12 copy accumulators to and fro
  asm("vpdpbusd %2, %1, %0" : "+v"(acc) : "v"(w), "v"(x));
}
/// Four bytes, as often as a register holds them.
inline Bytes four_bytes(const int8_t* p) {
  int32_t four;
  memcpy(&four, p, 4);
  return _mm512_set1_epi32(four);
}
#define TURNED
inline Bytes open_int8(Bytes w) { return _mm512_xor_si512(w, _mm512_set1_epi8(char(0x80))); }

/// Sixteen rows of 64 bytes with their units of four bytes turned: unit i of row j becomes j of row i.
inline void turn_tile(const uint8_t* from, ptrdiff_t stride, uint8_t* to) {
  __m512i a[16], b[16];
  for (int i = 0; i < 16; i++) a[i] = _mm512_loadu_si512(from + i * stride);
  for (int i = 0; i < 16; i += 2) {
    b[i] = _mm512_unpacklo_epi32(a[i], a[i + 1]);
    b[i + 1] = _mm512_unpackhi_epi32(a[i], a[i + 1]);
  }
  for (int i = 0; i < 16; i += 4) {
    a[i] = _mm512_unpacklo_epi64(b[i], b[i + 2]);
    a[i + 1] = _mm512_unpackhi_epi64(b[i], b[i + 2]);
    a[i + 2] = _mm512_unpacklo_epi64(b[i + 1], b[i + 3]);
    a[i + 3] = _mm512_unpackhi_epi64(b[i + 1], b[i + 3]);
  }
  for (int i = 0; i < 4; i++) {
    __m512i low = _mm512_shuffle_i32x4(a[i], a[4 + i], 0x88), high = _mm512_shuffle_i32x4(a[i], a[4 + i], 0xdd);
    __m512i low2 = _mm512_shuffle_i32x4(a[8 + i], a[12 + i], 0x88), high2 = _mm512_shuffle_i32x4(a[8 + i], a[12 + i], 0xdd);
    _mm512_storeu_si512(to + 64 * i, _mm512_shuffle_i32x4(low, low2, 0x88));
    _mm512_storeu_si512(to + 64 * (8 + i), _mm512_shuffle_i32x4(low, low2, 0xdd));
    _mm512_storeu_si512(to + 64 * (4 + i), _mm512_shuffle_i32x4(high, high2, 0x88));
    _mm512_storeu_si512(to + 64 * (12 + i), _mm512_shuffle_i32x4(high, high2, 0xdd));
  }
}

}  // namespace edgewise::NAME
