// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "model.h"

namespace edgewise {

/// Threads that share pieces of work. Whoever is free takes the next piece, so nobody waits for a thread
/// that hasn't begun: on a busy machine the caller does what others don't come to, and waits at most for
/// pieces in progress. Between passes the threads sleep. One caller at a time.
struct Team {
 public:
  using Call = void (*)(void* context, int piece, int worker);

  /// Starts threads - 1 threads, with the calling thread's priority.
  explicit Team(int threads);
  ~Team();
  void run(int pieces, Call call, void* context);
  int size() const { return int(threads_.size()) + 1; }

 private:
  static constexpr int SPINS = 4000, MOST = 1 << 20;
  void take(int worker);
  void serve(int worker);
  static void pause();

  std::atomic<uint64_t> ticket_{0};
  std::atomic<int> done_{0}, asleep_{0};
  std::atomic<bool> stop_{false};
  int first_ = 0;
  Call call_ = nullptr;
  void* context_ = nullptr;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::thread> threads_;
};

}  // namespace edgewise
