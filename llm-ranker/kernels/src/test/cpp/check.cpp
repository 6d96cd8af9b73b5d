// SPDX-License-Identifier: Apache-2.0
// Checks every kernel that this processor can run: products against 64-bit whole numbers, passes against
// plain double loops, and all kernels against each other and against recorded sums, to the last bit. The
// recorded sums are the same for all processors.
//   check            checks, and exits with 1 on a difference
//   check --few      checks less, for an emulated processor
//   check --speed    times passes over a small and products of a large model
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "loaded_model.h"

using namespace edgewise;

namespace edgewise {
extern const Kernel emulated_amx_kernel;
}

namespace {

/// The kernels whose products are checked: those of this processor, and AMX's in plain loops.
std::vector<const Kernel*> checked_kernels() {
  auto kernels = supported_kernels();
#if defined(EDGEWISE_AMX)
  if (!kernels.empty() && kernels.front() == &avx512_kernel) kernels.push_back(&emulated_amx_kernel);
#endif
  return kernels;
}

int checks = 0, faults = 0;

void expect(bool right, const char* format, const char* kernel, long a = 0, long b = 0, long c = 0) {
  checks++;
  if (right) return;
  faults++;
  std::printf("%s: ", kernel);
  std::printf(format, a, b, c);
  std::printf("\n");
}

/// Random numbers, the same on every machine.
struct Random {
  uint64_t state;
  uint64_t next() { return state ^= state << 13, state ^= state >> 7, state ^= state << 17; }
  int below(int n) { return int((next() >> 20) % uint64_t(n)); }
  float normal() {
    float sum = 0;
    for (int i = 0; i < 4; i++) sum += float(next() >> 40) * 0x1p-24f - 0.5f;
    return sum * 1.75f;
  }
};

uint64_t fingerprint(const std::vector<float>& values, uint64_t hash = 14695981039346656037ull) {
  for (float value : values) {
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    for (int i = 0; i < 4; i++) hash = (hash ^ (bits >> 8 * i & 255)) * 1099511628211ull;
  }
  return hash;
}

// ---------- products ----------

/// Weights and inputs of one kind: random, or the extremes that overflow first.
void check_product(int n, int k, int rows, int kind) {
  Random random{88172645463325252ull + uint64_t(kind * 1000 + n + k + rows)};
  auto pick = [&](int most) {
    return kind == 0 ? random.below(2 * most + 1) - most : kind == 1 ? most : kind == 2 ? -most : random.below(2) ? most : -most;
  };
  std::vector<int8_t> pairs(size_t(n) * size_t(k) / 2), factors(size_t(n) * size_t(k) / 64), bytes(size_t(n) * size_t(k));
  std::vector<float> scales(static_cast<size_t>(n)), x(size_t(rows) * size_t(k));
  for (auto& p : pairs) p = kind == 0 ? int8_t(random.next()) : kind == 1 ? int8_t(0x88) : kind == 2 ? int8_t(0x77) : random.below(2) ? int8_t(0x87) : int8_t(0x78);
  for (auto& f : factors) f = int8_t(kind == 2 ? 15 : kind == 1 ? -15 : pick(15));
  for (auto& b : bytes) b = int8_t(pick(127));
  for (auto& s : scales) s = kind == 0 ? 1.0f : 1e-3f * float(1 + random.below(100));
  for (auto& v : x) v = float(pick(127));
  // the largest input makes steps of one, so that inputs are the numbers they are rounded to
  for (int i = 0; i < rows; i++) x[size_t(i) * size_t(k)] = 127;
  for (bool int4 : {true, false}) {
    if (int4 && k % 128 != 0) continue;
    std::vector<float> right(size_t(rows) * size_t(n));
    std::vector<int64_t> row(static_cast<size_t>(k));
    for (int j = 0; j < n; j++) {
      for (int c = 0; c < k; c++) {
        int8_t pair = pairs[size_t(j) * size_t(k / 2) + size_t(c % (k / 2))];
        int q = c < k / 2 ? pair >> 4 : int8_t(uint8_t(pair) << 4) >> 4;
        row[size_t(c)] = int4 ? q * factors[size_t(j) * size_t(k / 64) + size_t(c / 64)] : bytes[size_t(j) * size_t(k) + size_t(c)];
      }
      for (int i = 0; i < rows; i++) {
        int64_t sum = 0;
        for (int c = 0; c < k; c++) sum += row[size_t(c)] * int64_t(x[size_t(i) * size_t(k) + size_t(c)]);
        if (sum != int32_t(sum)) std::abort();
        right[size_t(i) * size_t(n) + size_t(j)] = float(int32_t(sum)) * scales[size_t(j)] * 1.0f;
      }
    }
    Matrix w{int4 ? Format::INT4 : Format::INT8, n, k, int4 ? pairs.data() : bytes.data(), factors.data(), scales.data(), nullptr};
    for (const Kernel* kernel : checked_kernels()) {
      if (kernel->name[0] == 'e' && (rows < 32 || k > 4000)) continue;  // emulation is slow, and only many rows use tiles
      OwnedWorkspace space(nullptr, 0);
      std::vector<float> y(right.size(), 12345.0f);
      bool done = kernel->product(w, x.data(), rows, y.data(), space.get());
      expect(done && y == right, int4 ? "4-bit product of %ld rows with %ld x %ld" : "8-bit product of %ld rows with %ld x %ld", kernel->name, rows, n, k);
    }
  }
}

// ---------- passes ----------

struct Sizes {
  int vocab, hidden, layers, heads, kv, ffn, rotary, window;
  bool tied;
};

/// A model of random weights in all its parts.
struct Weights {
  Sizes s;
  Format format;
  std::vector<std::vector<char>> parts;
  std::vector<std::vector<double>> matrices;  // what the parts stand for
  std::vector<std::vector<float>> norms;
  std::vector<float> frequencies;

