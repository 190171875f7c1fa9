#include <async/async.hpp>
#include <cstdio>
#include <string>
struct handle {
  std::string n;
  bool on = true;
  explicit handle(std::string s) : n(std::move(s)) { std::printf("+%s ", n.c_str()); }
  handle(handle&& o) noexcept : n(std::move(o.n)), on(std::exchange(o.on, false)) {}
  handle& operator=(handle&& o) noexcept {
    n = std::move(o.n), on = std::exchange(o.on, false);
    return *this;
  }
  std::string const& text() const { return n; }
  int len() const { return static_cast<int>(n.size()); }
  [[async::drop(on)]] async::task<void> close() { std::printf("-%s ", n.c_str()), on = false; co_return; }
};
inline async::task<handle> make(char const* s) { co_return handle(s); }
