#pragma once
#include <async/block_on.hpp>
#include <async/drop.hpp>
#include <async/generator.hpp>
#include <async/mode.hpp>
#include <async/stream.hpp>
#include <async/task.hpp>
#include <async/this_task.hpp>

#include <array>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// What generated maybe-async programs use. Every operation traces what it does.
namespace fuzzed {

/// What programs throw: `error_b` is an `error_a`, `error_c` is unrelated.
struct error_a {
  std::string text;
};
struct error_b : error_a {};
struct error_c {
  std::string text;
};

inline int live = 0, lines = 0, turns = 0;
inline unsigned counts[1024];

/// True where the bit of `pattern` for this visit (of four) of the place `site` is set.
inline bool on(unsigned site, unsigned pattern) {
  if (lines > 3000) return false;
  return (pattern >> (counts[site & 1023]++ % 4)) & 1;
}
/// A line of the trace. Programs that print too much end by exceptions.
inline int say(const char* text) {
  std::printf("%s\n", text);
  if (++lines > 3000) throw error_a{"too long"};
  return 1;
}
inline int note(const char* text, int value) {
  std::printf("%s %d\n", text, value);
  if (++lines > 3000) throw error_a{"too long"};
  return value;
}
inline void current() {
  try {
    throw;
  } catch (error_a const& e) {
    std::printf("current a %s\n", e.text.c_str());
  } catch (error_c const& e) {
    std::printf("current c %s\n", e.text.c_str());
  }
}
inline int fail(const char* text, bool fails) {
  if (fails) throw error_a{text};
  return 1;
}

/// Moves only. A moved-from object is silent.
class token {
 public:
  explicit token(const char* name, int value = 1) : value(value), name_(name) {
    std::printf("new %s %d\n", name, value);
    ++live;
  }
  token(token&& o) noexcept : value(o.value), name_(std::exchange(o.name_, nullptr)) { ++live; }
  token& operator=(token&& o) noexcept {
    std::printf("assign %s to %s\n", o.name(), name());
    value = o.value;
    name_ = std::exchange(o.name_, nullptr);
    return *this;
  }
  ~token() {
    if (name_) std::printf("~%s\n", name_);
    --live;
  }
  int use(int x = 0) const {
    std::printf("use %s %d\n", name(), x);
    return value + x;
  }
  token& self(int x = 0) {
    use(x);
    return *this;
  }
  explicit operator bool() const {
    std::printf("test %s\n", name());
    return name_ && on(static_cast<unsigned>(value), 5);
  }
  token& operator<<(int x) {
    std::printf("%s << %d\n", name(), x);
    return *this;
  }
  int operator[](int x) const { return use(x); }
  int operator()(int x) const { return use(x); }

  int value;

 private:
  const char* name() const { return name_ ? name_ : "nothing"; }
  const char* name_;
};

/// An aggregate with a member that has a destructor.
struct bundle {
  int number;
  token part;
};
inline bundle bundle_of(token t, int x) { return bundle{x, std::move(t)}; }
struct table {
  int numbers[4] = {10, 20, 30, 40};
  int& operator[](int i) {
    note("at", i);
    return numbers[i & 3];
  }
};
inline int shared_number = 0;

inline int traced_take(token t, int x) { return t.use(x); }
inline int pair_sum(bundle const& b) { return b.number + b.part.use(); }
inline int join(std::string const& a, int x) { return note(a.c_str(), x); }

/// The primitive operations. Of the suspending ones, some really suspend.
template <async::mode M>
struct [[async::maybe]] world {
  using async_mode = M;
  int id = 0;

  async::maybe<M, void> turn() {
    if constexpr (M::is_async) {
      if (++turns % 3 != 0) co_await async::this_task::yield();
    }
    co_return;
  }
  async::maybe<M, int> get(const char* text, int value = 1) {
    co_await turn();
    co_return note(text, value);
  }
  async::maybe<M, void> tell(const char* text, int value = 0) {
    note(text, value);
    co_await turn();
  }
  async::maybe<M, bool> test(unsigned site, unsigned pattern) {
    co_await turn();
    bool result = on(site, pattern);
    note("test", result);
    co_return result;
  }
  async::maybe<M, token> make(const char* name, int value = 1) {
    co_await turn();
    co_return token(name, value);
  }
  async::maybe<M, bundle> both(const char* name, int value = 1) {
    token made(name, value);
    co_await turn();
    co_return bundle{value, std::move(made)};
  }
  async::maybe<M, int&> ref(const char* text, int& x) {
    co_await turn();
    note(text, x);
    co_return x;
  }
  async::maybe<M, token&> same(token& t) {
    t.use();
    co_await turn();
    co_return t;
  }
  async::maybe<M, int> take(token t, int x = 0) {
    co_await turn();
    co_return t.use(x);
  }
  async::maybe<M, std::unique_ptr<token>> box(const char* name, int value = 1) {
    co_await turn();
    co_return std::make_unique<token>(name, value);
  }
  async::maybe<M, std::string> text(const char* text) {
    co_await turn();
    co_return std::string(text) + " long enough to be on the heap";
  }
  async::maybe<M, std::vector<int>> list(int n) {
    co_await turn();
    std::vector<int> all;
    for (int i = 0; i < (n & 3); ++i) all.push_back(note("element", i));
    co_return all;
  }
  async::maybe<M, int> fail(const char* text, bool fails) {
    co_await turn();
    if (fails) throw error_b{{text}};
    co_return 1;
  }
  async::maybe<M, int> operator()(int x) {
    co_await turn();
    co_return note("call", x);
  }
  async::maybe<M, int> operator[](int x) {
    note("subscript", x);
    co_await turn();
    co_return x;
  }
  async::maybe<M, int> half(int x)
    requires(M::is_async)
  {
    co_await async::this_task::yield();
    co_return note("half", x);
  }
  async::maybe<M, int> half(int x)
    requires(!M::is_async)
  {
    return note("half", x);
  }
  static async::maybe<M, int> once(int x) {
    if constexpr (M::is_async) co_await async::this_task::yield();
    static int calls = 0;
    co_return note("once", ++calls + x);
  }
  friend async::maybe<M, int> befriended(world& w, int x) { co_return co_await w.get("friend", x); }
};

/// A callable parameter.
template <async::mode M, class F>
[[async::maybe]] async::maybe<M, int> apply(F f, int x) {
  co_return note("applied", co_await f(x));
}
template <class W, class F>
[[async::maybe]] async::maybe<async::mode_of<W>, int> twice(W& w, F const& f, int x) {
  if (co_await w.test(1000, 9)) co_return co_await f(x) - 1;
  co_return co_await f(co_await f(x));
}

#define IDENTITY(...) (__VA_ARGS__)
#define SHOWN(...) note(#__VA_ARGS__, __VA_ARGS__)

/// Runs one program and reports its result.
template <class F>
void run(int number, F entry) {
  for (auto& c : counts) c = 0;
  live = lines = turns = shared_number = 0;
  std::printf("== %d\n", number);
  try {
    std::printf("result %d\n", entry());
  } catch (error_b const& e) {
    std::printf("error b %s\n", e.text.c_str());
  } catch (error_a const& e) {
    std::printf("error a %s\n", e.text.c_str());
  } catch (error_c const& e) {
    std::printf("error c %s\n", e.text.c_str());
  }
  if (live != 0) std::printf("%d objects live\n", live);
  std::fflush(stdout);
}

}  // namespace fuzzed
