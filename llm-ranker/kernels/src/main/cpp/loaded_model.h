// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "model.h"
#include "team.h"

namespace edgewise {

/// The kernels that this processor has the instructions for, the likely best one first.
std::vector<const Kernel*> supported_kernels();
/// Those that were exact when they were first asked for, the best first: a later one of the list only
/// comes before an earlier one if it was clearly faster. Thread-safe.
const std::vector<const Kernel*>& usable_kernels();

constexpr size_t HUGE_PAGE = size_t(1) << 21;

/// Asks the system for huge pages, where it has them: with small ones passes take a fifth longer, and
/// fresh memory many times as long to get.
void wish_huge_pages(void* memory, size_t bytes);

/// Memory of passes, which is used again.
class OwnedWorkspace {
 public:
  /// A workspace for passes whose work a team shares, or for one thread.
  OwnedWorkspace(Team* team, int tile_rows);
  ~OwnedWorkspace();
  OwnedWorkspace(const OwnedWorkspace&) = delete;
  Workspace& get() { return workspace_; }

 private:
  Workspace workspace_{};
  std::vector<Buffer> workers_;
};

/// A model's sizes and how it is to be computed, as a list of numbers.
struct ModelNumbers {
  int64_t hidden, layers, heads, kv, ffn, width, rotary, window, vocab, tied;
  int64_t format, cache;
  int64_t threads;    ///< of the team that shares a pass; 1: the caller alone
  int64_t tile_rows;  ///< see Workspace
  int64_t kernel;     ///< index in usable_kernels()
  double epsilon, rope_factor;
};

/// A model. Weights must be given or read first; then passes may be computed by several threads, one at a
/// time if there is a team.
class LoadedModel {
 public:
  explicit LoadedModel(const ModelNumbers& numbers);
  ~LoadedModel();
  LoadedModel(const LoadedModel&) = delete;

  /// The weights in order: matrices in as many parts as their format has, then norms, layer by layer with
  /// the final one last, then the rotary frequencies and those for long texts. count is their number of
  /// elements. They stay where they are. Returns false when there is no such weight.
  bool give(int number, const void* data, int64_t count);
  /// Reads all weights from a file. table: for each its offset, bytes and elements. Returns false when it
  /// can't be read, a weight isn't in it, or memory runs out.
  bool read(const char* path, const int64_t* table, int weights);
  /// Prepares the weights; false when some are missing.
  bool ready();

  int64_t vocabulary() const { return n_.vocab; }
  const Kernel& kernel() const { return *kernel_; }
  /// Bytes of keys or values of one layer of a text.
  int64_t text_bytes(int64_t room) const;

  /// Computes a pass. plan: stretched (0 or 1), labels of each end (0: the vocabulary), number of branches,
  /// number of ends; for each branch its rows, its past and its own store, see Store; the rows of the
  /// ends; their labels. Returns null, or what is wrong with the plan.
  const char* pass(const int64_t* ids, int64_t rows, const int64_t* plan, int64_t length, float* logits);
  /// Number of logits that a plan asks for; -1 when it is too short.
  int64_t logits_of(const int64_t* plan, int64_t length) const;

 private:
  struct Given {
    const void* data;
    int64_t count;
  };
  int parts() const;
  Matrix matrix(int number, int64_t rows, int64_t columns);
  Matrix padded(const Matrix&);
  const float* panels(const Matrix&, int from, int rows, std::vector<float>& out);
  const float* padded_norm(int number);
  const float* turns(bool stretched, int64_t positions);

  ModelNumbers n_;
  const Kernel* kernel_;
  std::vector<Given> given_;
  char* memory_ = nullptr;  // of weights that were read
  std::vector<Layer> layers_;
  Model model_{};
  std::vector<std::unique_ptr<std::vector<float>>> floats_;
  std::vector<std::unique_ptr<std::vector<int8_t>>> bytes_;

  std::mutex mutex_;  // guards what follows
  std::vector<std::unique_ptr<std::vector<float>>> tables_[2];
  std::vector<std::unique_ptr<OwnedWorkspace>> spaces_;
  std::unique_ptr<Team> team_;
};

}  // namespace edgewise
