#pragma once
#include <async/async.hpp>

#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

/// Prints when it is dropped and destroyed.
class traced {
 public:
  explicit traced(const char* name) : name_(name) {}
  traced(traced&& o) noexcept : name_(o.name_), open_(std::exchange(o.open_, false)) {}
  traced& operator=(traced&& o) noexcept {
    std::printf("assign %s\n", o.name_);
    name_ = o.name_;
    open_ = std::exchange(o.open_, false);
    dropped_ = false;
    return *this;
  }
  ~traced() {
    if (name_ != nullptr && !moved()) std::printf("~%s\n", name_);
  }
  [[async::drop(open_)]] async::task<void> drop() {
    co_await async::this_task::yield();
    std::printf("drop %s\n", name_);
    open_ = false;
    dropped_ = true;
    if (fails_) throw std::runtime_error(std::string("drop of ") + name_);
  }
  const char* name() const { return name_; }
  traced& failing() {
    fails_ = true;
    return *this;
  }

 private:
  bool moved() const { return !open_ && !dropped_; }
  const char* name_;
  bool open_ = true, dropped_ = false, fails_ = false;
};

struct plain {
  const char* name;
  ~plain() { std::printf("~%s\n", name); }
};

inline int say(const char* text) {
  std::printf("%s\n", text);
  return static_cast<int>(std::strlen(text));
}
