#include "file_ring.hpp"

#if ASYNC_HAS_LIBURING

#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <liburing.h>
#include <mutex>
#include <string_view>

namespace async::detail {

namespace {

class ring final : public file_ring {
 public:
  static constexpr unsigned entries = 64;  // being submitted; many more may be on their way

  bool open() noexcept {
    if (io_uring_queue_init(entries, &ring_, IORING_SETUP_CLAMP) != 0) return false;
    open_ = true;
    // A position of its own for read(2)'s, no lost completions, and the operations: Linux 5.6.
    if (!(ring_.features & IORING_FEAT_RW_CUR_POS) || !(ring_.features & IORING_FEAT_NODROP))
      return false;
    io_uring_probe* const probe = io_uring_get_probe_ring(&ring_);
    if (!probe) return false;
    bool all = true;
    for (int op : {IORING_OP_OPENAT, IORING_OP_READ, IORING_OP_WRITE, IORING_OP_FSYNC,
                   IORING_OP_ASYNC_CANCEL})
      all = all && io_uring_opcode_supported(probe, op);
    io_uring_free_probe(probe);
    return all;
  }
  ~ring() override {
    if (open_) io_uring_queue_exit(&ring_);
  }

  int descriptor() const noexcept override { return ring_.ring_fd; }

  bool start(file_request& r) noexcept override {
    std::lock_guard const lock(submit_);
    io_uring_sqe* const e = io_uring_get_sqe(&ring_);
    if (!e) return false;
    switch (r.what) {
      case file_request::kind::open:
        io_uring_prep_openat(e, AT_FDCWD, r.path, r.flags, 0666);
        break;
      case file_request::kind::read:
        io_uring_prep_read(e, r.descriptor, r.bytes, r.size, r.offset);
        break;
      case file_request::kind::write:
        io_uring_prep_write(e, r.descriptor, r.bytes, r.size, r.offset);
        break;
      case file_request::kind::sync:
        io_uring_prep_fsync(e, r.descriptor, 0);
        break;
    }
    io_uring_sqe_set_data(e, &r);
    return submit(e);
  }

  void cancel(file_request& r) noexcept override {
    std::lock_guard const lock(submit_);
    io_uring_sqe* const e = io_uring_get_sqe(&ring_);
    if (!e) return;
    io_uring_prep_cancel(e, &r, 0);
    io_uring_sqe_set_data(e, nullptr);
    static_cast<void>(submit(e));
  }

  void complete() noexcept override {
    io_uring_cqe* e = nullptr;
    while (io_uring_peek_cqe(&ring_, &e) == 0) {
      // Pairs with submit(): the kernel orders the two, but neither the language nor TSan knows.
      static_cast<void>(submitted_.load(std::memory_order_acquire));
      auto* const r = static_cast<file_request*>(io_uring_cqe_get_data(e));
      int const result = e->res;
      io_uring_cqe_seen(&ring_, e);
      if (r) r->completed(result);
    }
  }

 private:
  /// Whether the kernel has taken the entry. One that it has not taken yet must do no harm later.
  bool submit(io_uring_sqe* e) noexcept {
    submitted_.fetch_add(1, std::memory_order_release);
    int taken = io_uring_submit(&ring_);
    while (taken == -EINTR) taken = io_uring_submit(&ring_);
    if (taken > 0) return true;
    io_uring_prep_nop(e);
    io_uring_sqe_set_data(e, nullptr);
    return false;
  }

  io_uring ring_{};
  bool open_ = false;
  std::atomic<unsigned> submitted_{0};
  std::mutex submit_;  // the kernel may do the operation in the call
};

}  // namespace

std::unique_ptr<file_ring> file_ring::make() noexcept {
  char const* const wish = std::getenv("ASYNC_IO_URING");
  if (wish && std::string_view(wish) == "0") return nullptr;
  std::unique_ptr<ring> made(new (std::nothrow) ring);
  if (made && !made->open()) made = nullptr;
  return made;
}

}  // namespace async::detail

#else

namespace async::detail {
std::unique_ptr<file_ring> file_ring::make() noexcept { return nullptr; }
}  // namespace async::detail

#endif
