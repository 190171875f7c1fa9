// A class that adds nothing to a base with a virtual drop, and hides that base: who owns an object drops it all the same. What
// a drop overrides may itself be no drop.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <vector>

struct part {
  part() = default;
  part(part const&) = delete;
  [[async::drop]] async::task<void> fin() {
    std::puts(" fin");
    co_return;
  }
};
struct base {
  bool open = true;
  base() = default;
  base(base const&) = delete;
  virtual ~base() = default;
  [[async::drop(open)]] virtual async::task<void> end() noexcept {
    std::puts(" base");
    co_return;
  }
};
// CHECK: struct hides : private base {
// CHECK: // {{.*}}: that of the base
// CHECK-NEXT: public: using base::asyncc_drop; using base::asyncc_drop_needed; using base::asyncc_drop_is_noexcept;
struct hides : private base {
  void close() { open = false; }
};
struct below : hides {};
struct own : protected base {
  async::task<void> end() noexcept override {
    std::puts(" own");
    co_return;
  }
};
struct with_part : private base {
  part p;
};
struct hides_parts : private with_part {};
class more : hides_parts {
  part q;
};
template <class T>
struct generic : private T {};

struct closable {
  virtual ~closable() = default;
  virtual async::task<void> close() = 0;
};
// CHECK: struct file : closable {
// CHECK: virtual async::task<void> asyncc_drop(
struct file : closable {
  file() = default;
  file(file const&) = delete;
  [[async::drop]] async::task<void> close() override {
    std::puts(" file");
    co_return;
  }
};
// CHECK: struct log_file final : file {
struct log_file final : file {
  async::task<void> close() final {
    std::puts(" log");
    co_return;
  }
};

template <class T>
async::task<void> use(char const* name) {
  std::puts(name);
  T x;
  auto y = std::make_unique<T>();
  co_return;
}
async::task<void> run() {
  co_await use<hides>("hides");
  co_await use<below>("below");
  co_await use<own>("own");
  co_await use<with_part>("with part");
  co_await use<hides_parts>("hides parts");
  co_await use<more>("more");
  co_await use<generic<own>>("generic");
  co_await use<file>("file");
  co_await use<log_file>("log file");
  std::puts("closed");
  hides x;
  x.close();
}
// OUT: hides
// OUT-NEXT: base
// OUT-NEXT: base
// OUT-NEXT: below
// OUT-NEXT: base
// OUT-NEXT: base
// OUT-NEXT: own
// OUT-NEXT: own
// OUT-NEXT: own
// OUT-NEXT: with part
// OUT-NEXT: fin
// OUT-NEXT: base
// OUT-NEXT: fin
// OUT-NEXT: base
// OUT-NEXT: hides parts
// OUT-NEXT: fin
// OUT-NEXT: base
// OUT-NEXT: fin
// OUT-NEXT: base
// OUT-NEXT: more
// OUT-NEXT: fin
// OUT-NEXT: fin
// OUT-NEXT: base
// OUT-NEXT: fin
// OUT-NEXT: fin
// OUT-NEXT: base
// OUT-NEXT: generic
// OUT-NEXT: own
// OUT-NEXT: own
// OUT-NEXT: file
// OUT-NEXT: file
// OUT-NEXT: file
// OUT-NEXT: log file
// OUT-NEXT: log
// OUT-NEXT: log
// OUT-NEXT: closed
// OUT-NOT: base
int main() { async::block_on(run()); }
