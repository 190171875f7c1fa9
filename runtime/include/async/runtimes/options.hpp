#pragma once

namespace async {

/// What `multi_thread` and `current_thread` are made with.
struct runtime_options {
  /// How many threads run tasks; 0: as many as the machine has. `current_thread` ignores it.
  unsigned workers = 0;
  /// Whether SIGINT and SIGTERM request stop on the main task.
  bool handle_signals = true;
};

}  // namespace async
