// SPDX-License-Identifier: Apache-2.0
// Keys and values in caches, and attention of rows to a shared past and to their own branch. A row's
// result adds positions in their order, so it depends on no other row.
#pragma once
#include "products.h"

namespace edgewise::NAME {

constexpr int CHUNK = 256;        // positions that are brought to 32 bits at a time
constexpr int ATTENTION_ROWS = 48;  // rows that attend at a time
constexpr int FEW_WIDENED = 2;      // up to this many rows don't pay for widening first

/// e^x to about 1e-7, for x up to 88; 0 to 1e-38 below -87.
inline V exponential(V x) {
  x = min(max(x, splat(-87.0f)), splat(88.0f));
  VI n = whole(mul(x, splat(1.44269504f)));
  V f = floats(n);
  V r = fma(f, splat(-0.693359375f), x);
  r = fma(f, splat(2.12194440e-4f), r);
  V y = splat(1.0f / 5040);
  const float taylor[] = {1.0f / 720, 1.0f / 120, 1.0f / 24, 1.0f / 6, 0.5f, 1.0f, 1.0f};
  UNROLL for (int i = 0; i < 7; i++) y = fma(y, r, splat(taylor[i]));
  return scale(y, n);
}

/// e^x where that counts beside e^0, and 0 elsewhere: numbers near the smallest make products slow.
ALWAYS V share(V x) { return where_above(x, splat(-60.0f), exponential(x)); }

/// 2^(n / 8), n from -127 to 127.
inline float eighths(int n) {
  static constexpr float ROOTS[8] = {1.0f, 1.09050773f, 1.18920712f, 1.29683955f, 1.41421356f, 1.54221083f, 1.68179283f, 1.83400809f};
  int whole = n >> 3;
  uint32_t bits = uint32_t(whole + 127) << 23;
  float power;
  memcpy(&power, &bits, 4);
  return ROOTS[n & 7] * power;
}

/// The smallest step of eighths that brings a value of this size to at most 127.
inline int step_for(float most) {
  int n = -127;
  for (int jump = 64; jump > 0; jump /= 2)
    while (n + jump <= 127 && eighths(n + jump - 1) * 127.0f < most) n += jump;
  return n;
}

/// Keys or values of one layer, head by head.
struct Kept {
  char* data;
  int64_t room;
  int width;       ///< of a head
  int padded;      ///< that, rounded up to 16
  int heads;
  Format format;

