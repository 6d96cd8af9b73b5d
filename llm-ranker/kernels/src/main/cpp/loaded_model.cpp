// SPDX-License-Identifier: Apache-2.0
#include "loaded_model.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif

#if defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

namespace edgewise {

std::vector<const Kernel*> supported_kernels() {
  std::vector<const Kernel*> usable;
#if defined(__x86_64__)
  __builtin_cpu_init();
#if defined(EDGEWISE_AMX) && defined(__linux__)
  // bits 24 and 25 of leaf 7: tiles and their products of bytes; the system must let us use them
  unsigned leaf = 7, eb = 0, sub = 0, flags = 0;
  asm volatile("cpuid" : "+a"(leaf), "=b"(eb), "+c"(sub), "=d"(flags));
  if ((flags >> 24 & 3) == 3 && __builtin_cpu_supports("avx512vnni") && syscall(SYS_arch_prctl, 0x1023, 18) == 0)
    usable.push_back(&amx_kernel);
#endif
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (avx2 && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
    usable.push_back(&avx512_kernel);
#if defined(EDGEWISE_AVXVNNI)
  // bit 4 of leaf 7.1; __builtin_cpu_supports doesn't know it everywhere
  unsigned a = 7, b = 0, c = 1, d = 0;
  asm volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  if (avx2 && (a >> 4 & 1)) usable.push_back(&avxvnni_kernel);
#endif
  if (avx2) usable.push_back(&avx2_kernel);
#elif defined(__aarch64__) && defined(__linux__)
  if ((getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0) {
    if ((getauxval(AT_HWCAP2) & HWCAP2_I8MM) != 0) usable.push_back(&i8mm_kernel);
    usable.push_back(&dotprod_kernel);
  }
#elif defined(__aarch64__) && defined(__APPLE__)
  auto has = [](const char* name) {
    int value = 0;
    size_t size = sizeof(value);
    return sysctlbyname(name, &value, &size, nullptr, 0) == 0 && value != 0;
  };
  if (has("hw.optional.arm.FEAT_I8MM")) usable.push_back(&i8mm_kernel);
  if (has("hw.optional.arm.FEAT_DotProd")) usable.push_back(&dotprod_kernel);
#endif
  return usable;
}

void wish_huge_pages(void* memory, size_t bytes) {
#if defined(MADV_HUGEPAGE)
  const auto begin = reinterpret_cast<uintptr_t>(memory), end = begin + bytes, page = uintptr_t(sysconf(_SC_PAGESIZE));
  const uintptr_t from = (begin + page - 1) / page * page, to = end / page * page;
  if (bytes >= HUGE_PAGE) madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE);
#else
  (void)memory, (void)bytes;
#endif
}

bool reserve(Buffer& buffer, size_t bytes) {
  if (buffer.bytes >= bytes) return true;
  std::free(buffer.data);
  buffer = {nullptr, 0};
  size_t to = bytes >= 2 * HUGE_PAGE ? HUGE_PAGE : 64, all = (bytes + to - 1) / to * to;
  void* data = nullptr;
  if (posix_memalign(&data, to, all) != 0) return false;
  if (to == HUGE_PAGE) wish_huge_pages(data, all);
  buffer = {static_cast<char*>(data), all};
  return true;
}

OwnedWorkspace::OwnedWorkspace(Team* team, int tile_rows) : workers_(size_t(team ? team->size() : 1)) {
  workspace_.workers = workers_.data();
  workspace_.team = team;
  workspace_.tile_rows = tile_rows;
}

OwnedWorkspace::~OwnedWorkspace() {
  for (auto& buffer : workspace_.shared) std::free(buffer.data);
  for (auto& buffer : workers_) std::free(buffer.data);
}

namespace {

/// Seconds that a kernel takes for a product with the numbers that overflow first; a negative number when
/// its sums aren't exact.
double trial(const Kernel& kernel, Format format) {
  const int n = 128, k = 1024, rows = 48;
  const bool int4 = format == Format::INT4;
  std::vector<int8_t> weights(size_t(n * k / (int4 ? 2 : 1)));
  std::vector<int8_t> factors(size_t(n * k / 64));
  std::vector<float> x(size_t(rows * k)), y(size_t(rows * n)), scales(size_t(n), 1.0f);
  for (size_t i = 0; i < weights.size(); i++) weights[i] = int4 ? int8_t(i / 512 % 3 == 0 ? 0x88 : 0x77) : int8_t(i / 1024 % 3 == 0 ? -127 : 127);
  for (size_t i = 0; i < factors.size(); i++) factors[i] = i / 16 % 2 ? 15 : -15;
  for (size_t i = 0; i < x.size(); i++) x[i] = i / 1024 % 2 ? 127.0f : -127.0f;
  OwnedWorkspace space(nullptr, 0);
  const Matrix w{format, n, k, weights.data(), factors.data(), scales.data(), nullptr};
  double best = 1;
  for (int round = 0; round < 5; round++) {
    auto begin = std::chrono::steady_clock::now();
    if (!kernel.product(w, x.data(), rows, y.data(), space.get())) return -1;
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < n; j++) {
      int weight = int4 ? (j % 3 == 0 ? -8 : 7) * (j % 2 ? 15 : -15) : j % 3 == 0 ? -127 : 127;
      if (y[size_t(i * n + j)] != float(weight * (i % 2 ? 127 : -127) * k)) return -1;
    }
  return best;
}

std::vector<const Kernel*> tried() {
  std::vector<const Kernel*> usable;
  double least = 0;
  for (const Kernel* kernel : supported_kernels()) {
    double int4 = trial(*kernel, Format::INT4), int8 = trial(*kernel, Format::INT8);
    if (int4 < 0 || int8 < 0) continue;
    bool faster = !usable.empty() && int4 + int8 < 0.7 * least;
    if (usable.empty() || faster) least = int4 + int8;
    usable.insert(faster ? usable.begin() : usable.end(), kernel);
  }
  return usable;
}

}  // namespace

const std::vector<const Kernel*>& usable_kernels() {
  static const std::vector<const Kernel*> usable = tried();
  return usable;
}

namespace {

/// Cosine and sine by series, in double precision: the C library's differ from machine to machine.
void turn(double angle, double* cosine, double* sine) {
  const double quarter = angle * 0.63661977236758134308;
  const int64_t quarters = int64_t(quarter + (angle < 0 ? -0.5 : 0.5));
  // pi / 2 in two parts, of which the first times any position is exact
  const double r = angle - double(quarters) * 1.57079632673412561417 - double(quarters) * 6.07710050650619224932e-11;
  const double square = r * r;
  double c = 1, s = 1;
  for (int i = 16; i > 0; i -= 2) {
    c = 1 - c * square / double(i * (i - 1));
    s = 1 - s * square / double(i * (i + 1));
  }
  s *= r;
  switch (quarters & 3) {
    case 0: *cosine = c, *sine = s; break;
    case 1: *cosine = -s, *sine = c; break;
    case 2: *cosine = -c, *sine = -s; break;
    default: *cosine = s, *sine = -c;
  }
}

}  // namespace

LoadedModel::LoadedModel(const ModelNumbers& numbers) : n_(numbers) {
  auto usable = usable_kernels();
  kernel_ = numbers.kernel >= 0 && size_t(numbers.kernel) < usable.size() ? usable[size_t(numbers.kernel)] : nullptr;
  int64_t matrices = 1 + 4 * n_.layers + (n_.tied ? 0 : 1);
  given_.resize(size_t(matrices * parts() + 2 * n_.layers + 1 + 2));
}

int LoadedModel::parts() const {
  return n_.format == int64_t(Format::INT4) ? 3 : n_.format == int64_t(Format::INT8) ? 2 : 1;
}

LoadedModel::~LoadedModel() { std::free(memory_); }

bool LoadedModel::read(const char* path, const int64_t* table, int weights) {
  std::vector<int64_t> places{0};
  for (int i = 0; i < weights; i++) {
    if (table[3 * i] < 0 || table[3 * i + 1] < 1) return false;
    places.push_back(places.back() + rounded(table[3 * i + 1], 64));
  }
  const int64_t bytes = rounded(places.back(), int(HUGE_PAGE));
  void* memory = nullptr;
  if (memory_ || posix_memalign(&memory, HUGE_PAGE, size_t(bytes)) != 0) return false;
  memory_ = static_cast<char*>(memory);
  wish_huge_pages(memory, size_t(bytes));
  const int file = ::open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  // by several threads, since most of the time goes into getting memory
  std::atomic<int> next{0}, failed{0};
  auto copy = [&] {
    for (int i; (i = next++) < weights && !failed;) {
      char* to = memory_ + places[size_t(i)];
      int64_t done = 0;
      for (int64_t some = 1; done < table[3 * i + 1] && some > 0; done += some)
        some = pread(file, to + done, size_t(table[3 * i + 1] - done), off_t(table[3 * i] + done));
      if (done != table[3 * i + 1] || !give(i, to, table[3 * i + 2])) failed = 1;
    }
  };
  std::vector<std::thread> helpers;
  for (int t = 1; t < n_.threads; t++) helpers.emplace_back(copy);
  copy();
  for (auto& helper : helpers) helper.join();
  ::close(file);
  return !failed;
}

bool LoadedModel::give(int number, const void* data, int64_t count) {
  if (number < 0 || size_t(number) >= given_.size()) return false;
  given_[size_t(number)] = {data, count};
  return true;
}

/// A matrix of the given parts; its data is null when sizes don't fit.
Matrix LoadedModel::matrix(int number, int64_t rows, int64_t columns) {
  const Given* p = &given_[size_t(number * parts())];
  Matrix m{Format(n_.format), int(rows), int(columns), p[0].data, nullptr, nullptr, nullptr};
  bool int4 = m.format == Format::INT4;
  if (p[0].count != (int4 ? rows * columns / 2 : rows * columns)) m.data = nullptr;
  if (int4) m.factors = static_cast<const int8_t*>(p[1].data);
  if (parts() > 1) {
    m.scales = static_cast<const float*>(p[parts() - 1].data);
    if (p[parts() - 1].count != rows) m.data = nullptr;
  }
  if (int4 && (p[1].count == 0 || columns * rows % p[1].count != 0)) m.data = nullptr;
  return m.data && parts() > 1 ? padded(m) : m;
}

/// Whole numbers of shapes that the kernels don't read as they are, as 8-bit ones in longer rows.
Matrix LoadedModel::padded(const Matrix& m) {
  bool int4 = m.format == Format::INT4;
  if (m.columns % (int4 ? 128 : 64) == 0) return m;
  int64_t wide = rounded(m.columns, 64), half = m.columns / 2;
  bytes_.emplace_back(new std::vector<int8_t>(size_t(m.rows * wide)));
  int8_t* out = bytes_.back()->data();
  const auto* from = static_cast<const int8_t*>(m.data);
  for (int64_t row = 0; row < m.rows; row++, out += wide) {
    if (!int4) {
      std::memcpy(out, from + row * m.columns, size_t(m.columns));
      continue;
    }
    // neighbours that share a factor: the largest of these sizes that divides a row
    int64_t group = 64;
    while (m.columns % group != 0) group /= 2;
    const int8_t* factors = m.factors + row * (m.columns / group);
    for (int64_t i = 0; i < half; i++) {
      int8_t pair = from[row * half + i];
      out[i] = int8_t((pair >> 4) * factors[i / group]);
      out[half + i] = int8_t((int8_t(uint8_t(pair) << 4) >> 4) * factors[(half + i) / group]);
    }
  }
  return {Format::INT8, m.rows, int(wide), bytes_.back()->data(), nullptr, m.scales, nullptr};
}

/// Some rows of a matrix of floats in the layout of panels, behind what is in out already.
const float* LoadedModel::panels(const Matrix& m, int from, int rows, std::vector<float>& out) {
  size_t begin = out.size();
  out.resize(begin + size_t(rounded(rows, 64) * m.columns));
  for (int j = 0; j < rows; j++)
    for (int i = 0; i < m.columns; i++) {
      size_t at = size_t(from + j) * size_t(m.columns) + size_t(i);
      float value;
      if (m.format == Format::F32) {
        value = static_cast<const float*>(m.data)[at];
      } else {
        uint32_t bits = uint32_t(static_cast<const uint16_t*>(m.data)[at]) << 16;
        std::memcpy(&value, &bits, 4);
      }
      out[begin + (size_t(j / 64) * size_t(m.columns) + size_t(i)) * 64 + size_t(j % 64)] = value;
    }
  return out.data();
}

const float* LoadedModel::padded_norm(int number) {
  int64_t matrices = 1 + 4 * n_.layers + (n_.tied ? 0 : 1);
  const Given& from = given_[size_t(matrices * parts() + number)];
  if (from.count != n_.hidden) return nullptr;
  floats_.emplace_back(new std::vector<float>(size_t(rounded(n_.hidden, 64))));
  std::memcpy(floats_.back()->data(), from.data, size_t(n_.hidden) * sizeof(float));
  return floats_.back()->data();
}

bool LoadedModel::ready() {
  for (auto& part : given_)
    if (!part.data) return false;
  const int L = int(n_.layers);
  const int64_t qkv = (n_.heads + 2 * n_.kv) * n_.width;
  bool ok = kernel_ && n_.hidden > 0 && n_.layers > 0 && n_.kv > 0 && n_.heads % n_.kv == 0 && n_.heads * n_.width == n_.hidden &&
            n_.width <= 512 && n_.rotary <= n_.width && n_.rotary % 2 == 0 && n_.threads > 0 && n_.threads <= 1024;
  if (!ok) return false;
  model_.shape = {int(n_.hidden), L, int(n_.heads), int(n_.kv), int(n_.ffn), int(n_.width), int(n_.rotary), int(n_.window), n_.epsilon, n_.rope_factor};
  model_.embedding = matrix(0, n_.vocab, n_.hidden);
  model_.head = n_.tied ? model_.embedding : matrix(4 * L + 1, n_.vocab, n_.hidden);
  ok = model_.embedding.data && model_.head.data;
  for (int l = 0; l < L && ok; l++) {
    Layer layer{};
    layer.qkv = matrix(4 * l + 1, qkv, n_.hidden);
    layer.out = matrix(4 * l + 2, n_.hidden, n_.hidden);
    layer.gate_up = matrix(4 * l + 3, 2 * n_.ffn, n_.hidden);
    layer.down = matrix(4 * l + 4, n_.hidden, n_.ffn);
    layer.norm = padded_norm(2 * l), layer.ffn_norm = padded_norm(2 * l + 1);
    ok = layer.qkv.data && layer.out.data && layer.gate_up.data && layer.down.data && layer.norm && layer.ffn_norm;
    // small models are worth the memory of a second form
    if (ok && parts() == 1 && n_.tile_rows > 0)
      for (Matrix* m : {&layer.qkv, &layer.out, &layer.gate_up, &layer.down}) {
        floats_.emplace_back(new std::vector<float>());
        auto& room = *floats_.back();
        bool two = m == &layer.gate_up;
        if (two) room.reserve(size_t(2 * rounded(n_.ffn, 64) * m->columns));
        m->panels = panels(*m, 0, two ? int(n_.ffn) : m->rows, room);
        if (two) m->panels = panels(*m, int(n_.ffn), int(n_.ffn), room);
      }
    layers_.push_back(layer);
  }
  model_.norm = ok ? padded_norm(2 * L) : nullptr;
  model_.layers = layers_.data();
  for (size_t i = 1; i <= 2; i++) ok = ok && given_[given_.size() - i].count == n_.rotary / 2;
  return ok && model_.norm;
}

const float* LoadedModel::turns(bool stretched, int64_t positions) {
  auto& tables = tables_[stretched];
  const size_t half = size_t(n_.rotary / 2);
  size_t have = tables.empty() ? 0 : tables.back()->size() / size_t(n_.rotary);
  if (have < size_t(positions)) {
    size_t count = have * 2 > size_t(positions) ? have * 2 : size_t(rounded(positions, 256));
    const auto* frequencies = static_cast<const float*>(given_[given_.size() - (stretched ? 1 : 2)].data);
    tables.emplace_back(new std::vector<float>(count * size_t(n_.rotary)));
    float* out = tables.back()->data();
    for (size_t at = 0; at < count; at++)
      for (size_t i = 0; i < half; i++) {
        double c, s;
        turn(double(float(at) * frequencies[i]), &c, &s);
        *out++ = float(c) * float(n_.rope_factor);
        *out++ = float(s) * float(n_.rope_factor);
      }
  }
  return tables.back()->data();
}

int64_t LoadedModel::text_bytes(int64_t room) const {
  return kept_bytes(n_.kv, int(n_.width), Format(n_.cache), room);
}

int64_t LoadedModel::logits_of(const int64_t* plan, int64_t length) const {
  if (length < 4 || plan[1] < 0 || plan[1] > n_.vocab || plan[3] < 0 || plan[3] > (1 << 24)) return -1;
  return plan[3] * (plan[1] == 0 ? n_.vocab : plan[1]);
}

const char* LoadedModel::pass(const int64_t* ids, int64_t rows, const int64_t* plan, int64_t length, float* logits) {
  constexpr int64_t FIELDS = 11, MOST = 1 << 20;
  if (logits_of(plan, length) < 0) return "the plan is too short";
  const int64_t labels = plan[1], branches = plan[2], ends = plan[3];
  if (rows < 1 || rows > MOST || branches < 1 || branches > rows || ends > rows) return "rows, branches or ends are out of range";
  if (length != 4 + branches * FIELDS + ends + ends * labels) return "the plan has another length";
  std::vector<Branch> list;
  int64_t all = 0, positions = 0;
  const int64_t* at = plan + 4;
  auto read = [&](int64_t added) {
    Store store{reinterpret_cast<char*>(at[0]), at[1], at[2], at[3], at[4]};
    bool ok = store.data == nullptr || (store.text >= 0 && store.text < store.texts && store.room % 16 == 0 && store.length >= 0 && store.length + added <= store.room);
    at += 5;
    if (!ok) store.texts = -1;
    return store;
  };
  for (int64_t b = 0; b < branches; b++) {
    int64_t count = *at++;
    if (count < 1 || count > rows) return "a branch has no rows";
    Branch branch{int(count), read(0), read(count)};
    if (branch.past.texts < 0 || branch.own.texts < 0) return "a branch doesn't fit its memory";
    list.push_back(branch);
    all += count;
    int64_t last = count + (branch.past.data ? branch.past.length : 0) + (branch.own.data ? branch.own.length : 0);
    positions = last > positions ? last : positions;
  }
  if (all != rows) return "the branches have another number of rows";
  for (int64_t i = 0; i < rows; i++)
    if (ids[i] < 0 || ids[i] >= n_.vocab) return "a token is out of range";
  for (int64_t i = 0; i < ends; i++)
    if (at[i] < 0 || at[i] >= rows || (i > 0 && at[i] <= at[i - 1])) return "the ends aren't increasing rows";
  for (int64_t i = 0; i < ends * labels; i++)
    if (at[ends + i] < 0 || at[ends + i] >= n_.vocab) return "a label is out of range";

  Pass pass{int(rows), ids, int(branches), list.data(), Format(n_.cache), nullptr, {int(ends), at, int(labels), at + ends, logits}};
  std::unique_ptr<OwnedWorkspace> space;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    pass.turns = turns(plan[0] != 0, positions);
    if (n_.threads > 1 && !team_) team_.reset(new Team(int(n_.threads)));  // here, to have the caller's priority
    if (!spaces_.empty()) space = std::move(spaces_.back()), spaces_.pop_back();
  }
  if (!space) space.reset(new OwnedWorkspace(team_.get(), int(n_.tile_rows)));
  bool done = kernel_->pass(model_, pass, space->get());
  std::lock_guard<std::mutex> lock(mutex_);
  spaces_.push_back(std::move(space));
  return done ? nullptr : "memory ran out";
}

}  // namespace edgewise
