// The same ten functions as a person writes them for plain calls.
#include "numbers.hpp"

#include <async/mode.hpp>

template <async::mode M>
class source {
 public:
  using async_mode = M;
  explicit source(void* from) : from_(from) {}
  int next() {
    int const n = next_number(from_);
    return n;
  }

 private:
  void* from_;
};

template <class S>
int sum_of_two(S& s) {
  int const a = s.next();
  int const b = s.next();
  return a + b;
}
template <class S>
int sum_to_zero(S& s) {
  int sum = 0;
  while (int const n = s.next()) sum += n;
  return sum;
}
template <class S>
int largest(S& s, int count) {
  int most = s.next();
  for (int i = 1; i < count; ++i) {
    int const n = s.next();
    if (n > most) most = n;
  }
  return most;
}
template <class S>
bool contains(S& s, int wanted) {
  for (;;) {
    int const n = s.next();
    if (n == wanted) return true;
    if (n == 0) return false;
  }
}
template <class S>
int either(S& s, bool first) {
  if (first) return s.next();
  int const skipped = s.next();
  int const n = s.next();
  return n - skipped;
}
template <class S>
void fill(S& s, int* begin, int* end) {
  for (; begin != end; ++begin) *begin = s.next();
}
template <class S>
int or_else(S& s, int other) {
  try {
    int const n = s.next();
    if (n < 0) throw n;
    return n;
  } catch (int) {
  }
  return other;
}
template <class S>
int kind(S& s) {
  int const n = s.next();
  switch (n % 3) {
    case 0: return 7;
    case 1: return s.next();
    default: return n;
  }
}
template <class S>
unsigned number_of_four(S& s) {
  unsigned n = 0;
  for (int i = 0; i < 4; ++i) {
    int const digit = s.next();
    n = n << 8 | static_cast<unsigned char>(digit);
  }
  return n;
}
template <class S>
int nested(S& s) {
  int const a = sum_of_two(s);
  int const b = largest(s, a);
  return a * b;
}

#include "calls.hpp"