  ALWAYS char* head(int h) const { return data + size_t(h) * room * padded * kept_size(format); }
  ALWAYS int8_t* steps(int h) const { return (int8_t*)data + size_t(heads) * room * padded + size_t(h) * room; }
};

inline Kept kept(const Store& store, const Shape& s, Format format, int layer, int kind) {
  int64_t bytes = kept_bytes(s.kv, s.width, format, store.room);
  char* at = store.data + ((int64_t(layer) * 2 + kind) * store.texts + store.text) * bytes;
  return {at, store.room, s.width, rounded(s.width, 16), s.kv, format};
}

/// Puts a head's key (kind 0) or value (1) [width] at a position.
inline void keep(const Kept& to, int kind, int head, int64_t at, const float* x) {
  alignas(64) float row[512];
  int padded = to.padded;
  memcpy(row, x, sizeof(float) * to.width);
  for (int i = to.width; i < padded; i++) row[i] = 0;
  // a key's numbers lie 16 apart
  size_t first = kind == 0 ? (at / 16) * size_t(to.width) * 16 + at % 16 : at * size_t(padded);
  int stride = kind == 0 ? 16 : 1, count = kind == 0 ? to.width : padded;
  if (to.format == Format::F32) {
    float* out = (float*)to.head(head) + first;
    for (int i = 0; i < count; i++) out[i * stride] = row[i];
  } else if (to.format == Format::F16) {
    alignas(64) uint16_t half[512];
    for (int i = 0; i < padded; i += 16) store_f16(half + i, load(row + i));
    uint16_t* out = (uint16_t*)to.head(head) + first;
    for (int i = 0; i < count; i++) out[i * stride] = half[i];
  } else {
    V most = splat(1e-4f);
    for (int i = 0; i < padded; i += 16) most = max(most, abs(load(row + i)));
    int step = step_for(top(most));
    V by = splat(eighths(step));
    alignas(64) int8_t bytes[512];
    for (int i = 0; i < padded; i += 16) {
      V q = min(max(div(load(row + i), by), splat(-127.0f)), splat(127.0f));
      store_int8(bytes + i, whole(q));
    }
    int8_t* out = (int8_t*)to.head(head) + first;
    for (int i = 0; i < count; i++) out[i * stride] = bytes[i];
    to.steps(head)[at] = int8_t(step);
  }
}

/// Half floats in 32 bits. They come from memory, so the next ones are asked for on the way.
ALWAYS void widen(const uint16_t* from, size_t count, float* to) {
  for (size_t i = 0; i < count; i += 32) {
    __builtin_prefetch(from + i + 2048, 0, 3);
    store(to + i, load_f16(from + i));
    if (i + 16 < count) store(to + i + 16, load_f16(from + i + 16));
  }
}

/// Floats of a head's cache from a place on, in 32 bits.
inline const float* floats_of(const Kept& kept, int head, size_t first, size_t count, float* scratch) {
  if (kept.format == Format::F32) return (const float*)kept.head(head) + first;
  widen((const uint16_t*)kept.head(head) + first, count, scratch);
  return scratch;
}

/// Keys of positions from..from + count, from a multiple of 16, in 32 bits: [count / 16][width][16].
inline const float* keys(const Kept& k, int head, int64_t from, int count, float* scratch) {
  int blocks = (count + 15) / 16;
  size_t first = (from / 16) * size_t(k.width) * 16, all = size_t(blocks) * k.width * 16;
  if (k.format != Format::INT8) return floats_of(k, head, first, all, scratch);
  const int8_t* p = (const int8_t*)k.head(head) + first;
  for (int b = 0; b < blocks; b++) {
    alignas(64) float steps[16];
    for (int i = 0; i < 16; i++) steps[i] = eighths(k.steps(head)[from + 16 * b + i]);
    V by = load(steps);
    for (size_t i = size_t(b) * k.width * 16; i < size_t(b + 1) * k.width * 16; i += 16) store(scratch + i, mul(load_int8(p + i), by));
  }
  return scratch;
}

/// Values of positions from..from + count in 32 bits: [count][padded].
inline const float* values(const Kept& v, int head, int64_t from, int count, float* scratch) {
  size_t first = from * size_t(v.padded), all = size_t(count) * v.padded;
  if (v.format != Format::INT8) return floats_of(v, head, first, all, scratch);
  const int8_t* p = (const int8_t*)v.head(head) + first;
  for (int t = 0; t < count; t++) {
    V by = splat(eighths(v.steps(head)[from + t]));
    for (size_t i = size_t(t) * v.padded; i < size_t(t + 1) * v.padded; i += 16) store(scratch + i, mul(load_int8(p + i), by));
  }
  return scratch;
}

/// c = a times keys of positions from..from + count, from a multiple of 16. 16-bit floats are widened
/// once for many rows, and on the way for few.
inline void times_keys(const float* a, ptrdiff_t lda, int rows, const Kept& k, int head, int64_t from, int count, float* scratch, float* c, ptrdiff_t ldc) {
  const ptrdiff_t vector = ptrdiff_t(k.width) * 16;
  if (k.format == Format::F16 && rows <= FEW_WIDENED)
    return times(a, lda, rows, (const uint16_t*)k.head(head) + (from / 16) * size_t(vector), 16, vector, (count + 15) / 16, k.width, c, ldc, false);
  times(a, lda, rows, keys(k, head, from, count, scratch), 16, vector, (count + 15) / 16, k.width, c, ldc, false);
}

/// c (+)= a times values of positions from..from + count.
inline void times_values(const float* a, ptrdiff_t lda, int rows, const Kept& v, int head, int64_t from, int count, float* scratch, float* c, bool more) {
  const int padded = v.padded;
  if (v.format == Format::F16 && rows <= FEW_WIDENED)
    return times(a, lda, rows, (const uint16_t*)v.head(head) + from * size_t(padded), padded, 16, padded / 16, count, c, padded, more);
  times(a, lda, rows, values(v, head, from, count, scratch), padded, 16, padded / 16, count, c, padded, more);
}

/// Rows of one or more branches behind one past that attend together.
struct Together {
  int row, rows;  ///< rows of the tile
  int branch;     ///< of the first row
  int offset;     ///< of the first row in its branch
};

/// What attention needs of a branch.
struct Reach {
  Store past, own;
  int own_layer;  ///< 1: own has a part for each layer
  int rows;
};

ALWAYS int least(int a, int b) { return a < b ? a : b; }

/// The parts of branches that some rows are.
template <class F>
ALWAYS void parts_of(const Together& t, const Reach* reach, F&& call) {
  int branch = t.branch, offset = t.offset;
  for (int row = 0, some; row < t.rows; row += some, branch++, offset = 0) {
    some = least(t.rows - row, reach[branch].rows - offset);
    call(reach[branch], row, some, offset);
  }
}

ALWAYS int64_t past_length(const Reach& b) { return b.past.data ? b.past.length : 0; }
ALWAYS int64_t far_width(const Together& t, const Reach* reach) { return rounded(past_length(reach[t.branch]), 16); }
inline int64_t near_width(const Together& t, const Reach* reach) {
  int64_t most = 0;
  parts_of(t, reach, [&](const Reach& b, int, int some, int offset) {
    int64_t all = b.own.length + offset + some;
    most = all > most ? all : most;
  });
  return rounded(most, 16);
}
/// Floats of scratch that attention of these rows takes.
inline size_t attention_scratch(const Together& t, const Reach* reach, int padded) {
  return size_t(t.rows) * (far_width(t, reach) + near_width(t, reach) + padded) + size_t(CHUNK) * padded;
}

/// Shares of a row's scores: e^(score - largest) where it sees, 0 elsewhere. Returns their sum.
inline float shares(float* far, int64_t far_room, int64_t far_from, int64_t far_to, float* near, int64_t near_room, int64_t near_from, int64_t near_to) {
  auto hide = [](float* x, int64_t from, int64_t to, float with) { for (; from < to; from++) x[from] = with; };
  auto hide_all = [&](float with) {
    hide(far, 0, far_from, with), hide(far, far_to, far_room, with);
    hide(near, 0, near_from, with), hide(near, near_to, near_room, with);
  };
  hide_all(-3e38f);
  V most = splat(-3e38f);
  for (int64_t i = 0; i < far_room; i += 16) most = max(most, load(far + i));
  for (int64_t i = 0; i < near_room; i += 16) most = max(most, load(near + i));
  V peak = splat(top(most));
  for (int64_t i = 0; i < far_room; i += 16) store(far + i, share(sub(load(far + i), peak)));
  for (int64_t i = 0; i < near_room; i += 16) store(near + i, share(sub(load(near + i), peak)));
  hide_all(0);
  V total = splat(0);
  for (int64_t i = 0; i < far_room; i += 16) total = add(total, load(far + i));
  for (int64_t i = 0; i < near_room; i += 16) total = add(total, load(near + i));
  return sum(total);
}

/// Attention of one head. q [rows][ldq] is rotated and scaled; out [rows][ldo] has width numbers a row.
inline void attend(const Together& t, const Reach* reach, const Shape& s, Format format, int layer, int head, const float* q, ptrdiff_t ldq, float* out, ptrdiff_t ldo, float* scratch) {
  const int kv = head / (s.heads / s.kv), padded = rounded(s.width, 16);
  const Reach& first = reach[t.branch];
  const int64_t past = past_length(first);
  const int64_t far = far_width(t, reach), near = near_width(t, reach), ld = far + near;
  float *scores = scratch, *mixed = scores + t.rows * ld, *room = mixed + t.rows * padded;
  Kept past_k{}, past_v{};
  if (past > 0) past_k = kept(first.past, s, format, layer, 0), past_v = kept(first.past, s, format, layer, 1);
  auto own = [&](const Reach& b, int kind) { return kept(b.own, s, format, b.own_layer * layer, kind); };

  for (int64_t c = 0; c < past; c += CHUNK) {
    int some = int(past - c < CHUNK ? past - c : CHUNK);
    times_keys(q, ldq, t.rows, past_k, kv, c, some, room, scores + c, ld);
  }
  parts_of(t, reach, [&](const Reach& b, int row, int some, int offset) {
    int64_t all = b.own.length + offset + some;
    for (int64_t c = 0; c < all; c += CHUNK) {
      int count = int(all - c < CHUNK ? all - c : CHUNK);
      times_keys(q + row * ldq, ldq, some, own(b, 0), kv, c, count, room, scores + row * ld + far + c, ld);
    }
  });
  float totals[ATTENTION_ROWS];
  parts_of(t, reach, [&](const Reach& b, int row, int some, int offset) {
    for (int i = 0; i < some; i++) {
      int64_t seen = b.own.length + offset + i + 1, hidden = s.window > 0 ? past + seen - s.window : 0;
      hidden = hidden < 0 ? 0 : hidden;
      float* r = scores + (row + i) * ld;
      totals[row + i] = shares(r, far, hidden < past ? hidden : past, past, r + far, near, hidden > past ? hidden - past : 0, seen);
    }
  });
  for (int64_t c = 0; c < past; c += CHUNK) {
    int some = int(past - c < CHUNK ? past - c : CHUNK);
    times_values(scores + c, ld, t.rows, past_v, kv, c, some, room, mixed, c > 0);
  }
  parts_of(t, reach, [&](const Reach& b, int row, int some, int offset) {
    int64_t all = b.own.length + offset + some;
    for (int64_t c = 0; c < all; c += CHUNK) {
      int count = int(all - c < CHUNK ? all - c : CHUNK);
      times_values(scores + row * ld + far + c, ld, some, own(b, 1), kv, c, count, room, mixed + row * padded, past > 0 || c > 0);
    }
  });
  for (int i = 0; i < t.rows; i++)
    for (int d = 0; d < s.width; d++) out[i * ldo + d] = mixed[i * padded + d] / totals[i];
}

}  // namespace edgewise::NAME
