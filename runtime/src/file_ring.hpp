#pragma once

#include <async/reactor.hpp>

#include <memory>

namespace async::detail {

/// An io_uring for files. The descriptor is readable when something was completed. `start` and `cancel` on any
/// thread, `complete` by one at a time.
class file_ring {
 public:
  /// Null if this build or the kernel has none, or ASYNC_IO_URING=0 is in the environment.
  static std::unique_ptr<file_ring> make() noexcept;
  virtual ~file_ring() = default;

  virtual int descriptor() const noexcept = 0;
  virtual bool start(file_request& r) noexcept = 0;
  virtual void cancel(file_request& r) noexcept = 0;
  /// Completes what the kernel has finished.
  virtual void complete() noexcept = 0;
};

}  // namespace async::detail
