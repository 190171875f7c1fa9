// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
#include <async/async.hpp>
#include <concepts>
template <class T>
struct part {
  T value{};
  part(part&&) = delete;
  // CHECK: errors/constrained.cpp:[[@LINE+1]]:54: error: the drop 'close' has a requires-clause, but every 'part' that ends is dropped; put the constraint on the class or a specialization of it, or into the body, as 'if constexpr' [async-drop-constrained]
  [[async::drop]] async::task<void> close() requires std::same_as<T, int> { co_return; }
};
