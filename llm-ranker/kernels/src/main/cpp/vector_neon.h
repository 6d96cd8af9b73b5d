// SPDX-License-Identifier: Apache-2.0
// Sixteen floats in four NEON registers, and sums of bytes with sdot or, by pairs of rows, smmla.
#pragma once
#include <arm_neon.h>
#include "model.h"

namespace edgewise::NAME {

struct V { float32x4_t q[4]; };
struct VI { int32x4_t q[4]; };

#define FOUR(type, expression) ({ type r; for (int i = 0; i < 4; i++) r.q[i] = expression; r; })

inline V load(const float* p) { return FOUR(V, vld1q_f32(p + 4 * i)); }
inline void store(float* p, V v) { for (int i = 0; i < 4; i++) vst1q_f32(p + 4 * i, v.q[i]); }
inline V splat(float x) { return FOUR(V, vdupq_n_f32(x)); }
inline V add(V x, V y) { return FOUR(V, vaddq_f32(x.q[i], y.q[i])); }
inline V sub(V x, V y) { return FOUR(V, vsubq_f32(x.q[i], y.q[i])); }
inline V mul(V x, V y) { return FOUR(V, vmulq_f32(x.q[i], y.q[i])); }
inline V div(V x, V y) { return FOUR(V, vdivq_f32(x.q[i], y.q[i])); }
inline V max(V x, V y) { return FOUR(V, vmaxq_f32(x.q[i], y.q[i])); }
inline V min(V x, V y) { return FOUR(V, vminq_f32(x.q[i], y.q[i])); }
inline V fma(V x, V y, V z) { return FOUR(V, vfmaq_f32(z.q[i], x.q[i], y.q[i])); }
/// y where x is above a limit, 0 elsewhere.
inline V where_above(V x, V limit, V y) {
  return FOUR(V, vreinterpretq_f32_u32(vandq_u32(vcgtq_f32(x.q[i], limit.q[i]), vreinterpretq_u32_f32(y.q[i]))));
}
inline V abs(V x) { return FOUR(V, vabsq_f32(x.q[i])); }
inline VI whole(V x) { return FOUR(VI, vcvtnq_s32_f32(x.q[i])); }
inline V floats(VI x) { return FOUR(V, vcvtq_f32_s32(x.q[i])); }
/// x * 2^n for a result that is a normal number.
inline V scale(V x, VI n) {
  return FOUR(V, vreinterpretq_f32_s32(vaddq_s32(vreinterpretq_s32_f32(x.q[i]), vshlq_n_s32(n.q[i], 23))));
}
/// The sum of the lanes, in the same order on every processor.
inline float sum(V v) {
  float32x4_t s = vaddq_f32(vaddq_f32(v.q[0], v.q[2]), vaddq_f32(v.q[1], v.q[3]));
  float32x2_t t = vadd_f32(vget_low_f32(s), vget_high_f32(s));
  return vget_lane_f32(t, 0) + vget_lane_f32(t, 1);
}
inline float top(V v) { return vmaxvq_f32(vmaxq_f32(vmaxq_f32(v.q[0], v.q[2]), vmaxq_f32(v.q[1], v.q[3]))); }
inline V load_f16(const uint16_t* p) {
  return FOUR(V, vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p + 4 * i))));
}
inline void store_f16(uint16_t* p, V v) {
  for (int i = 0; i < 4; i++) vst1_u16(p + 4 * i, vreinterpret_u16_f16(vcvt_f16_f32(v.q[i])));
}
inline V load_int8(const int8_t* p) {
  int8x16_t b = vld1q_s8(p);
  int16x8_t low = vmovl_s8(vget_low_s8(b)), high = vmovl_s8(vget_high_s8(b));
  return {{vcvtq_f32_s32(vmovl_s16(vget_low_s16(low))), vcvtq_f32_s32(vmovl_s16(vget_high_s16(low))),
           vcvtq_f32_s32(vmovl_s16(vget_low_s16(high))), vcvtq_f32_s32(vmovl_s16(vget_high_s16(high)))}};
}
/// Whole numbers from -128 to 127 as bytes.
inline void store_int8(int8_t* p, VI v) {
  int16x8_t low = vcombine_s16(vqmovn_s32(v.q[0]), vqmovn_s32(v.q[1]));
  int16x8_t high = vcombine_s16(vqmovn_s32(v.q[2]), vqmovn_s32(v.q[3]));
  vst1q_s8(p, vcombine_s8(vqmovn_s16(low), vqmovn_s16(high)));
}

constexpr int PANEL_ROWS = 4, PANEL_VECTORS = 1;

// ---------- whole numbers ----------

using Bytes = uint8x16_t;
using Sums = int32x4_t;
constexpr int WIDTH = 16;
inline Bytes load_bytes(const void* p) { return vld1q_u8(static_cast<const uint8_t*>(p)); }
inline void store_bytes(void* p, Bytes v) { vst1q_u8(static_cast<uint8_t*>(p), v); }
inline Sums no_sums() { return vdupq_n_s32(0); }
inline Sums add_sums(Sums a, Sums b) { return vaddq_s32(a, b); }
/// Lane sums of four vectors.
inline void store_sums(int32_t* to, Sums a, Sums b, Sums c, Sums d) {
  vst1q_s32(to, vpaddq_s32(vpaddq_s32(a, b), vpaddq_s32(c, d)));
}
inline Bytes high_nibbles(Bytes x) { return vshrq_n_u8(x, 4); }
inline Bytes low_nibbles(Bytes x) { return vandq_u8(x, vdupq_n_u8(15)); }
inline Bytes look_up(const uint8_t* table, Bytes x) { return vqtbl1q_u8(vld1q_u8(table), x); }

// sdot takes signed weights as they are
constexpr int BIAS_INT4 = 0, BIAS_INT8 = 0, TILE_ROWS = 4;
inline void dot(Sums& acc, Bytes w, Bytes x) {
  acc = vdotq_s32(acc, vreinterpretq_s8_u8(w), vreinterpretq_s8_u8(x));
}
inline Bytes open_int8(Bytes w) { return w; }

#if defined(__ARM_FEATURE_MATMUL_INT8)
#define PAIRS
/// Eight columns each of two rows.
inline Bytes first_halves(Bytes one, Bytes other) {
  return vreinterpretq_u8_u64(vzip1q_u64(vreinterpretq_u64_u8(one), vreinterpretq_u64_u8(other)));
}
inline Bytes second_halves(Bytes one, Bytes other) {
  return vreinterpretq_u8_u64(vzip2q_u64(vreinterpretq_u64_u8(one), vreinterpretq_u64_u8(other)));
}
/// Two rows of inputs by two of weights: sums of 00, 01, 10 and 11.
inline void dot_pairs(Sums& acc, Bytes w, Bytes x) {
  acc = vmmlaq_s32(acc, vreinterpretq_s8_u8(x), vreinterpretq_s8_u8(w));
}
#endif

}  // namespace edgewise::NAME
