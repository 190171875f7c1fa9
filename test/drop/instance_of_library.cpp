// Instances of class templates that only the library completes: their parts are dropped all the same.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#include <list>
#include <memory>
#include <optional>
#include <vector>
template <class T>
struct part {
  T own;
};
template <class T>
struct part<T*> {
  std::vector<T> own;
};
template <class T>
struct outer { // the body of an object behind a pointer
  struct core {
    T own;
    explicit core(char const* name) : own(name) {}
  };
  std::unique_ptr<core> own;
  explicit outer(char const* name) : own(std::make_unique<core>(name)) {}
};
template <class T>
struct base {
  T own;
  explicit base(char const* name) : own(name) {}
};
template <class T>
struct derived : base<T> { // completed by the list alone, and its base with it
  using base<T>::base;
};
template <class T>
struct around { // its member template is defined elsewhere
  template <class U>
  struct inside;
  std::unique_ptr<inside<int>> own;
  explicit around(char const* name) : own(std::make_unique<inside<int>>(name)) {}
};
template <class T>
template <class U>
struct around<T>::inside {
  U number = 3;
  T own;
  explicit inside(char const* name) : own(name) {}
};
// None of these can be completed, and nobody has to.
template <class T>
struct no_object {
  T own;
};
no_object<void>* nothing = nullptr;
START {
  (void)nothing;
  {
    auto one = std::make_unique<part<traced>>(traced("part"));
    say("made one");
  }
  {
    auto many = std::make_unique<part<traced*>>();
    many->own.emplace_back("first");
    many->own.emplace_back("second");
  }
  {
    std::list<derived<traced>> list;
    list.emplace_back("base");
    auto keyed = std::make_unique<std::pair<int, derived<traced>>>(1, "of a pair");
    around<traced> a("inside");
  }
  outer<traced> object("core");
  std::optional<outer<traced>> maybe = outer<traced>("optional core");
  co_return;
}
// OUT: made one
// OUT-NEXT: drop part
// OUT-NEXT: ~part
// OUT-NEXT: drop first
// OUT-NEXT: drop second
// OUT-NEXT: ~first
// OUT-NEXT: ~second
// OUT-NEXT: drop inside
// OUT-NEXT: ~inside
// OUT-NEXT: drop of a pair
// OUT-NEXT: ~of a pair
// OUT-NEXT: drop base
// OUT-NEXT: ~base
// OUT-NEXT: drop optional core
// OUT-NEXT: ~optional core
// OUT-NEXT: drop core
// OUT-NEXT: ~core
