// An element that was moved out of a container by the statement in front may be taken from it: pools and queues do.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <deque>
#include <list>
#include <map>
#include <memory>
#include <vector>

using owner = std::unique_ptr<traced>;
owner open(const char* name) { return std::make_unique<traced>(name); }

class pool {
 public:
  void put(owner p) { free_.push_back(std::move(p)); }
  owner get() {
    if (free_.empty()) return open("fresh");
    auto p = std::move(free_.back());
    free_.pop_back();
    return p;
  }
  void oldest(std::vector<owner>& to) {
    to.push_back(std::move(this->free_.front()));
    free_.pop_front();
  }

 private:
  std::deque<owner> free_;
};

template <class T>
T last(std::vector<T>& v) {
  T x = std::move(v.back());
  v.pop_back();
  return x;
}
traced by_key(std::map<int, traced>& m, int key) {
  auto const it = m.find(key);
  auto x = std::move(it->second);
  m.erase(it);
  return x;
}
traced at(std::vector<traced>& v, int n) {
  auto it = v.begin() + n;
  traced x = std::move(*it);
  v.erase(it);
  return x;
}
traced first(std::list<traced>& l) {
  traced x(std::move(*l.begin()));
  l.erase(l.begin());
  return x;
}
struct jobs {
  std::vector<traced> waiting;
};
async::task<void> work(jobs& all) {
  while (!all.waiting.empty()) {
    auto job = std::move(all.waiting.back());
    all.waiting.pop_back();
    std::printf("work %s\n", job.name());
    co_await later(1);
  }
}

START {
  pool p;
  p.put(open("a"));
  p.put(open("b"));
  std::vector<owner> all;
  p.oldest(all);
  auto one = p.get(), two = p.get();
  std::printf("%s %s %s\n", all[0]->name(), one->name(), two->name());
  std::vector<traced> v;
  for (auto name : {"c", "d", "e", "f"}) v.emplace_back(name);
  auto l = last(v), m = at(v, 0);
  std::printf("%s %s %zu\n", l.name(), m.name(), v.size());
  std::map<int, traced> keyed;
  keyed.emplace(1, "g");
  auto k = by_key(keyed, 1);
  std::list<traced> list;
  list.emplace_back("h");
  auto h = first(list);
  std::printf("%s %s %zu %zu\n", k.name(), h.name(), keyed.size(), list.size());
  jobs mine;
  mine.waiting = std::move(v);
  co_await work(mine);
}
// OUT: a b fresh
// OUT: f c 2
// OUT-NEXT: g h 0 0
// OUT-NEXT: work e
// OUT-NEXT: drop e
// OUT-NEXT: ~e
// OUT-NEXT: work d
// OUT-NEXT: drop d
// OUT-NEXT: ~d
// OUT-NEXT: drop h
// OUT: drop g
// OUT: drop c
// OUT: drop f
// OUT: drop fresh
// OUT: drop b
// OUT: drop a
