// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
#include <async/async.hpp>
#include <string>
struct a {
  // CHECK: errors/default_argument.cpp:[[@LINE+1]]:62: error: the parameter 'why' of the drop 'close' refers to a temporary, its default argument, which ends before the drop is awaited; take it by value [async-drop-default-argument]
  [[async::drop]] async::task<void> close(std::string const& why = "done");
  a(a&&) = delete;
};
template <async::mode M>
struct [[async::maybe]] b {
  using async_mode = M;
  // CHECK: errors/default_argument.cpp:[[@LINE+1]]:58: error: {{.*}}[async-drop-default-argument]
  [[async::drop]] async::maybe<M, void> close(int const& why = 1) { co_return; }
  b(b&&) = delete;
};
inline int global = 2;
struct c {
  [[async::drop]] async::task<void> close(int& to = global);
  c(c&&) = delete;
};
struct d {
  [[async::drop]] async::task<void> close(std::exception_ptr const& error = {}, std::string how = "x");
  d(d&&) = delete;
};
