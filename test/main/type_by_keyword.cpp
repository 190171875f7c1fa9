// A type may begin with a keyword.
// RUN: sed 's/RUNTIME/decltype(example)/' %s > %t1.cpp && %asyncc --no-line %t1.cpp -- %flags | FileCheck %s --check-prefix=DECLTYPE && %asyncc g++ %flags %t1.cpp -o %t1 %library && %t1 | grep current_thread
// RUN: sed 's/RUNTIME/typename traits<int>::type/' %s > %t2.cpp && %asyncc clang++-19 %flags %t2.cpp -o %t2 %library && %t2 | grep current_thread
// RUN: sed 's/RUNTIME/class async::current_thread/' %s > %t3.cpp && %asyncc g++ %flags %t3.cpp -o %t3 %library && %t3 | grep current_thread
#include <async/async.hpp>
#include <cstdio>
async::current_thread example;
template <class T>
struct traits {
  using type = async::current_thread;
};
// DECLTYPE: decltype(example){}
[[async::main(RUNTIME)]] async::task<void> start() {
  std::puts(std::string(async::this_task::runtime().name()).c_str());
  co_return;
}
