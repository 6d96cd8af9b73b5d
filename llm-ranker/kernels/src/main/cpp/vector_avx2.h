// SPDX-License-Identifier: Apache-2.0
// Sixteen floats in two AVX registers, and sums of bytes with AVX2.
#pragma once
#include <immintrin.h>
#include "model.h"

namespace edgewise::NAME {

struct V { __m256 a, b; };
struct VI { __m256i a, b; };

inline V load(const float* p) { return {_mm256_loadu_ps(p), _mm256_loadu_ps(p + 8)}; }
inline void store(float* p, V v) { _mm256_storeu_ps(p, v.a), _mm256_storeu_ps(p + 8, v.b); }
inline V splat(float x) { return {_mm256_set1_ps(x), _mm256_set1_ps(x)}; }
inline V add(V x, V y) { return {_mm256_add_ps(x.a, y.a), _mm256_add_ps(x.b, y.b)}; }
inline V sub(V x, V y) { return {_mm256_sub_ps(x.a, y.a), _mm256_sub_ps(x.b, y.b)}; }
inline V mul(V x, V y) { return {_mm256_mul_ps(x.a, y.a), _mm256_mul_ps(x.b, y.b)}; }
inline V div(V x, V y) { return {_mm256_div_ps(x.a, y.a), _mm256_div_ps(x.b, y.b)}; }
inline V max(V x, V y) { return {_mm256_max_ps(x.a, y.a), _mm256_max_ps(x.b, y.b)}; }
inline V min(V x, V y) { return {_mm256_min_ps(x.a, y.a), _mm256_min_ps(x.b, y.b)}; }
inline V fma(V x, V y, V z) { return {_mm256_fmadd_ps(x.a, y.a, z.a), _mm256_fmadd_ps(x.b, y.b, z.b)}; }
/// y where x is above a limit, 0 elsewhere.
inline V where_above(V x, V limit, V y) {
  return {_mm256_and_ps(_mm256_cmp_ps(x.a, limit.a, _CMP_GT_OQ), y.a), _mm256_and_ps(_mm256_cmp_ps(x.b, limit.b, _CMP_GT_OQ), y.b)};
}
inline V abs(V x) {
  __m256 sign = _mm256_set1_ps(-0.0f);
  return {_mm256_andnot_ps(sign, x.a), _mm256_andnot_ps(sign, x.b)};
}
inline VI whole(V x) { return {_mm256_cvtps_epi32(x.a), _mm256_cvtps_epi32(x.b)}; }
inline V floats(VI x) { return {_mm256_cvtepi32_ps(x.a), _mm256_cvtepi32_ps(x.b)}; }
/// x * 2^n for a result that is a normal number.
inline V scale(V x, VI n) {
  return {_mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(x.a), _mm256_slli_epi32(n.a, 23))),
          _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(x.b), _mm256_slli_epi32(n.b, 23)))};
}
/// The sum of the lanes, in the same order on every processor.
inline float sum(V v) {
  __m256 eight = _mm256_add_ps(v.a, v.b);
  __m128 s = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  s = _mm_add_ps(s, _mm_movehl_ps(s, s));
  return _mm_cvtss_f32(_mm_add_ss(s, _mm_shuffle_ps(s, s, 1)));
}
inline float top(V v) {
  __m256 s = _mm256_max_ps(v.a, v.b);
  __m128 t = _mm_max_ps(_mm256_castps256_ps128(s), _mm256_extractf128_ps(s, 1));
  t = _mm_max_ps(t, _mm_movehl_ps(t, t));
  return _mm_cvtss_f32(_mm_max_ss(t, _mm_shuffle_ps(t, t, 1)));
}
inline V load_f16(const uint16_t* p) {
  return {_mm256_cvtph_ps(_mm_loadu_si128((const __m128i*)p)), _mm256_cvtph_ps(_mm_loadu_si128((const __m128i*)(p + 8)))};
}
inline void store_f16(uint16_t* p, V v) {
  _mm_storeu_si128((__m128i*)p, _mm256_cvtps_ph(v.a, 0)), _mm_storeu_si128((__m128i*)(p + 8), _mm256_cvtps_ph(v.b, 0));
}
inline V load_int8(const int8_t* p) {
  return {_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i*)p))),
          _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i*)(p + 8))))};
}
/// Whole numbers from -128 to 127 as bytes.
inline void store_int8(int8_t* p, VI v) {
  __m256i s = _mm256_permute4x64_epi64(_mm256_packs_epi32(v.a, v.b), 0xd8);
  _mm_storeu_si128((__m128i*)p, _mm_packs_epi16(_mm256_castsi256_si128(s), _mm256_extracti128_si256(s, 1)));
}
inline int lane_sum(__m256i v) {
  __m128i s = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
  s = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4e));
  return _mm_cvtsi128_si32(_mm_add_epi32(s, _mm_shuffle_epi32(s, 0xb1)));
}

constexpr int PANEL_ROWS = 6, PANEL_VECTORS = 1;

// ---------- whole numbers ----------

using Bytes = __m256i;
using Sums = __m256i;
constexpr int WIDTH = 32;
inline Bytes load_bytes(const void* p) { return _mm256_loadu_si256((const __m256i*)p); }
inline Sums no_sums() { return _mm256_setzero_si256(); }
inline Sums add_sums(Sums a, Sums b) { return _mm256_add_epi32(a, b); }
/// Lane sums of four vectors.
inline void store_sums(int32_t* to, Sums a, Sums b, Sums c, Sums d) {
  __m256i s = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
  _mm_storeu_si128((__m128i*)to, _mm_add_epi32(_mm256_castsi256_si128(s), _mm256_extracti128_si256(s, 1)));
}
inline Bytes high_nibbles(Bytes x) { return _mm256_and_si256(_mm256_srli_epi16(x, 4), _mm256_set1_epi8(15)); }
inline Bytes low_nibbles(Bytes x) { return _mm256_and_si256(x, _mm256_set1_epi8(15)); }
inline Bytes look_up(const uint8_t* table, Bytes x) {
  return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(*(const __m128i*)table), x);
}

#if defined(__AVXVNNI__)
// vpdpbusd takes unsigned weights: what is added to make them so is taken off again at the end.
constexpr int BIAS_INT4 = 120, BIAS_INT8 = 128, TILE_ROWS = 2;
inline __attribute__((always_inline)) void dot(Sums& acc, Bytes w, Bytes x) {
  // the intrinsic makes g++ 12 copy accumulators to and fro
  asm("%{vex%} vpdpbusd %2, %1, %0" : "+x"(acc) : "x"(w), "x"(x));
}
inline Bytes open_int8(Bytes w) { return _mm256_xor_si256(w, _mm256_set1_epi8(char(0x80))); }
#else
// vpmaddubsw adds two products in 16 bits. At most 127 * 127 * 2 fit, so both factors are numbers of
// at most 127: the size of the weight, and the input with the weight's sign.
constexpr int BIAS_INT4 = 0, BIAS_INT8 = 0, TILE_ROWS = 2;
#define NIBBLE_KERNELS
inline void dot(Sums& acc, Bytes w, Bytes x) {
  __m256i pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(w), _mm256_sign_epi8(x, w));
  acc = _mm256_add_epi32(acc, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}
inline Bytes open_int8(Bytes w) { return w; }
#endif
inline void store_bytes(void* p, Bytes v) { _mm256_storeu_si256((__m256i*)p, v); }

}  // namespace edgewise::NAME
