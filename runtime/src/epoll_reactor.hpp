#pragma once

#include "file_ring.hpp"

#include <async/detail/spinlock.hpp>
#include <async/reactor.hpp>

#include <memory>
#include <mutex>

namespace async::detail {

/// Edge-triggered epoll: a socket is registered once, for both directions.
class epoll_reactor final : public reactor {
 public:
  epoll_reactor();
  epoll_reactor(epoll_reactor const&) = delete;
  epoll_reactor& operator=(epoll_reactor const&) = delete;
  ~epoll_reactor();

  io_source& attach(int fd) override;
  void detach(io_source& s) noexcept override;
  void poll(clock::time_point deadline) noexcept override;
  void interrupt() noexcept override;
  /// The first one looks whether the kernel has io_uring.
  bool start(file_request& r) noexcept override;
  void cancel(file_request& r) noexcept override { ring_->cancel(r); }
  /// Readable when `poll` would find something.
  int descriptor() const noexcept { return epoll_; }

 private:
  void free_detached() noexcept;
  void unlink(io_source& s) noexcept;

  int epoll_ = -1;
  int wake_ = -1;
  std::atomic<unsigned> attached_{0};
  spinlock lock_;
  io_source* sources_ = nullptr;   // attached
  std::once_flag ring_chosen_;
  std::unique_ptr<file_ring> ring_;
  io_source* detached_ = nullptr;  // an event of theirs may still be in the hands of `poll`
};

}  // namespace async::detail
