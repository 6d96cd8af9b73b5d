// SPDX-License-Identifier: Apache-2.0
// A pass: branches through all layers of a model. A large model takes all rows at once, and its threads
// share each step. A small one goes tile by tile on the caller's thread, so that a tile's numbers stay
// in the cache and threads never wait for each other.
#pragma once
#include "attention.h"

namespace edgewise::NAME {

/// Runs pieces on the workspace's team, or here.
template <class F>
ALWAYS void each(Workspace& ws, int pieces, F call) {
  if (!ws.team || pieces < 2) {
    for (int i = 0; i < pieces; i++) call(i, 0);
    return;
  }
  run_pieces(ws.team, pieces, [](void* context, int piece, int worker) { (*(F*)context)(piece, worker); }, &call);
}

/// Rows in pieces.
template <class F>
ALWAYS void each_rows(Workspace& ws, int rows, F call) {
  const int grain = ws.team ? 8 : rows > 0 ? rows : 1;
  each(ws, (rows + grain - 1) / grain, [&](int piece, int) { call(piece * grain, least(rows, (piece + 1) * grain)); });
}

/// The computation of one tile.
struct Tile {
  const Model& model;
  const Pass& pass;
  Workspace& ws;
  int first_branch, branches, first_row, rows;
  int wide = 0;  // longest row, rounded up to 64
  float *x = nullptr, *h = nullptr, *qkv = nullptr, *mixed = nullptr, *gated = nullptr;
  int ldh = 0, ldq = 0, ldf = 0;
  Inputs in{};
  Reach* reach = nullptr;  // of each branch; behind them, of each row whose result is asked for
  Together* together = nullptr;
  int togethers = 0;
  size_t most_together = 0;

  float* floats(int slot, size_t count) {
    return reserve(ws.shared[slot], count * sizeof(float)) ? (float*)ws.shared[slot].data : nullptr;
  }

  bool prepare() {
    const Shape& s = model.shape;
    ldh = rounded(s.hidden, 64), ldf = rounded(s.ffn, 64), ldq = rounded((s.heads + 2 * s.kv) * s.width, 64);
    wide = ldh > ldf ? ldh : ldf;
    size_t r = rows;
    x = floats(Workspace::X, r * ldh), h = floats(Workspace::H, r * ldh), qkv = floats(Workspace::QKV, r * ldq);
    mixed = floats(Workspace::MIXED, r * ldh), gated = floats(Workspace::GATED, r * ldf);
    bool ok = x && h && qkv && mixed && gated;
    // rows of inputs have a place more, so that they don't share the cache's sets
    int stride = wide + 64;
    ok = ok && reserve(ws.shared[Workspace::WHOLE], r * stride) && reserve(ws.shared[Workspace::SUMS], r * 4);
    ok = ok && reserve(ws.shared[Workspace::PARTS], r * (stride / 64) * 2) && reserve(ws.shared[Workspace::STEPS], r * 4);
    if (!ok) return false;
    in = {rows, 0, stride, (int8_t*)ws.shared[Workspace::WHOLE].data, (int32_t*)ws.shared[Workspace::SUMS].data,
        (int16_t*)ws.shared[Workspace::PARTS].data, (float*)ws.shared[Workspace::STEPS].data};
    return reach_out() && scratch();
  }

  /// Finds out what each branch attends to, and which rows attend together.
  bool reach_out() {
    const Shape& s = model.shape;
    size_t kept_here = 0;
    most_together = branches + rows / ATTENTION_ROWS + 1;
    for (int b = 0; b < branches; b++) {
      const Branch& branch = pass.branch[first_branch + b];
      if (!branch.own.data) kept_here += 2 * kept_bytes(s.kv, s.width, pass.cache, rounded(branch.rows, 16));
    }
    size_t lists = rounded(int((branches + rows) * sizeof(Reach) + (most_together + rows) * sizeof(Together)), 64);
    if (!reserve(ws.shared[Workspace::OWN], lists + kept_here)) return false;
    reach = (Reach*)ws.shared[Workspace::OWN].data;
    together = (Together*)(reach + branches + rows);
    char* place = ws.shared[Workspace::OWN].data + lists;
    for (int b = 0; b < branches; b++) {
      const Branch& branch = pass.branch[first_branch + b];
      Store own = branch.own;
      if (!own.data) {
        own = {place, 1, 0, rounded(branch.rows, 16), 0};
        place += 2 * kept_bytes(s.kv, s.width, pass.cache, own.room);
      }
      reach[b] = {branch.past, own, branch.own.data ? 1 : 0, branch.rows};
    }
    togethers = group(reach, branches, together);
    return true;
  }

