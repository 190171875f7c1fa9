// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
#include <optional>
#include <vector>
struct holder {
  res r{1};
  // Not inside the class's own operator=.
  // CHECK-NOT: error:
  holder& operator=(holder&& o) {
    r = std::move(o.r);
    return *this;
  }
};
async::task<void> f(res* p, holder& h, std::vector<res>& v, std::optional<res>& o,
                    std::unique_ptr<res>& u, res&& from) {
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:6: error: this assignment ends the life of an object of type 'res', which has an async drop; dropping it first is not supported yet, so declare a new object instead [async-drop-assignment]
  *p = std::move(from);
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:7: error: {{.*}}'res'{{.*}}[async-drop-assignment]
  h.r = std::move(from);
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:8: error: {{.*}}[async-drop-assignment]
  v[0] = std::move(from);
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:5: error: {{.*}}'std::optional<res>'{{.*}}[async-drop-assignment]
  o = std::nullopt;
  // CHECK: errors/assignment.cpp:[[@LINE+1]]:5: error: {{.*}}'std::unique_ptr<res>'{{.*}}[async-drop-assignment]
  u = nullptr;
  // CHECK-NOT: error:
  p = nullptr;
  co_return;
}
// CHECK: errors/assignment.cpp:[[@LINE+1]]:36: error: {{.*}}'res'{{.*}}[async-drop-assignment]
void plain(res& a, res&& from) { a = std::move(from); }
