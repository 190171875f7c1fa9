#pragma once
#include <cstdio>
#include <stdexcept>
#include <utility>

/// Its predicate stays true when its drop, a `Task`, fails.
template <class Task>
class unruly {
 public:
  explicit unruly(const char* name, bool fails = false) : name_(name), fails_(fails) {}
  unruly(unruly&& o) noexcept : name_(std::exchange(o.name_, nullptr)), fails_(o.fails_) {}
  unruly& operator=(unruly&& o) noexcept {
    std::printf("assign %s\n", o.name_);
    name_ = std::exchange(o.name_, nullptr);
    fails_ = o.fails_;
    return *this;
  }
  [[async::drop(name_)]] Task close() {
    std::printf("drop %s\n", name_);
    if (fails_) throw std::runtime_error(name_);
    co_return;
  }

 private:
  const char* name_;
  bool fails_;
};
