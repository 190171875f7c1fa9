// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
struct s {
  // CHECK: errors/opaque.cpp:[[@LINE+1]]:24: error: 'r' of type 'std::shared_ptr<res>' hides an object with an async drop (what the std::shared_ptr holds): whoever lets go last cannot await it; own it by value or by std::unique_ptr [async-drop-opaque]
  std::shared_ptr<res> r;
};
async::task<void> f(std::shared_ptr<res> const& borrowed) {
  // CHECK: errors/opaque.cpp:[[@LINE+1]]:8: error: 'r' of type '{{.*}}shared_ptr<{{.*}}res{{.*}}>' hides{{.*}}[async-drop-opaque]
  auto r = std::make_shared<res>(1);
  // CHECK-NOT: error:
  std::shared_ptr<int> n;
  std::weak_ptr<res> w = borrowed;
  co_return;
}
void g() {
  // CHECK: errors/opaque.cpp:[[@LINE+1]]:24: error: {{.*}}[async-drop-opaque]
  std::shared_ptr<res> r;
}
std::shared_ptr<res> make();
async::task<int> temporaries() {
  // CHECK: errors/opaque.cpp:[[@LINE+1]]:3: error: 'make()' of type 'std::shared_ptr<res>' hides an object with an async drop (what the std::shared_ptr holds){{.*}}[async-drop-opaque]
  make();
  co_return 0;
}
