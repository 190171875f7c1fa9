// Where the drop only blocks no coroutine is needed.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <optional>
struct log {
  std::optional<async::fs::file<async::blocking>> out;
  void close() {
    // CHECK: errors/library_call_blocking.cpp:[[@LINE+1]]:9: error: 'reset' ends the lives of objects with an async drop that 'std::optional<async::fs::file<async::blocking>>' holds, inside code that cannot await; assign another to it instead
    out.reset();
  }
  void also() { out = std::nullopt; }
};
