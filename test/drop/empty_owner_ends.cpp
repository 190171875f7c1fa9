// In a function that cannot await, an owner that holds nothing may end on any path: one that was made so and that nothing
// has filled yet, and one that a condition found to be empty.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <map>
#include <memory>
#include <optional>
#include <vector>

using owner = std::unique_ptr<traced>;
owner try_open(const char* name) { return name ? std::make_unique<traced>(name) : nullptr; }
bool is_full(owner const& p) { return p != nullptr; }

owner tested(const char* name) {
  auto p = try_open(name);
  if (!p) return nullptr;
  return p;
}
owner declared_in_condition(const char* name) {
  if (auto p = try_open(name)) return p;
  if (auto p = try_open("second"); p != nullptr) return p;
  return nullptr;
}
owner not_filled_yet(const char* name, bool stop) {
  owner p;
  if (stop || is_full(p) || p.get()) return nullptr;
  p = try_open(name);
  return p;
}
std::optional<traced> optional(bool none) {
  std::optional<traced> o;
  if (none) return std::nullopt;
  o.emplace("optional");
  return o;
}
std::vector<traced> many(int n) {
  std::vector<traced> v;
  v.reserve(2);
  if (n < 0) return {};
  for (int i = 0; i < n; ++i) v.emplace_back("of many");
  for (auto& each : v) each.name();
  return v;
}
std::map<int, owner> keyed(bool none) {
  std::map<int, owner> m;
  if (none || m.find(1) != m.end()) return {};
  m.emplace(1, try_open("keyed"));
  return m;
}
owner either(const char* name, bool other) {
  auto p = try_open(name);
  if (p == nullptr || other) {
    if (p) return p;
    return {};
  }
  return p;
}
void all_of(std::vector<owner>& to, int n) {
  while (n --> 0)
    if (auto p = try_open(n % 2 ? "odd" : nullptr)) to.push_back(std::move(p));
}
traced* raw(owner p) { return p.release(); }
void handed_on(std::vector<std::vector<traced>>& to) {
  std::vector<traced> v;
  v.emplace_back("handed on");
  to.push_back(std::move(v));
  v.clear();
}
START {
  auto a = tested(nullptr), b = tested("tested"), c = declared_in_condition(nullptr), d = not_filled_yet("late", false);
  auto e = not_filled_yet("never", true);
  auto o = optional(true), p = optional(false);
  auto m = many(1), n = many(-1);
  auto k = keyed(false), l = keyed(true);
  owner again(raw(try_open("raw")));
  auto q = either("either", true), r = either(nullptr, true);
  std::vector<owner> all;
  all_of(all, 3);
  std::vector<std::vector<traced>> lists;
  handed_on(lists);
  std::printf("%d %s %s %s %d %d %s %zu %zu %zu %zu %s %d %zu %s\n", !a, b->name(), c->name(), d->name(), !e, !o, p->name(),
              m.size(), n.size(), k.size(), l.size(), q->name(), !r, all.size(), again->name());
  co_return;
}
// OUT: 1 tested second late 1 1 optional 1 0 1 0 either 1 1 raw
// OUT-NEXT: drop handed on
