// SPDX-License-Identifier: Apache-2.0
// Operators for TorchScript, registered through libtorch's C interface, which is looked up at run time:
// no header of libtorch is needed, nothing is linked, and no C++ of either side crosses the border. No
// exception leaves an operator; a failure is a result that callers check.
#include <dlfcn.h>

#include <cstdio>
#include <cstring>
#include <new>

#include "loaded_model.h"

namespace {

using namespace edgewise;

using Tensor = struct OpaqueTensor*;
using Library = struct OpaqueLibrary*;

/// The functions of libtorch in use.
struct Torch {
  int (*define)(const char* space, const char* file, uint32_t line, Library*);
  int (*implement)(const char* space, const char* key, const char* file, uint32_t line, Library*);
  int (*add)(Library, const char* schema);
  int (*set)(Library, const char* name, void (*)(uint64_t*, uint64_t, uint64_t));
  int (*data)(Tensor, void**);
  int (*count)(Tensor, int64_t*);
  int (*empty)(int64_t dims, const int64_t* sizes, const int64_t* strides, int32_t type, int32_t device, int32_t index, Tensor*);
  int (*drop)(Tensor);
} torch;

bool find_torch() {
#if defined(__APPLE__)
  const char* name = "libtorch_cpu.dylib";
#else
  const char* name = "libtorch_cpu.so";
#endif
  void* library = dlopen(name, RTLD_LAZY | RTLD_NOLOAD);
  if (!library) library = RTLD_DEFAULT;
  auto find = [&](auto& function, const char* symbol) {
    void* at = dlsym(library, symbol);
    std::memcpy(&function, &at, sizeof(at));
    return at != nullptr;
  };
  return find(torch.define, "aoti_torch_library_init_def") && find(torch.implement, "aoti_torch_library_init_impl") &&
         find(torch.add, "aoti_torch_library_def") && find(torch.set, "aoti_torch_library_impl") &&
         find(torch.data, "aoti_torch_get_data_ptr") && find(torch.count, "aoti_torch_get_numel") &&
         find(torch.empty, "aoti_torch_empty_strided") && find(torch.drop, "aoti_torch_delete_tensor_object");
}

/// A tensor that an operator was given, and lets go at its end.
class Argument {
 public:
  explicit Argument(uint64_t value) : tensor_(reinterpret_cast<Tensor>(value)) {}
  ~Argument() { torch.drop(tensor_); }
  Argument(const Argument&) = delete;
  template <class T>
  T* data() const {
    void* p = nullptr;
    torch.data(tensor_, &p);
    return static_cast<T*>(p);
  }
  int64_t count() const {
    int64_t n = 0;
    torch.count(tensor_, &n);
    return n;
  }