  Weights(Sizes sizes, Format f) : s(sizes), format(f) {
    Random random{uint64_t(4242 + sizes.hidden)};
    int width = s.hidden / s.heads;
    matrix(random, s.vocab, s.hidden, 1);
    for (int l = 0; l < s.layers; l++) {
      matrix(random, (s.heads + 2 * s.kv) * width, s.hidden, 1.2);
      matrix(random, s.hidden, s.hidden, 0.6);
      matrix(random, 2 * s.ffn, s.hidden, 1);
      matrix(random, s.hidden, s.ffn, 0.6);
    }
    if (!s.tied) matrix(random, s.vocab, s.hidden, 1);
    for (int i = 0; i < 2 * s.layers + 1; i++) {
      norms.emplace_back();
      for (int j = 0; j < s.hidden; j++) norms.back().push_back(1 + 0.1f * random.normal());
    }
    double f1 = 1;
    for (int i = 0; i < s.rotary / 2; i++, f1 *= 0.3) frequencies.push_back(float(f1));
  }

  template <class T>
  static std::vector<char> raw(const std::vector<T>& values) {
    std::vector<char> bytes(values.size() * sizeof(T));
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
  }

  void matrix(Random& random, int rows, int columns, double by) {
    size_t n = size_t(rows) * size_t(columns);
    float deviation = float(by / std::sqrt(double(columns)));
    std::vector<double> values(n);
    if (format == Format::F32 || format == Format::BF16) {
      std::vector<float> floats(n);
      std::vector<uint16_t> halves(n);
      for (size_t i = 0; i < n; i++) {
        floats[i] = random.normal() * deviation;
        uint32_t bits;
        std::memcpy(&bits, &floats[i], 4);
        halves[i] = uint16_t(bits >> 16);
        bits &= 0xffff0000u;
        if (format == Format::BF16) std::memcpy(&floats[i], &bits, 4);
        values[i] = double(floats[i]);
      }
      parts.push_back(format == Format::F32 ? raw(floats) : raw(halves));
    } else {
      int group = 64;
      while (columns % group != 0) group /= 2;
      std::vector<float> scales;
      for (int i = 0; i < rows; i++) scales.push_back(deviation * (0.5f + float(random.below(64)) / 64) / (format == Format::INT8 ? 60.0f : 25.0f));
      std::vector<int8_t> bytes(format == Format::INT8 ? n : n / 2), factors(n / size_t(group));
      for (auto& b : bytes) b = format == Format::INT8 ? int8_t(random.below(255) - 127) : int8_t(random.next());
      for (auto& f : factors) f = int8_t(1 + random.below(10)) * (random.below(2) ? 1 : -1);
      for (size_t i = 0; i < n; i++) {
        size_t row = i / size_t(columns), c = i % size_t(columns), half = size_t(columns) / 2;
        int q = bytes[format == Format::INT8 ? i : row * half + c % half];
        if (format == Format::INT4) q = (c < half ? q >> 4 : int8_t(uint8_t(q) << 4) >> 4) * factors[i / size_t(group)];
        values[i] = q * double(scales[row]);
      }
      parts.push_back(raw(bytes));
      if (format == Format::INT4) parts.push_back(raw(factors));
      parts.push_back(raw(scales));
    }
    matrices.push_back(values);
  }

