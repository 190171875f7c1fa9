// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <forward_list>
#include <set>
#include <unordered_map>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>
async::task<void> f(std::vector<res>& v, std::optional<res>& o, std::unique_ptr<res>& u,
                    std::map<int, res>* m, std::variant<int, res>& a) {
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'clear' ends the lives of objects with an async drop that 'std::vector<res>' holds, inside code that cannot await; in a coroutine assign another to it instead ('= std::vector<res>()'), which drops what it held [async-drop-library-call]
  v.clear();
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'pop_back' ends{{.*}}[async-drop-library-call]
  v.pop_back();
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'erase' ends{{.*}}[async-drop-library-call]
  v.erase(v.begin());
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'reset' ends{{.*}}'std::optional<res>'{{.*}}[async-drop-library-call]
  o.reset();
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'emplace' ends{{.*}}[async-drop-library-call]
  o.emplace(1);
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'reset' ends{{.*}}'std::unique_ptr<res>'{{.*}}[async-drop-library-call]
  u.reset();
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:6: error: 'erase' ends{{.*}}'std::map<int, res>'{{.*}}[async-drop-library-call]
  m->erase(1);
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'emplace' ends{{.*}}[async-drop-library-call]
  a.emplace<int>(1);
  co_return;
}
// Calls that end no life, and owners of other things.
// CHECK-NOT: error:
async::task<void> g(std::vector<res>& v, std::map<int, res>& m, std::vector<std::string>& s,
                    std::optional<int>& o, res&& r) {
  v.push_back(std::move(r));
  v.emplace_back(1);
  m.emplace(1, std::move(r));
  s.clear();
  o.reset();
  co_return;
}
// Keys that are there already.
async::task<void> h(std::map<int, res>& m, std::unordered_map<int, res>& u, std::set<res>& s,
                    std::forward_list<res>& l, res&& r) {
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'emplace' ends{{.*}}'std::unordered_map<int, res>'{{.*}}write 'try_emplace' instead, which makes nothing if the key is there [async-drop-library-call]
  u.emplace(1, std::move(r));
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'emplace_hint' ends{{.*}}write 'try_emplace' instead
  m.emplace_hint(m.begin(), 1, std::move(r));
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'emplace' ends{{.*}}'std::set<res>'{{.*}}write 'insert' instead, which leaves the object with you if there is an equal one [async-drop-library-call]
  s.emplace(1);
  // CHECK: errors/library_call.cpp:[[@LINE+1]]:5: error: 'erase_after' ends{{.*}}[async-drop-library-call]
  l.erase_after(l.begin());
  // CHECK-NOT: error:
  u.try_emplace(1, std::move(r));
  u.insert({1, std::move(r)});
  l.emplace_front(1);
  co_return;
}
