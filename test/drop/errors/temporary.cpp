// Temporaries in places that have no statement of their own, or that nothing can await.
// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
#include <optional>
#include <vector>
// CHECK: errors/temporary.cpp:[[@LINE+1]]:16: error: a temporary of type 'res' has an async drop that cannot be awaited at the end of this expression; give it a name in a declaration of its own, and std::move it from there [async-drop-temporary]
void f(int n = make(1).n_);
struct holder {
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:11: error: {{.*}}[async-drop-temporary]
  int n = make(1).n_;
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:19: error: {{.*}}[async-drop-temporary]
  holder(int) : n(make(2).n_) {}
};
void plain() {
  // CHECK: errors/temporary.cpp:[[@LINE+1]]:3: error: {{.*}}[async-drop-temporary]
  make(1);
}
// What becomes a variable or a result is no temporary.
// CHECK-NOT: error:
async::task<res> result(bool b) {
  res r = co_await open(1);
  auto s = b ? make(1) : make(2);
  if (b) co_return co_await open(1);
  co_return make(1);
}
// What a function that cannot await hands on at once.
void fill(std::vector<res>& v, std::vector<std::unique_ptr<res>>& p) {
  v.push_back(make(1));
  p.push_back(std::make_unique<res>(2));
  sink(make(3));
}
std::optional<res> maybe() { return make(1); }
std::pair<res, int> both() { return {make(1), 2}; }