  /// Lists rows that attend together: up to ATTENTION_ROWS, behind one past. Returns their number.
  static int group(const Reach* reach, int branches, Together* out) {
    int count = 0, row = 0;
    for (int b = 0; b < branches; b++)
      for (int offset = 0, some; offset < reach[b].rows; offset += some, row += some) {
        if (count == 0 || out[count - 1].rows == ATTENTION_ROWS || !same(reach[b].past, reach[out[count - 1].branch].past))
          out[count++] = {row, 0, b, offset};
        some = least(reach[b].rows - offset, ATTENTION_ROWS - out[count - 1].rows);
        out[count - 1].rows += some;
      }
    return count;
  }

  static bool same(const Store& one, const Store& other) {
    return one.data == other.data && one.text == other.text && one.length == other.length;
  }

  /// Goes on with the rows alone whose results are asked for: number i of them moves to row i.
  void narrow(int from, int count) {
    Reach* ends = reach + branches;
    for (int i = 0, b = 0, begin = 0; i < count; i++) {
      int row = int(pass.ends.rows[from + i]) - first_row;
      for (; row >= begin + reach[b].rows; b++) begin += reach[b].rows;
      ends[i] = reach[b];
      ends[i].own.length += row - begin, ends[i].rows = 1;
      memmove(x + size_t(i) * ldh, x + size_t(row) * ldh, sizeof(float) * ldh);
      memmove(qkv + size_t(i) * ldq, qkv + size_t(row) * ldq, sizeof(float) * ldq);
    }
    reach = ends;
    together += most_together;
    togethers = group(reach, count, together);
  }

  bool scratch() {
    const Shape& s = model.shape;
    size_t most = size_t(BLOCK) * (wide + 64) + size_t(2) * rows * PANEL * sizeof(float);
#ifdef TURNED
    most += size_t(BLOCK) * wide;
#endif
    if (model.embedding.format == Format::F32 || model.embedding.format == Format::BF16)
      most = (size_t(wide) * (PANEL + 1) + size_t(3) * rows * PANEL) * sizeof(float);
    for (int i = 0; i < togethers; i++) {
      size_t need = attention_scratch(together[i], reach, rounded(s.width, 16)) * sizeof(float);
      most = need > most ? need : most;
    }
    int workers = ws.team ? team_size(ws.team) : 1;
    for (int i = 0; i < workers; i++)
      if (!reserve(ws.workers[i], most + 64)) return false;
    return true;
  }

  /// Root mean square norm of rows, and their form for the products with a matrix.
  void norm(const float* from, int count, const float* weight, const Matrix& next) {
    const Shape& s = model.shape;
    each_rows(ws, count, [&](int begin, int end) {
      for (int i = begin; i < end; i++) {
        const float* a = from + size_t(i) * ldh;
        float* b = h + size_t(i) * ldh;
        V squares = splat(0);
        for (int j = 0; j < ldh; j += 16) squares = fma(load(a + j), load(a + j), squares);
        V by = splat(1.0f / __builtin_sqrtf(sum(squares) / float(s.hidden) + float(s.epsilon)));
        for (int j = 0; j < ldh; j += 16) store(b + j, mul(mul(load(a + j), by), load(weight + j)));
        round_one(b, ldh, i, next);
      }
    });
  }

  ALWAYS void round_one(const float* row, int columns, int i, const Matrix& next) {
    if (next.format != Format::INT8 && next.format != Format::INT4) return;
    round_row(row, columns, (int8_t*)in.whole + ptrdiff_t(i) * in.stride, (int32_t*)in.sums + i,
        (int16_t*)in.parts + ptrdiff_t(i) * (in.stride / 64), (float*)in.steps + i);
  }

  void round_rows(const float* from, int count, int columns, const Matrix& next) {
    if (next.format != Format::INT8 && next.format != Format::INT4) return;
    each_rows(ws, count, [&](int begin, int end) {
      for (int i = begin; i < end; i++) round_one(from + size_t(i) * columns, columns, i, next);
    });
  }

