// SPDX-License-Identifier: Apache-2.0
#include "team.h"

#include <chrono>

namespace edgewise {

Team::Team(int threads) {
  for (int t = 1; t < threads; t++) threads_.emplace_back([this, t] { serve(t); });
}

Team::~Team() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stop_ = true;
    ticket_.fetch_add(uint64_t(1) << 48);
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void Team::run(int pieces, Call call, void* context) {
  // at most 2^24 - 1 pieces fit a ticket, less the threads that ask for one too many
  for (int first = 0; first < pieces; first += MOST) {
    first_ = first, call_ = call, context_ = context;
    int some = pieces - first < MOST ? pieces - first : MOST;
    done_.store(0, std::memory_order_relaxed);
    uint64_t round = (ticket_.load() >> 48) + 1;
    ticket_.store(round << 48 | uint64_t(some) << 24);
    if (asleep_.load() > 0) {
      std::lock_guard<std::mutex> lock(mutex_);
      wake_.notify_all();
    }
    take(0);
    for (int spins = 0; done_.load(std::memory_order_acquire) < some; spins++)
      if (spins < SPINS) pause(); else std::this_thread::yield();
  }
}

/// Computes pieces until there are none left. A ticket is the round, the number of pieces and the next.
void Team::take(int worker) {
  for (;;) {
    uint64_t ticket = ticket_.fetch_add(1, std::memory_order_acq_rel);
    uint32_t piece = ticket & 0xffffff, pieces = ticket >> 24 & 0xffffff;
    if (piece >= pieces) return;
    call_(context_, first_ + int(piece), worker);
    done_.fetch_add(1, std::memory_order_release);
  }
}

void Team::serve(int worker) {
  for (uint64_t seen = 0;;) {
    uint64_t round = seen;
    for (int spins = 0; spins < SPINS && (round = ticket_.load(std::memory_order_acquire) >> 48) == seen; spins++) pause();
    if (round == seen) {
      std::unique_lock<std::mutex> lock(mutex_);
      asleep_++;
      wake_.wait(lock, [&] { return (round = ticket_.load() >> 48) != seen; });
      asleep_--;
    }
    seen = round;
    if (stop_) return;
    take(worker);
  }
}

void Team::pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

int team_size(const Team* team) { return team->size(); }

void run_pieces(Team* team, int pieces, Team::Call call, void* context) { team->run(pieces, call, context); }

}  // namespace edgewise
