// has_value()/error(): the value is the status, an error is printed and the status is 1.
// RUN: env STATUS=1 %run %s 2>&1 | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <string>
struct outcome {
  int v = 0;
  std::string e;
  bool has_value() const { return e.empty(); }
  int value() const { return v; }
  std::string const& error() const { return e; }
};
// OUT: disk is full
[[async::main]] async::task<outcome> start() { co_return outcome{0, "disk is full"}; }
