#pragma once

namespace async {

/// An expression that is evaluated when it is needed: the left side of an assignment, which comes after
/// the right one, in coroutines for a compiler that makes objects first. Opened is a keeper of its temporaries. Used by
/// lowered code.
template <class F>
struct later {
  explicit later(F f) : get(f) {}
  template <class Opened>
  later(F f, Opened const&) : get(f) {}
  F get;
};
template <class F, class Opened>
later(F, Opened const&) -> later<F>;

namespace detail {

/// What such a left side is assigned to, by a function.
template <class F>
class later_target {
 public:
  explicit later_target(F assign) noexcept : assign_(assign) {}
  template <class U>
  decltype(auto) operator=(U&& from) && {
    return assign_(static_cast<U&&>(from));
  }

 private:
  F assign_;
};

}  // namespace detail
}  // namespace async
