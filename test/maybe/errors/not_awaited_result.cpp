// What a co_return gives is awaited, or the function gives calls; in a blocking mode alone it would pass.
// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
#include <async/async.hpp>
#include <any>
#include <functional>
#include <string>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> size() {
  co_return 1;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> note() {
  co_return;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> name() {
  co_return "";
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(bool b) {
  // CHECK: errors/not_awaited_result.cpp:[[@LINE+1]]:20: error: 'size' is called in maybe-async 'number' but neither awaited nor returned{{.*}}[async-maybe-not-awaited]
  if (b) co_return size<M>();
  // CHECK: errors/not_awaited_result.cpp:[[@LINE+1]]:17: error: 'size' is called{{.*}}[async-maybe-not-awaited]
  co_return b ? size<M>() : 2;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> nothing() {
  // CHECK: errors/not_awaited_result.cpp:[[@LINE+1]]:13: error: 'note' is called{{.*}}[async-maybe-not-awaited]
  co_return note<M>();
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> text() {
  // CHECK: errors/not_awaited_result.cpp:[[@LINE+1]]:13: error: 'name' is called{{.*}}[async-maybe-not-awaited]
  co_return name<M>();
}
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, T> any_of_these() {
  co_return size<M>();
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> fine() {
  auto later = [] { return size<M>(); };
  co_return co_await later() + co_await size<M>();
}
int use() { return number<async::blocking>(true) + fine<async::blocking>() + any_of_these<async::blocking, int>(); }
