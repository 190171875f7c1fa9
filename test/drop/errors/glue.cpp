// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
#include <optional>
#include <vector>
struct has_member {
  res r{1};
};
async::task<void> f() {
  // CHECK: errors/glue.cpp:[[@LINE+1]]:14: error: 'g' of type 'has_member' has an async drop by way of member 'r', which is not supported yet; give the class a marked drop of its own that awaits its parts', or declare the object by itself [async-drop-glue]
  has_member g;
  // CHECK: errors/glue.cpp:[[@LINE+1]]:20: error: 'v' of type 'std::vector<res>' has an async drop by way of what the std::vector holds{{.*}}[async-drop-glue]
  std::vector<res> v;
  // CHECK: errors/glue.cpp:[[@LINE+1]]:22: error: 'o' {{.*}}[async-drop-glue]
  std::optional<res> o;
  // CHECK: errors/glue.cpp:[[@LINE+1]]:24: error: 'u' {{.*}}[async-drop-glue]
  std::unique_ptr<res> u;
  // CHECK: errors/glue.cpp:[[@LINE+1]]:7: error: 'a' {{.*}}by way of its elements{{.*}}[async-drop-glue]
  res a[2]{res{1}, res{2}};
  // CHECK: errors/glue.cpp:[[@LINE+1]]:8: error: 'l' {{.*}}by way of a capture of the lambda{{.*}}[async-drop-glue]
  auto l = [r = make(1)] { return r.n_; };
  // CHECK-NOT: error:
  std::vector<res*> p;
  co_return;
}
