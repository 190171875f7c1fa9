// Classes nested in templates, partial specializations, local classes of function templates.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
template <class T>
class outer {
 public:
  struct inner {
    T value{"inner"};
  };
  template <class U>
  struct member {
    U other{"member"};
  };
  struct deep {
    struct deeper {
      T value{"deeper"};
    };
  };
};
// The friends of a class are candidates for what is nested in it.
template <class T>
class pool {
 public:
  struct slot {
    T value{"slot"};
  };
  pool() { slots_.emplace_back(); }

 private:
  std::vector<slot> slots_;
};
template <class T>
struct special {};
template <class T>
struct special<T*> {
  T value{"special"};
};
template <class T>
async::task<void> local() {
  struct own {
    T value{"local"};
  };
  own x;
  static_assert(async::has_drop<own> == async::has_drop<T>);
  co_return;
}
struct without {
  without(const char*) {}
};
template struct outer<std::string>::inner;
// CHECK: template <std::same_as<pool> Self>
// CHECK-NEXT: friend auto async_drop(Self& self, std::exception_ptr const& error)
START {
  { outer<traced>::inner x; }
  { outer<int>::member<traced> x; }
  { outer<traced>::deep::deeper x; }
  { pool<traced> x; }
  { special<traced*> x; }
  co_await local<traced>();
  co_await local<without>();
  static_assert(!async::has_drop<outer<without>::inner> && !async::has_drop<pool<without>>);
}
// OUT: drop inner
// OUT-NEXT: ~inner
// OUT-NEXT: drop member
// OUT-NEXT: ~member
// OUT-NEXT: drop deeper
// OUT-NEXT: ~deeper
// OUT-NEXT: drop slot
// OUT-NEXT: ~slot
// OUT-NEXT: drop special
// OUT-NEXT: ~special
// OUT-NEXT: drop local
// OUT-NEXT: ~local