 private:
  Tensor tensor_;
};

/// A new tensor of floats; empty ones stand for failures. Null when there is no memory.
Tensor floats(int64_t count) {
  Tensor out = nullptr;
  int64_t stride = 1;
  torch.empty(1, &count, &stride, 6, 0, 0, &out);
  return out;
}

LoadedModel* model(uint64_t handle) { return reinterpret_cast<LoadedModel*>(handle); }

/// open(Tensor numbers, Tensor path, Tensor table) -> int: a model with the weights of a file, whose path
/// ends with a 0; see LoadedModel::read. 0 when the weights don't fit, can't be read, or memory runs out.
void open(uint64_t* stack, uint64_t, uint64_t) {
  Argument numbers(stack[0]), path(stack[1]), table(stack[2]);
  stack[0] = 0;
  ModelNumbers n;
  static_assert(sizeof(n) == 17 * 8, "numbers of 64 bits");
  if (numbers.count() != 17) return;
  std::memcpy(&n, numbers.data<int64_t>(), sizeof(n));
  try {
    std::unique_ptr<LoadedModel> loaded(new LoadedModel(n));
    bool ok = loaded->read(path.data<char>(), table.data<int64_t>(), int(table.count() / 3)) && loaded->ready();
    if (ok) stack[0] = reinterpret_cast<uint64_t>(loaded.release());
  } catch (...) {
  }
}

/// close(int model) -> int
void close(uint64_t* stack, uint64_t, uint64_t) {
  delete model(stack[0]);
  stack[0] = 0;
}

/// address(Tensor memory) -> int: where fresh memory for keys and values begins.
void address(uint64_t* stack, uint64_t, uint64_t) {
  Argument memory(stack[0]);
  wish_huge_pages(memory.data<void>(), size_t(memory.count()));
  stack[0] = reinterpret_cast<uint64_t>(memory.data<void>());
}

/// text_bytes(int model, int room) -> int
void text_bytes(uint64_t* stack, uint64_t, uint64_t) { stack[0] = uint64_t(model(stack[0])->text_bytes(int64_t(stack[1]))); }

/// compute(int model, Tensor ids, Tensor plan) -> Tensor: the logits and a 0; a single 1 for a failure.
void compute(uint64_t* stack, uint64_t, uint64_t) {
  LoadedModel* loaded = model(stack[0]);
  Argument ids(stack[1]), plan(stack[2]);
  const char* wrong = "memory ran out";
  Tensor out = nullptr;
  try {
    int64_t count = loaded->logits_of(plan.data<int64_t>(), plan.count());
    out = floats((count < 0 ? 0 : count) + 1);
    void* to = nullptr;
    if (out) torch.data(out, &to);
    if (to) wrong = loaded->pass(ids.data<int64_t>(), ids.count(), plan.data<int64_t>(), plan.count(), static_cast<float*>(to));
    if (to && !wrong) static_cast<float*>(to)[count] = 0;
  } catch (...) {
  }
  if (wrong) {
    std::fprintf(stderr, "edgewise: a pass failed: %s\n", wrong);
    if (out) torch.drop(out);
    out = floats(1);
    void* to = nullptr;
    if (out) torch.data(out, &to);
    if (to) *static_cast<float*>(to) = 1;
  }
  stack[0] = reinterpret_cast<uint64_t>(out);
}

/// kernels() -> int: how many kernels this processor can run.
void kernels(uint64_t* stack, uint64_t, uint64_t) { stack[0] = usable_kernels().size(); }

/// A kernel's name as a number: its characters, the first in the lowest byte.
void kernel_name(uint64_t* stack, uint64_t, uint64_t) {
  auto usable = usable_kernels();
  uint64_t name = 0;
  const char* letters = stack[0] < usable.size() ? usable[stack[0]]->name : "";
  for (int i = 0; i < 8 && letters[i]; i++) name |= uint64_t(letters[i]) << 8 * i;
  stack[0] = name;
}

/// A product of rows with one matrix, for tests: a tensor of rows * out, or an empty one for a failure.
void one_product(uint64_t* stack, Format format) {
  bool int4 = format == Format::INT4;
  Argument x(stack[0]), weights(stack[1]), factors(stack[int4 ? 2 : 1 + 1]), scales(stack[int4 ? 3 : 2 + 1]);
  uint64_t kernel = stack[4];
  auto usable = usable_kernels();
  int64_t rows = scales.count(), columns = rows == 0 ? 0 : (int4 ? 2 : 1) * weights.count() / rows;
  bool fits = kernel < usable.size() && columns > 0 && columns % (int4 ? 128 : 64) == 0 && x.count() % columns == 0;
  int64_t count = fits ? x.count() / columns : 0;
  Tensor out = floats(count * rows);
  if (fits && out) {
    void* to = nullptr;
    torch.data(out, &to);
    try {
      OwnedWorkspace space(nullptr, 0);
      Matrix w{format, int(rows), int(columns), weights.data<void>(), factors.data<int8_t>(), scales.data<float>(), nullptr};
      usable[kernel]->product(w, x.data<float>(), int(count), static_cast<float*>(to), space.get());
    } catch (...) {
      torch.drop(out);
      out = floats(0);
    }
  }
  stack[0] = reinterpret_cast<uint64_t>(out);
}

void int4_product(uint64_t* stack, uint64_t, uint64_t) { one_product(stack, Format::INT4); }
void int8_product(uint64_t* stack, uint64_t, uint64_t) { one_product(stack, Format::INT8); }

const bool registered = [] {
  struct {
    const char* name;
    const char* schema;
    void (*call)(uint64_t*, uint64_t, uint64_t);
  } const operators[] = {
      {"open", "open(Tensor numbers, Tensor path, Tensor table) -> int", open},
      {"close", "close(int model) -> int", close},
      {"address", "address(Tensor memory) -> int", address},
      {"text_bytes", "text_bytes(int model, int room) -> int", text_bytes},
      {"compute", "compute(int model, Tensor ids, Tensor plan) -> Tensor", compute},
      {"kernels", "kernels() -> int", kernels},
      {"kernel_name", "kernel_name(int kernel) -> int", kernel_name},
      {"int4_product", "int4_product(Tensor x, Tensor pairs, Tensor factors, Tensor scales, int kernel) -> Tensor", int4_product},
      {"int8_product", "int8_product(Tensor x, Tensor weights, Tensor none, Tensor scales, int kernel) -> Tensor", int8_product},
  };
  Library definitions = nullptr, implementations = nullptr;
  bool ok = find_torch() && torch.define("edgewise", __FILE__, __LINE__, &definitions) == 0 &&
            torch.implement("edgewise", "CompositeExplicitAutograd", __FILE__, __LINE__, &implementations) == 0;
  for (auto& one : operators)
    ok = ok && torch.add(definitions, one.schema) == 0 && torch.set(implementations, one.name, one.call) == 0;
  if (!ok) std::fprintf(stderr, "edgewise: libtorch didn't take the kernels, going on without them\n");
  return ok;
}();

}  // namespace
