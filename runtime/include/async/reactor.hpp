#pragma once

#include <async/detail/waiter.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>

namespace async {

class reactor;

/// A socket as a reactor knows it: what is known about its readiness, and who waits for it.
class io_source {
 public:
  enum direction : unsigned { in = 0, out = 1 };

  io_source(reactor& r, int fd) noexcept : owner(&r), descriptor(fd) {}
  io_source(io_source const&) = delete;
  io_source& operator=(io_source const&) = delete;

  /// By the reactor: the socket may be ready, or has failed. Wakes who waits.
  void ready(direction d) noexcept;
  /// The other side has closed: from now on an attempt finds the end, and never waits.
  void hang_up(direction d) noexcept { side_[d].hung_up.store(true, std::memory_order_release); }

  /// By the one task that reads or writes: the last attempt did all there was to do, or found that
  /// there is `nothing` to do.
  void exhausted(direction d, bool nothing) noexcept {
    side_[d].exhausted = true;
    // So it was not the end: a datagram socket recovers, one that is not connected yet will be.
    if (nothing) side_[d].hung_up.store(false, std::memory_order_relaxed);
  }
  bool worth_trying(direction d) noexcept;
  /// False if the socket became ready meanwhile. Throws `std::logic_error` if another task waits.
  bool publish(direction d, detail::waiter& w);
  bool unpublish(direction d, detail::waiter& w) noexcept;

  /// Null once the reactor is gone: then it belongs to who attached it, who deletes it.
  reactor* owner;
  int const descriptor;
  io_source* next = nullptr;  // the reactor's, as is the following
  io_source* previous = nullptr;
  io_source* beside = nullptr;  // the socket's, which has one in each reactor that it waits for

 private:
  struct side {
    std::atomic<detail::waiter*> slot{nullptr};  // null, ready_mark() or who waits
    std::atomic<bool> hung_up{false};
    bool exhausted = false;
  };
  static detail::waiter* ready_mark() noexcept { return reinterpret_cast<detail::waiter*>(1); }

  side side_[2];
};

/// An operation on a file that the kernel does by itself. What it refers to lives until `completed`.
class file_request {
 public:
  enum class kind : unsigned char { open, read, write, sync };
  /// For `offset`: at the current position, which moves.
  static constexpr std::uint64_t here = ~std::uint64_t(0);

  explicit file_request(kind k) noexcept : what(k) {}
  file_request(file_request const&) = delete;
  file_request& operator=(file_request const&) = delete;

  /// By the reactor, once: the number of bytes, or the descriptor, or the negative number of an error
  /// (-ECANCELED if it was cancelled in time). The request may be gone afterwards.
  virtual void completed(int result) noexcept = 0;

  kind const what;
  int descriptor = -1;         // all but `open`
  void* bytes = nullptr;       // `read` and `write`
  unsigned size = 0;           // of them
  std::uint64_t offset = here; // in bytes
  char const* path = nullptr;  // `open`, with `flags` as open(2) has them
  int flags = 0;

 protected:
  ~file_request() = default;
};

/// Tells when sockets are ready. `attach`, `detach` and `interrupt` may be called on any thread;
/// `poll` by one at a time.
class reactor {
 public:
  using clock = std::chrono::steady_clock;

  /// Registers a non-blocking socket, once. Throws `std::system_error`. What is still attached at the
  /// reactor's end loses its owner.
  virtual io_source& attach(int fd) = 0;
  /// Wakes those who wait; the source may not be used afterwards. Before the socket is closed.
  virtual void detach(io_source& s) noexcept = 0;
  /// Waits for events until the deadline (`min()`: not at all, `max()`: for ever) or `interrupt`.
  virtual void poll(clock::time_point deadline) noexcept = 0;
  /// Ends the current or else the next call of `poll` that waits.
  virtual void interrupt() noexcept = 0;

  /// Optional, on any thread: begins the request and returns true, or leaves it to a thread that may block.
  /// `poll` completes it.
  virtual bool start(file_request&) noexcept { return false; }
  /// Asks the kernel to end the request early; it is completed in any case.
  virtual void cancel(file_request&) noexcept {}

 protected:
  ~reactor() = default;
};

}  // namespace async