  /// How many rows of a matrix are a piece of work.
  static int piece(const Matrix& m, int count) {
    if (m.format == Format::F32 || m.format == Format::BF16) return PANEL;
    return m.format == Format::INT4 && count <= FEW ? 128 : BLOCK;
  }

  /// Rows, rounded or in floats, times rows n to n + some of a matrix.
  void part(const Matrix& m, const float* from, int stride, int count, int n, int some, char* scratch, Output out) {
    if (m.format == Format::INT4 || m.format == Format::INT8) {
      Inputs rounded_rows = in;
      rounded_rows.rows = count, rounded_rows.columns = m.columns;
      if (m.format == Format::INT8) block_int8(m, rounded_rows, n, some, (uint8_t*)scratch, out);
      else if (count <= FEW) few_int4(m, rounded_rows, n, some, out);
      else block_int4(m, rounded_rows, n, some, (uint8_t*)scratch, out);
    } else {
      block_float(m, from, stride, count, n, some, (float*)scratch, out);
    }
  }

  void product(const Matrix& m, const float* from, int stride, int count, Output out) {
    const int size = piece(m, count);
    each(ws, (m.rows + size - 1) / size, [&](int i, int worker) {
      int n = i * size;
      part(m, from, stride, count, n, least(size, m.rows - n), ws.workers[worker].data, {out.y + n, out.stride, out.add});
    });
  }

  /// Gate and up at once: only their product is written.
  void gate_up(const Matrix& m, int count) {
    const int ffn = model.shape.ffn, size = m.format == Format::INT4 && count <= FEW ? PANEL : piece(m, count);
    Matrix up = m;  // the second half of the rows
    up.rows = ffn;
    up.data = (const char*)m.data + size_t(ffn) * row_bytes(m);
    if (m.factors) up.factors = m.factors + size_t(ffn) * (m.columns / GROUP);
    if (m.scales) up.scales = m.scales + ffn;
    if (m.panels) up.panels = m.panels + size_t(rounded(ffn, PANEL)) * m.columns;
    Matrix gate = m;
    gate.rows = ffn;
    each(ws, (ffn + size - 1) / size, [&](int i, int worker) {
      int n = i * size, some = least(size, ffn - n);
      float *a = (float*)ws.workers[worker].data, *b = a + size_t(count) * PANEL;
      char* rest = (char*)(b + size_t(count) * PANEL);
      part(gate, h, ldh, count, n, some, rest, {a, PANEL, false});
      part(up, h, ldh, count, n, some, rest, {b, PANEL, false});
      for (int r = 0; r < count; r++)
        for (int j = 0; j < some; j += 16) {
          V g = load(a + r * PANEL + j);
          V y = mul(div(g, add(splat(1), exponential(sub(splat(0), g)))), load(b + r * PANEL + j));
          float* to = gated + size_t(r) * ldf + n + j;
          if (some - j >= 16) { store(to, y); continue; }
          alignas(64) float last[16];
          store(last, y);
          memcpy(to, last, sizeof(float) * (some - j));
        }
    });
  }

  static size_t row_bytes(const Matrix& m) {
    size_t c = m.columns;
    return m.format == Format::F32 ? 4 * c : m.format == Format::BF16 ? 2 * c : m.format == Format::INT8 ? c : c / 2;
  }

  /// Rotates queries and keys by their position (halves of the rotary channels are pairs), and keeps
  /// keys and values.
  void rotate_and_keep(int layer) {
    const Shape& s = model.shape;
    const int half = s.rotary / 2;
    const float by = float(1.0 / __builtin_sqrt(double(s.width)));
    auto rotate = [&](float* a, const float* turn) {
      for (int i = 0; i < half; i++) {
        float c = turn[2 * i], n = turn[2 * i + 1], low = a[i], high = a[half + i];
        a[i] = low * c - high * n, a[half + i] = high * c + low * n;
      }
    };
    each(ws, togethers, [&](int i, int) {
      int row = together[i].row;
      parts_of(together[i], reach, [&](const Reach& b, int, int some, int offset) {
        Kept k = kept(b.own, s, pass.cache, b.own_layer * layer, 0), v = kept(b.own, s, pass.cache, b.own_layer * layer, 1);
        for (int t = 0; t < some; t++, row++) {
          int64_t place = b.own.length + offset + t;
          const float* turn = pass.turns + (past_length(b) + place) * s.rotary;
          float* a = qkv + size_t(row) * ldq;
          for (int head = 0; head < s.heads; head++, a += s.width) {
            rotate(a, turn);
            for (int d = 0; d < s.width; d++) a[d] *= by;
          }
          for (int head = 0; head < s.kv; head++, a += s.width) rotate(a, turn), keep(k, 0, head, place, a);
          for (int head = 0; head < s.kv; head++, a += s.width) keep(v, 1, head, place, a);
        }
      });
    });
  }

