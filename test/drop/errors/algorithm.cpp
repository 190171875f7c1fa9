// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <algorithm>
#include <deque>
#include <iterator>
#include <memory>
#include <vector>
async::task<void> f(std::vector<res>& v, res* p, std::deque<res>& d) {
  // CHECK: errors/algorithm.cpp:[[@LINE+1]]:3: error: 'std::remove_if' ends the lives of objects of type 'res', which have an async drop, inside code that cannot await; write the loop in a coroutine, where an assignment, 'delete' or std::destroy_at drops the object first [async-drop-algorithm]
  std::remove_if(v.begin(), v.end(), [](res& r) { return r.n_ == 1; });
  // CHECK: errors/algorithm.cpp:[[@LINE+1]]:3: error: 'std::move' ends{{.*}}[async-drop-algorithm]
  std::move(v.begin(), v.end(), d.begin());
  // CHECK: errors/algorithm.cpp:[[@LINE+1]]:3: error: 'std::generate' ends{{.*}}[async-drop-algorithm]
  std::generate(d.begin(), d.end(), [] { return make(1); });
  // CHECK: errors/algorithm.cpp:[[@LINE+1]]:3: error: 'std::destroy_n' ends{{.*}}[async-drop-algorithm]
  std::destroy_n(p, 2);
  // CHECK: errors/algorithm.cpp:[[@LINE+1]]:3: error: 'std::destroy' ends{{.*}}[async-drop-algorithm]
  std::destroy(v.begin(), v.end());
  co_return;
}
// Those that end no life, and elements without drops.
// CHECK-NOT: error:
async::task<void> g(std::vector<res>& v, std::vector<res>& w, std::vector<int>& n) {
  std::move(v.begin(), v.end(), std::back_inserter(w));
  std::swap_ranges(v.begin(), v.end(), w.begin());
  std::rotate(v.begin(), v.begin() + 1, v.end());
  std::sort(v.begin(), v.end(), [](res const& a, res const& b) { return a.n_ < b.n_; });
  std::fill(n.begin(), n.end(), 1);
  std::destroy(n.begin(), n.end());
  std::transform(v.begin(), v.end(), n.begin(), [](res const& r) { return r.n_; });
  res moved = std::move(v.front());
  co_return;
}
