// Memory for frames that runs out.
#pragma once

#include <async/frame_resource.hpp>
#include <atomic>
#include <memory_resource>
#include <new>

class scarce : public std::pmr::memory_resource {
 public:
  enum fails { once, from_then_on };
  explicit scarce(fails f) : fails_(f) {}
  static constexpr long plenty = 1 << 20;
  std::atomic<long> left{plenty};  // requests that are served before one fails

 private:
  void* do_allocate(std::size_t n, std::size_t align) override {
    long const before = left.fetch_sub(1);
    if (fails_ == once ? before == 0 : before <= 0) throw std::bad_alloc();
    return std::pmr::new_delete_resource()->allocate(n, align);
  }
  void do_deallocate(void* p, std::size_t n, std::size_t align) override {
    std::pmr::new_delete_resource()->deallocate(p, n, align);
  }
  bool do_is_equal(memory_resource const& other) const noexcept override { return this == &other; }

  fails const fails_;
};
