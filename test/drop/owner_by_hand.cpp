// An owner that somebody wrote: its drop ends what it owns, and its destructor and its assignment may then free it.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <memory>
#include <new>
#include <utility>

class by_protocol {
 public:
  explicit by_protocol(int n) : p_(new numbered(n)) {}
  by_protocol(by_protocol&& o) noexcept : p_(std::exchange(o.p_, nullptr)) {}
  by_protocol& operator=(by_protocol&& o) noexcept {
    delete p_;
    p_ = std::exchange(o.p_, nullptr);
    return *this;
  }
  ~by_protocol() { delete p_; }
  friend async::task<void> async_drop(by_protocol& self) { return self.p_->close(); }
  friend bool async_drop_needed(by_protocol const& self) { return self.p_ != nullptr; }

 private:
  numbered* p_;
};

template <class T>
class marked {
 public:
  explicit marked(int n) { ::new (static_cast<void*>(room_)) T(n); }
  marked(marked const&) = delete;
  ~marked() {
    if (by_name_)
      get().~T();
    else
      std::destroy_at(std::addressof(get()));
  }
  [[async::drop]] async::task<void> finish() { co_await get().close(); }

 private:
  T& get() { return *std::launder(reinterpret_cast<T*>(room_)); }
  alignas(T) unsigned char room_[sizeof(T)];
  bool by_name_ = sizeof(T) % 2 == 0;
};

START {
  {
    by_protocol a(1);
    a = by_protocol(2);
  }
  // OUT: make 1
  // OUT-NEXT: make 2
  // OUT-NEXT: drop 1
  // OUT-NEXT: ~1
  // OUT-NEXT: drop 2
  // OUT-NEXT: ~2
  { marked<numbered> b(3); }
  // OUT-NEXT: make 3
  // OUT-NEXT: drop 3
  // OUT-NEXT: ~3
  co_return;
}
