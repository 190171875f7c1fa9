// No false alarm: an object that a plain function hands on wherever it ends, by return or std::move.
// RUN: %check 2>&1 | count 0
#include "Inputs/res.hpp"
#include <cstdlib>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>
res returned() {
  res r{1};
  return r;
}
res either(int n) {
  res r{1};
  if (n) return r;
  res s{2};
  sink(std::move(r));
  return s;
}
// Only normal paths count.
res throws(int n) {
  res r{1};
  if (n == 1) throw std::runtime_error("x");
  if (n == 2) std::abort();
  return r;
}
res parameter(res r) { return r; }
res parameter_or_throws(int n, res r) {
  if (n == 1) throw std::runtime_error("x");
  if (n == 2) std::abort();
  return r;
}
void consumed(int n, res r) {
  switch (n) {
    case 1: sink(std::move(r)); break;
    default: std::terminate();
  }
}
std::optional<res> converted(res r) { return r; }
struct holder {
  explicit holder(res r) : r_(std::move(r)) {}
  res r_;
};
holder member(res r) { return holder{std::move(r)}; }
std::unique_ptr<res> owner(res r) { return std::make_unique<res>(std::move(r)); }
res* on_heap(res r) { return new res(std::move(r)); }
void element(std::vector<res>& v, res r) { v.push_back(std::move(r)); }
std::pair<res, int> in_pair() {
  res r{1};
  return {std::move(r), 2};
}
auto captured(res r) {
  return [r = std::move(r)]() mutable -> async::task<void> { co_await r.close(); };
}
res switched(int n) {
  res r{1};
  switch (n) {
    case 0: return r;
    case 1: sink(std::move(r)); break;
    default: return std::move(r);
  }
  return res{2};
}
res looped() {
  for (;;) {
    res r{1};
    if (r.n_ > 5) return r;
    sink(std::move(r));
  }
}
res until(int n) {
  res r{1};
  do {
    if (n == 3) return r;
  } while (n--);
  return r;
}
res tried() {
  try {
    res r{1};
    return r;
  } catch (...) {
    throw;
  }
}
res temporaries(bool b) {
  if (b) return res{1};
  return make(2);
}
template <class T>
T generic(T t) {
  return t;
}
res use() { return generic(res{1}); }
template <class T>
void lose(T) {}
void without_drop() { lose(1); }
// Nothing ends here: references and pointers.
const res& reference(const res& r, res* p) {
  res& other = *p;
  return other.n_ ? other : r;
}
