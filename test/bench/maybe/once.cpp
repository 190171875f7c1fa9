// Ten functions over a source of numbers, written once.
#include "numbers.hpp"

#include <async/mode.hpp>
#if SUSPENDS  // who only blocks needs no coroutines
#include <async/task.hpp>
#endif

template <async::mode M>
class [[async::maybe]] source {
 public:
  using async_mode = M;
  explicit source(void* from) : from_(from) {}
  async::maybe<M, int> next() {
    int const n = next_number(from_);
    co_return n;
  }

 private:
  void* from_;
};

template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> sum_of_two(S& s) {
  int const a = co_await s.next();
  int const b = co_await s.next();
  co_return a + b;
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> sum_to_zero(S& s) {
  int sum = 0;
  while (int const n = co_await s.next()) sum += n;
  co_return sum;
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> largest(S& s, int count) {
  int most = co_await s.next();
  for (int i = 1; i < count; ++i) {
    int const n = co_await s.next();
    if (n > most) most = n;
  }
  co_return most;
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, bool> contains(S& s, int wanted) {
  for (;;) {
    int const n = co_await s.next();
    if (n == wanted) co_return true;
    if (n == 0) co_return false;
  }
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> either(S& s, bool first) {
  if (first) co_return co_await s.next();
  int const skipped = co_await s.next();
  int const n = co_await s.next();
  co_return n - skipped;
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, void> fill(S& s, int* begin, int* end) {
  for (; begin != end; ++begin) *begin = co_await s.next();
  co_return;
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> or_else(S& s, int other) {
  try {
    int const n = co_await s.next();
    if (n < 0) throw n;
    co_return n;
  } catch (int) {
  }
  co_return other;
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> kind(S& s) {
  int const n = co_await s.next();
  switch (n % 3) {
    case 0: co_return 7;
    case 1: co_return co_await s.next();
    default: co_return n;
  }
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, unsigned> number_of_four(S& s) {
  unsigned n = 0;
  for (int i = 0; i < 4; ++i) {
    int const digit = co_await s.next();
    n = n << 8 | static_cast<unsigned char>(digit);
  }
  co_return n;
}
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> nested(S& s) {
  int const a = co_await sum_of_two(s);
  int const b = co_await largest(s, a);
  co_return a * b;
}

#include "calls.hpp"