  void attention(int layer) {
    const Shape& s = model.shape;
    each(ws, togethers * s.heads, [&](int i, int worker) {
      const Together& t = together[i / s.heads];
      int head = i % s.heads;
      attend(t, reach, s, pass.cache, layer, head, qkv + size_t(t.row) * ldq + head * s.width, ldq,
          mixed + size_t(t.row) * ldh + head * s.width, ldh, (float*)ws.workers[worker].data);
    });
  }

  /// Fills what products read beyond the last column.
  void clear_padding(int count) {
    const Shape& s = model.shape;
    for (int i = 0; i < count; i++) {
      for (int j = s.hidden; j < ldh; j++) x[size_t(i) * ldh + j] = mixed[size_t(i) * ldh + j] = 0;
      for (int j = s.ffn; j < ldf; j++) gated[size_t(i) * ldf + j] = 0;
    }
  }

  void run() {
    int from = 0, to = 0;  // the ends in this tile
    while (from < pass.ends.count && pass.ends.rows[from] < first_row) from++;
    for (to = from; to < pass.ends.count && pass.ends.rows[to] < first_row + rows;) to++;
    clear_padding(rows);
    each_rows(ws, rows, [&](int begin, int end) {
      for (int i = begin; i < end; i++) read_row(model.embedding, pass.ids[first_row + i], x + size_t(i) * ldh);
    });
    int count = rows;
    for (int l = 0; l < model.shape.layers; l++) {
      const Layer& layer = model.layers[l];
      norm(x, rows, layer.norm, layer.qkv);
      product(layer.qkv, h, ldh, rows, {qkv, ldq, false});
      rotate_and_keep(l);
      if (l == model.shape.layers - 1) {
        if (from == to) return;
        narrow(from, count = to - from);
      }
      attention(l);
      round_rows(mixed, count, ldh, layer.out);
      product(layer.out, mixed, ldh, count, {x, ldh, true});
      norm(x, count, layer.ffn_norm, layer.gate_up);
      gate_up(layer.gate_up, count);
      round_rows(gated, count, ldf, layer.down);
      product(layer.down, gated, ldf, count, {x, ldh, true});
    }
    norm(x, count, model.norm, model.head);
    logits(from, count);
  }

  void logits(int from, int count) {
    const Ends& ends = pass.ends;
    if (ends.labels == 0) {
      product(model.head, h, ldh, count, {ends.logits + size_t(from) * model.head.rows, model.head.rows, false});
      return;
    }
    const int64_t* now = nullptr;
    for (int label = 0; label < ends.labels; label++)
      for (int i = 0; i < count; i++) {
        const int64_t* id = ends.label_ids + size_t(from + i) * ends.labels + label;
        float* row = qkv;  // free by now
        if (!now || *now != *id || i == 0) {
          memset(row, 0, sizeof(float) * ldh);
          read_row(model.head, *id, row);
        }
        now = id;
        V s = splat(0);
        for (int j = 0; j < ldh; j += 16) s = fma(load(h + size_t(i) * ldh + j), load(row + j), s);
        ends.logits[size_t(from + i) * ends.labels + label] = sum(s);
      }
  }
};

inline bool compute(const Model& model, const Pass& pass, Workspace& ws) {
  int row = 0;
  for (int b = 0, some; b < pass.branches; b += some) {
    int rows = pass.branch[b].rows;
    for (some = 1; b + some < pass.branches && (ws.tile_rows == 0 || rows + pass.branch[b + some].rows <= ws.tile_rows); some++)
      rows += pass.branch[b + some].rows;
    Tile tile{model, pass, ws, b, some, row, rows};
    if (!tile.prepare()) return false;
    tile.run();
    row += rows;
  }
  return true;
}

}  // namespace edgewise::NAME
