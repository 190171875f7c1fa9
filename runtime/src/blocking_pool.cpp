#include <async/spawn_blocking.hpp>

#include <pthread.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <new>
#include <thread>

namespace async::detail {

namespace {

constexpr unsigned max_threads = 512;
constexpr std::chrono::seconds keep_alive{10};

struct blocking_pool {
  std::mutex mutex;
  std::condition_variable ready;
  blocking_job* first = nullptr;
  blocking_job** last = &first;
  unsigned threads = 0;
  unsigned idle = 0;
  unsigned queued = 0;

  void work() {
    std::unique_lock lock(mutex);
    for (;;) {
      while (blocking_job* job = first) {
        first = job->next;
        if (!first) last = &first;
        --queued;
        lock.unlock();
        job->execute();
        lock.lock();
      }
      ++idle;
      bool const timed_out =
          ready.wait_for(lock, keep_alive) == std::cv_status::timeout && !first;
      --idle;
      if (timed_out) break;
    }
    --threads;
  }
};

// Never destroyed: its threads may outlive the static objects.
alignas(blocking_pool) std::byte storage[sizeof(blocking_pool)];

blocking_pool& pool() {
  static blocking_pool* const p = [] {
    // A child process has none of the threads, and what they had to do is the parent's.
    pthread_atfork(nullptr, nullptr, [] { ::new (static_cast<void*>(storage)) blocking_pool; });
    return ::new (static_cast<void*>(storage)) blocking_pool;
  }();
  return *p;
}

}  // namespace

void run_blocking(blocking_job& job) {
  blocking_pool& p = pool();
  std::unique_lock lock(p.mutex);
  if (p.idle <= p.queued && p.threads < max_threads) {
    try {
      std::thread([&p] { p.work(); }).detach();
      ++p.threads;
    } catch (...) {
      if (p.threads == 0) throw;  // otherwise a thread that runs now takes the job later
    }
  }
  job.next = nullptr;
  *p.last = &job;
  p.last = &job.next;
  ++p.queued;
  p.ready.notify_one();
}

}  // namespace async::detail
