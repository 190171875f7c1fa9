#pragma once
#include <async/async.hpp>

#include <array>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The classes and functions that generated programs use. Every one traces what happens to it.
namespace fuzzed {

/// What programs throw: `error_b` is an `error_a`, `error_c` is unrelated.
struct error_a {
  std::string text;
};
struct error_b : error_a {};
struct error_c {
  std::string text;
};

/// Flags of an object: how its constructor and its drop behave.
enum : unsigned {
  drop_throws_a = 1,
  drop_throws_b = 2,
  drop_throws_c = 3,
  drop_throw_mask = 3,
  suspends = 4,             // the drop suspends before it reports
  suspends_later = 8,       // and after it
  constructor_throws = 16,  // error_a
};

inline int live = 0;
inline unsigned counts[1024];

/// The text of an error, as the traces show it.
inline std::string text_of(std::exception_ptr const& error) {
  if (!error) return "none";
  try {
    std::rethrow_exception(error);
  } catch (error_b const& e) {
    return "b:" + e.text;
  } catch (error_a const& e) {
    return "a:" + e.text;
  } catch (error_c const& e) {
    return "c:" + e.text;
  } catch (...) {
    return "unknown";
  }
}

/// True where the bit of `pattern` for this visit (of four) of the place `site` is set.
inline bool on(unsigned site, unsigned pattern) { return (pattern >> (counts[site]++ % 4)) & 1; }
/// 0, 1, ... n - 1, 0, ... with each visit.
inline int turn(unsigned site, unsigned n) { return static_cast<int>(counts[site]++ % n); }

inline int say(const char* text) {
  std::printf("%s\n", text);
  return 1;
}
inline void current() { std::printf("current %s\n", text_of(std::current_exception()).c_str()); }
[[noreturn]] inline void rethrow() { throw; }
[[noreturn]] inline void throw_failure(const char* text, unsigned kind) {
  if (kind == drop_throws_a) throw error_a{text};
  if (kind == drop_throws_b) throw error_b{{text}};
  throw error_c{text};
}
/// A call that throws, unlike a throw-expression, in a way that the lowering cannot see.
inline int fail(const char* text, unsigned kind) {
  if (kind != 0) throw_failure(text, kind);
  return 1;
}

/// An object with a destructor only.
struct plain {
  const char* name;
  explicit plain(const char* n) : name(n) {
    std::printf("new %s\n", name);
    ++live;
  }
  plain(plain const&) = delete;
  ~plain() {
    std::printf("~%s\n", name);
    --live;
  }
  int use(int value = 0) const {
    std::printf("use %s\n", name);
    return value + 1;
  }
};

/// What the droppable classes share. A moved-from object is silent.
class traced {
 public:
  traced(const char* name, unsigned flags, bool truth) : name_(name), flags_(flags), truth_(truth) {
    std::printf("new %s\n", name_);
    if (flags & constructor_throws) throw error_a{std::string("constructor of ") + name_};
    ++live;
  }
  traced(traced&& o) noexcept
      : name_(o.name_),
        flags_(o.flags_),
        truth_(o.truth_),
        open_(std::exchange(o.open_, false)),
        moved_(std::exchange(o.moved_, true)) {
    ++live;
  }
  traced& operator=(traced&& o) noexcept {
    std::printf("assign %s\n", o.name_);
    name_ = o.name_;
    flags_ = o.flags_;
    truth_ = o.truth_;
    open_ = std::exchange(o.open_, false);
    moved_ = std::exchange(o.moved_, true);
    return *this;
  }
  ~traced() {
    if (!moved_) std::printf("~%s\n", name_);
    --live;
  }
  int use(int value = 0) const {
    std::printf("use %s\n", name_);
    return value + 1;
  }
  explicit operator bool() const {
    std::printf("test %s\n", name_);
    return truth_;
  }
  /// Refers to no object: a range that outlives the temporary it was asked of.
  std::array<int, 2> const& numbers() const {
    static const std::array<int, 2> two{1, 2};
    return two;
  }

 protected:
  bool open() const { return open_; }
  async::task<void> ending(std::string error) {
    if (flags_ & suspends) co_await async::this_task::yield();
    open_ = false;
    std::printf("drop %s%s\n", name_, error.c_str());
    if (flags_ & suspends_later) co_await async::this_task::yield();
    if (flags_ & drop_throw_mask)
      throw_failure((std::string("drop of ") + name_).c_str(), flags_ & drop_throw_mask);
  }

 private:
  const char* name_;
  unsigned flags_;
  bool truth_, open_ = true, moved_ = false;
};

/// With a predicate: a moved-from object is not dropped.
struct movable : traced {
  explicit movable(const char* name, unsigned flags = 0, bool truth = true)
      : traced(name, flags, truth) {}
  movable(movable&&) = default;
  movable& operator=(movable&&) = default;
  [[async::drop(open)]] async::task<void> drop() { co_await ending(""); }
};

/// Its drop is told the error that leaves the scope.
struct told : traced {
  explicit told(const char* name, unsigned flags = 0, bool truth = true)
      : traced(name, flags, truth) {}
  told(told&&) = default;
  told& operator=(told&&) = default;
  [[async::drop(open)]] async::task<void> drop(std::exception_ptr const& error) {
    co_await ending(" with " + text_of(error));
  }
};

/// Without a predicate, so not movable.
struct fixed : traced {
  explicit fixed(const char* name, unsigned flags = 0, bool truth = true)
      : traced(name, flags, truth) {}
  fixed(fixed&&) = delete;
  [[async::drop]] async::task<void> drop() { co_await ending(""); }
};

/// Dropped by its parts.
struct both {
  movable first;
  told second;
};
/// Its own drop first, then those of its parts.
struct owner : traced {
  movable part;
  owner(const char* name, unsigned flags, const char* part_name, unsigned part_flags)
      : traced(name, flags, true), part(part_name, part_flags) {}
  owner(owner&&) = delete;
  [[async::drop]] async::task<void> drop() { co_await ending(""); }
};

/// What the parameter of programs that are templates stands for.
struct types {
  using movable = fuzzed::movable;
  using told = fuzzed::told;
  using fixed = fuzzed::fixed;
  using both = fuzzed::both;
  using owner = fuzzed::owner;
};

template <class T>
T make(const char* name, unsigned flags = 0, bool truth = true) {
  return T(name, flags, truth);
}
template <class T>
async::task<T> amake(const char* name, unsigned flags = 0, bool truth = true) {
  co_await async::this_task::yield();
  T made(name, flags, truth);
  co_return made;
}
/// No drop ends in these: they hand the objects on.
inline std::vector<movable> make_vector(const char* a, unsigned x, const char* b, unsigned y) {
  std::vector<movable> made;
  made.reserve(2);
  made.emplace_back(a, x);
  made.emplace_back(b, y);
  return made;
}

inline void report_suppressed(std::exception_ptr error) {
  std::printf("suppressed %s\n", text_of(error).c_str());
}

/// Runs one program and reports its result.
inline async::task<void> run(int number, async::task<int> (*program)()) {
  for (auto& c : counts) c = 0;
  live = 0;
  std::printf("== %d\n", number);
  try {
    std::printf("result %d\n", co_await program());
  } catch (...) {
    std::printf("error %s\n", text_of(std::current_exception()).c_str());
  }
  if (live != 0) std::printf("%d objects live\n", live);
  std::fflush(stdout);
}

}  // namespace fuzzed