  int64_t size_of(size_t part) const {
    int of = format == Format::INT4 ? 3 : format == Format::INT8 ? 2 : 1;
    bool floats = format == Format::F32 || (of > 1 && int(part) % of == of - 1);
    return int64_t(parts[part].size()) / (floats ? 4 : format == Format::BF16 ? 2 : 1);
  }

  std::unique_ptr<LoadedModel> load(int kernel, Format cache, int threads, int tile_rows) const {
    ModelNumbers n{s.hidden, s.layers, s.heads, s.kv, s.ffn, s.hidden / s.heads, s.rotary, s.window, s.vocab, s.tied,
        int64_t(format), int64_t(cache), threads, tile_rows, kernel, 1e-5, 1.0};
    std::unique_ptr<LoadedModel> model(new LoadedModel(n));
    int number = 0;
    for (size_t i = 0; i < parts.size(); i++) model->give(number++, parts[i].data(), size_of(i));
    for (auto& norm : norms) model->give(number++, norm.data(), int64_t(norm.size()));
    for (int i = 0; i < 2; i++) model->give(number++, frequencies.data(), int64_t(frequencies.size()));
    if (!model->ready()) std::printf("a model isn't ready\n"), std::abort();
    return model;
  }

  /// Logits of the last token, in plain double loops.
  std::vector<double> plain(const std::vector<int64_t>& ids) const {
    int t = int(ids.size()), h = s.hidden, w = h / s.heads, qkv = (s.heads + 2 * s.kv) * w;
    std::vector<double> x;
    for (int64_t id : ids) x.insert(x.end(), matrices[0].begin() + id * h, matrices[0].begin() + (id + 1) * h);
    auto norm = [&](const std::vector<double>& a, const std::vector<float>& weight) {
      auto y = a;
      for (int i = 0; i < t; i++) {
        double sum = 0;
        for (int j = 0; j < h; j++) sum += a[size_t(i * h + j)] * a[size_t(i * h + j)];
        for (int j = 0; j < h; j++) y[size_t(i * h + j)] *= double(weight[size_t(j)]) / std::sqrt(sum / h + 1e-5);
      }
      return y;
    };
    auto times = [&](const std::vector<double>& a, const std::vector<double>& m, int k) {
      int n = int(m.size()) / k;
      std::vector<double> y(size_t(t) * size_t(n));
      for (int i = 0; i < t; i++)
        for (int j = 0; j < n; j++)
          for (int z = 0; z < k; z++) y[size_t(i * n + j)] += a[size_t(i * k + z)] * m[size_t(j * k + z)];
      return y;
    };
    for (int l = 0; l < s.layers; l++) {
      auto a = times(norm(x, norms[size_t(2 * l)]), matrices[size_t(4 * l + 1)], h);
      for (int i = 0; i < t; i++)
        for (int head = 0; head < s.heads + s.kv; head++)
          for (int j = 0; j < s.rotary / 2; j++) {
            double angle = i * double(frequencies[size_t(j)]), c = std::cos(angle), n = std::sin(angle);
            double &low = a[size_t(i * qkv + head * w + j)], &high = a[size_t(i * qkv + head * w + s.rotary / 2 + j)], before = low;
            low = before * c - high * n, high = high * c + before * n;
          }
      std::vector<double> mixed(size_t(t) * size_t(h));
      for (int head = 0; head < s.heads; head++)
        for (int i = 0; i < t; i++) {
          int from = s.window > 0 && i >= s.window ? i - s.window + 1 : 0, kv = head / (s.heads / s.kv);
          std::vector<double> share;
          double sum = 0;
          for (int j = from; j <= i; j++) {
            double dot = 0;
            for (int z = 0; z < w; z++) dot += a[size_t(i * qkv + head * w + z)] * a[size_t(j * qkv + (s.heads + kv) * w + z)];
            share.push_back(std::exp(dot / std::sqrt(double(w))));
            sum += share.back();
          }
          for (int j = from; j <= i; j++)
            for (int z = 0; z < w; z++)
              mixed[size_t(i * h + head * w + z)] += share[size_t(j - from)] / sum * a[size_t(j * qkv + (s.heads + s.kv + kv) * w + z)];
        }
      auto o = times(mixed, matrices[size_t(4 * l + 2)], h);
      for (size_t i = 0; i < x.size(); i++) x[i] += o[i];
      auto both = times(norm(x, norms[size_t(2 * l + 1)]), matrices[size_t(4 * l + 3)], h);
      std::vector<double> gated(size_t(t) * size_t(s.ffn));
      for (int i = 0; i < t; i++)
        for (int j = 0; j < s.ffn; j++) {
          double g = both[size_t(i * 2 * s.ffn + j)];
          gated[size_t(i * s.ffn + j)] = g / (1 + std::exp(-g)) * both[size_t(i * 2 * s.ffn + s.ffn + j)];
        }
      auto d = times(gated, matrices[size_t(4 * l + 4)], s.ffn);
      for (size_t i = 0; i < x.size(); i++) x[i] += d[i];
    }
    x = norm(x, norms[size_t(2 * s.layers)]);
    std::vector<double> last(x.end() - h, x.end()), logits;
    const auto& head = s.tied ? matrices[0] : matrices.back();
    for (int v = 0; v < s.vocab; v++) {
      double sum = 0;
      for (int z = 0; z < h; z++) sum += last[size_t(z)] * head[size_t(v * h + z)];
      logits.push_back(sum);
    }
    return logits;
  }
};

/// Memory of one text.
struct Text {
  std::vector<char> data;
  int64_t room;
  Text(const LoadedModel& model, int layers, int tokens) : room((tokens + 15) / 16 * 16) {
    // what is not written is not a number
    data.assign(size_t(2 * layers * model.text_bytes(room)), char(0xff));
  }
};

struct Rows {
  std::vector<int64_t> ids;
  Text* past;
  int64_t past_length;
  Text* own;
  int64_t own_length;
};

std::vector<float> pass(LoadedModel& model, const std::vector<Rows>& branches, bool ends, std::vector<int64_t> labels) {
  std::vector<int64_t> ids, plan{0, int64_t(labels.size()), int64_t(branches.size()), ends ? int64_t(branches.size()) : 0}, rows;
  for (auto& b : branches) {
    ids.insert(ids.end(), b.ids.begin(), b.ids.end());
    rows.push_back(int64_t(ids.size()) - 1);
    plan.push_back(int64_t(b.ids.size()));
    for (int own = 0; own < 2; own++) {
      Text* text = own ? b.own : b.past;
      plan.push_back(text ? reinterpret_cast<int64_t>(text->data.data()) : 0);
      plan.insert(plan.end(), {1, 0, text ? text->room : 0, own ? b.own_length : b.past_length});
    }
  }
  if (ends) {
    plan.insert(plan.end(), rows.begin(), rows.end());
    for (size_t i = 0; i < branches.size(); i++) plan.insert(plan.end(), labels.begin(), labels.end());
  }
  std::vector<float> logits(size_t(model.logits_of(plan.data(), int64_t(plan.size()))));
  const char* wrong = model.pass(ids.data(), int64_t(ids.size()), plan.data(), int64_t(plan.size()), logits.data());
  if (wrong) std::printf("%s\n", wrong), std::abort();
  return logits;
}

std::vector<int64_t> tokens(Random& random, int count, int vocab) {
  std::vector<int64_t> ids;
  for (int i = 0; i < count; i++) ids.push_back(random.below(vocab));
  return ids;
}

double apart(const std::vector<float>& one, const std::vector<double>& other) {
  double error = 0, size = 0;
  for (size_t i = 0; i < other.size(); i++) error += std::pow(double(one[i]) - other[i], 2), size += other[i] * other[i];
  return std::sqrt(error / size);
}

/// All that a model does, by one kernel; returns a fingerprint of all logits.
uint64_t check_model(const Weights& weights, Format cache, int kernel, const char* name) {
  const Sizes& s = weights.s;
  bool whole = weights.format == Format::INT8 || weights.format == Format::INT4;
  Random random{7};
  auto model = weights.load(kernel, cache, 1, 64);
  auto team = weights.load(kernel, cache, 2, 0);
  auto prefix = tokens(random, 45, s.vocab);
  Text past(*model, s.layers, 45), other(*team, s.layers, 45);
  // a prefix in two chunks, or at once by a team
  pass(*model, {{{prefix.begin(), prefix.begin() + 20}, nullptr, 0, &past, 0}}, false, {});
  pass(*model, {{{prefix.begin() + 20, prefix.end()}, nullptr, 0, &past, 20}}, false, {});
  pass(*team, {{prefix, nullptr, 0, &other, 0}}, false, {});
  expect(past.data == other.data, "a prefix in chunks and by a team differ", name);

  std::vector<Rows> branches;
  for (int i = 0; i < 12; i++) branches.push_back({tokens(random, 1 + random.below(60), s.vocab), &past, 45, nullptr, 0});
  std::vector<int64_t> labels{3, 1, 4};
  auto together = pass(*model, branches, true, labels);
  auto by_team = pass(*team, branches, true, labels);
  expect(together == by_team, "one thread and a team differ", name);
  auto all = pass(*model, branches, true, {});
  for (size_t i = 0; i < branches.size(); i++) {
    auto alone = pass(*model, {branches[i]}, true, labels);
    expect(std::equal(alone.begin(), alone.end(), together.begin() + long(3 * i)), "branch %ld differs alone", name, long(i));
    if (cache != Format::F32) continue;
    auto text = prefix;
    text.insert(text.end(), branches[i].ids.begin(), branches[i].ids.end());
    std::vector<float> mine(all.begin() + long(i) * s.vocab, all.begin() + long(i + 1) * s.vocab);
    double error = apart(mine, weights.plain(text));
    expect(error < (whole ? 0.15 : 3e-5), "branch %ld is %ld millionths from plain loops", name, long(i), long(error * 1e6));
  }
  // a text that is written token by token
  Text tail(*model, s.layers, 12);
  std::vector<float> step;
  for (int i = 0; i < 12; i++) step = pass(*model, {{{branches[0].ids[0] + i}, &past, 45, &tail, i}}, true, {});
  uint64_t hash = fingerprint(step, fingerprint(all, fingerprint(together)));
  auto ids = tokens(random, 12, s.vocab);
  for (int i = 0; i < 12; i++) ids[size_t(i)] = branches[0].ids[0] + i;
  auto read = pass(*model, {{ids, &past, 45, nullptr, 0}}, true, {});
  expect(read == step, "a written text differs from the same text read", name);
  return hash;
}

struct Known {
  int shape;
  Format format, cache;
  uint64_t hash;
};

// Recorded once; every kernel on every processor must give them.
const Known KNOWN[] = {
#include "known.inc"
};

const Sizes SHAPES[] = {
    {97, 128, 2, 4, 4, 192, 32, 0, true},
    {97, 120, 2, 6, 2, 100, 14, 30, false},
    {97, 256, 2, 4, 2, 384, 48, 50, false},
};

void check_models(bool record, bool few) {
  for (int shape = few ? 1 : 0; shape < (few ? 2 : 3); shape++)
    for (Format format : {Format::F32, Format::BF16, Format::INT8, Format::INT4}) {
      Weights weights(SHAPES[shape], format);
      for (Format cache : {Format::F32, Format::F16, Format::INT8}) {
        if (few && (cache == Format::F32 || format == Format::F32)) continue;
        auto usable = usable_kernels();
        for (size_t k = 0; k < usable.size(); k++) {
          uint64_t hash = check_model(weights, cache, int(k), usable[k]->name);
          if (record && k == 0) std::printf("{%d, Format(%d), Format(%d), 0x%016llxull},\n", shape, int(format), int(cache), (unsigned long long)hash);
          if (record) continue;
          bool found = false;
          for (auto& one : KNOWN) found |= one.shape == shape && one.format == format && one.cache == cache && one.hash == hash;
          expect(found, "shape %ld, format %ld, cache %ld: not the recorded logits", usable[k]->name, shape, long(format), long(cache));
        }
      }
    }
}

// ---------- speed ----------

double seconds() {
  using namespace std::chrono;
  return duration<double>(steady_clock::now().time_since_epoch()).count();
}

template <class F>
double best_of(int rounds, F run) {
  double best = 1e9;
  for (int i = 0; i < rounds; i++) {
    double begin = seconds();
    run();
    best = std::min(best, seconds() - begin);
  }
  return best;
}

void speed() {
  auto usable = usable_kernels();
  for (size_t k = 0; k < usable.size(); k++) {
    for (Format format : {Format::F32, Format::BF16, Format::INT8, Format::INT4}) {
      Weights weights({1000, 128, 3, 4, 4, 384, 32, 0, true}, format);
      auto model = weights.load(int(k), Format::F32, 1, 64);
      Random random{3};
      Text past(*model, 3, 256);
      pass(*model, {{tokens(random, 256, 1000), nullptr, 0, &past, 0}}, false, {});
      std::vector<Rows> branches;
      for (int i = 0; i < 50; i++) branches.push_back({tokens(random, 30, 1000), &past, 256, nullptr, 0});
      double best = best_of(20, [&] { pass(*model, branches, true, {1, 2}); });
      std::printf("%-8s small, format %d: 50 branches of 30 behind 256 in %.2f ms on one thread\n", usable[k]->name, int(format), best * 1e3);
    }
    const int shapes[][2] = {{9216, 3072}, {3072, 3072}, {16384, 3072}, {3072, 8192}};
    for (Format format : {Format::INT4, Format::INT8})
      for (int rows : {1, 4, 8, 32, 128, 512}) {
        Team team(2);
        OwnedWorkspace space(&team, 0);
        double time = 0, work = 0;
        for (auto& shape : shapes) {
          size_t n = size_t(shape[0]) * size_t(shape[1]);
          std::vector<uint64_t> data(n / (format == Format::INT4 ? 16 : 8)), factors(n / 512, 0x0302fd0405fa0701ull);
          Random random{5};
          for (auto& d : data) d = random.next();
          std::vector<float> scales(size_t(shape[0]), 1e-3f), x(size_t(rows * shape[1])), y(size_t(rows * shape[0]));
          for (auto& v : x) v = random.normal();
          Matrix w{format, shape[0], shape[1], data.data(), reinterpret_cast<int8_t*>(factors.data()), scales.data(), nullptr};
          time += best_of(rows > 100 ? 4 : 12, [&] { usable[k]->product(w, x.data(), rows, y.data(), space.get()); });
          work += 2.0 * double(n) * rows;
        }
        std::printf("%-8s format %d, %3d rows: %6.1f GOPS, %5.1f GB/s, %5.1f tokens/s of Phi-3-mini\n", usable[k]->name, int(format), rows,
            work / time / 1e9, work / rows / 2 * (format == Format::INT4 ? 0.53 : 1) / time / 1e9, work / time / 1e9 / 7.45);
      }
  }
}

/// Passes over eight layers of Phi-3-mini's shape with 4-bit weights, by two threads.
void large() {
  const Sizes s{2048, 3072, 8, 32, 32, 8192, 96, 0, false};
  auto usable = usable_kernels();
  const char* one = std::getenv("KERNEL");
  for (size_t k = 0; k < usable.size(); k++) {
    if (one && std::strcmp(one, usable[k]->name) != 0) continue;
    ModelNumbers n{s.hidden, s.layers, s.heads, s.kv, s.ffn, 96, 96, 0, s.vocab, 0, int64_t(Format::INT4), int64_t(Format::F16), 2, 0, int64_t(k), 1e-5, 1};
    LoadedModel model(n);
    Random random{9};
    std::vector<std::vector<uint64_t>> held;
    std::vector<std::vector<float>> floats;
    int number = 0;
    auto matrix = [&](int rows, int columns) {
      size_t size = size_t(rows) * size_t(columns);
      held.emplace_back(size / 16);
      for (auto& v : held.back()) v = random.next();
      model.give(number++, held.back().data(), int64_t(size / 2));
      held.emplace_back(size / 512, 0x0302fd0405fa0701ull);
      model.give(number++, held.back().data(), int64_t(size / 64));
      floats.emplace_back(size_t(rows), 1e-3f);
      model.give(number++, floats.back().data(), rows);
    };
    matrix(s.vocab, s.hidden);
    for (int l = 0; l < s.layers; l++) matrix(9216, 3072), matrix(3072, 3072), matrix(16384, 3072), matrix(3072, 8192);
    matrix(s.vocab, s.hidden);
    for (int i = 0; i < 2 * s.layers + 1; i++) floats.emplace_back(3072, 1.0f), model.give(number++, floats.back().data(), 3072);
    for (int i = 0; i < 2; i++) floats.emplace_back(48, 0.1f), model.give(number++, floats.back().data(), 48);
    if (!model.ready()) std::abort();
    Text past(model, s.layers, 300), own(model, s.layers, 512);
    pass(model, {{tokens(random, 300, s.vocab), nullptr, 0, &past, 0}}, false, {});
    auto report = [&](const char* what, double rows, double seconds) {
      std::printf("%-8s %-32s %7.1f ms, %6.1f tokens/s of Phi-3-mini\n", usable[k]->name, what, seconds * 1e3, rows / seconds / 4.03);
    };
    std::vector<Text> tails(8, Text(model, s.layers, 16));
    for (int texts : {1, 4, 8}) {
      std::vector<Rows> rows;
      for (int i = 0; i < texts; i++) rows.push_back({tokens(random, 1, s.vocab), &past, 300, &tails[size_t(i)], 4});
      report(texts == 1 ? "1 text" : texts == 4 ? "4 texts" : "8 texts", texts, best_of(10, [&] { pass(model, rows, true, {}); }));
    }
    for (int count : {128, 512})
      report(count == 128 ? "prefix of 128" : "prefix of 512", count, best_of(3, [&] { pass(model, {{tokens(random, count, s.vocab), nullptr, 0, &own, 0}}, false, {}); }));
    std::vector<Rows> branches;
    for (int i = 0; i < 20; i++) branches.push_back({tokens(random, 25, s.vocab), &past, 300, nullptr, 0});
    report("20 branches of 25 behind 300", 500, best_of(3, [&] { pass(model, branches, true, {1, 2}); }));
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::string option = argc > 1 ? argv[1] : "";
  if (supported_kernels().empty()) {
    std::printf("no kernel for this processor\n");
    return 0;
  }
  if (option == "--speed") return speed(), large(), 0;
  if (option == "--large") return large(), 0;
  if (option == "--record") return check_models(true, false), 0;
  const bool few = option == "--few";
  const int shapes[][2] = {{96, 3072}, {67, 3072}, {61, 8192}, {384, 128}, {130, 384}, {33, 256}, {5, 64}, {40, 192}};
  for (auto& shape : shapes)
    for (int rows : few ? std::vector<int>{1, 3, 13} : std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 40})
      for (int kind = 0; kind < 4 && !(few && shape[1] > 1000 && kind > 0); kind++) check_product(shape[0], shape[1], rows, kind);
  check_models(false, few);
  for (const Kernel* kernel : supported_kernels())
    expect(std::count(usable_kernels().begin(), usable_kernels().end(), kernel) == 1, "isn't usable", kernel->name);
  for (const Kernel* kernel : usable_kernels()) std::printf("%s ", kernel->name);
  std::printf("kernels: %d checks, %d faults\n", checks, faults);
  return faults > 0;
}
