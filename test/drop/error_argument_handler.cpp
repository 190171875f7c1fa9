// A drop that takes the error gets what leaves its scope: of the try, of the handler, null after it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

class observer {
 public:
  explicit observer(int n) : n_(n) {}
  observer(observer const&) = delete;
  [[async::drop]] async::task<void> bye(std::exception_ptr const& error) {
    co_await async::this_task::yield();
    if (!error) {
      std::printf("bye %d\n", n_);
      co_return;
    }
    try {
      std::rethrow_exception(error);
    } catch (int e) {
      std::printf("bye %d: %d\n", n_, e);
    }
  }

 private:
  int n_;
};
async::task<void> fail(int k) {
  observer a{1};
  try {
    observer b{2};
    throw 6;
  } catch (long) {
  } catch (int) {
    observer c{3};
    if (k == 1) throw 7;
    if (k == 2) throw;
  }
  observer d{4};
  co_return;
}
START {
  for (int k = 0; k < 3; ++k) {
    try {
      co_await fail(k);
    } catch (int n) {
      std::printf("caught %d\n", n);
    }
  }
}
// CHECK: async::dropping(b
// CHECK: async::dropping(c
// CHECK: async::dropping(d
// OUT: bye 2: 6
// OUT-NEXT: bye 3
// OUT-NEXT: bye 4
// OUT-NEXT: bye 1
// OUT-NEXT: bye 2: 6
// OUT-NEXT: bye 3: 7
// OUT-NEXT: bye 1: 7
// OUT-NEXT: caught 7
// OUT-NEXT: bye 2: 6
// OUT-NEXT: bye 3: 6
// OUT-NEXT: bye 1: 6
// OUT-NEXT: caught 6
