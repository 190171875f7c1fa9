#include "signal_watch.hpp"

#include <async/detail/print_exception.hpp>
#include <async/errors.hpp>
#include <async/main.hpp>

#include <cstdio>
#include <iostream>

namespace async::detail {

namespace {

int outcome_of(join_state<int>& s, bool was_signalled) noexcept {
  try {
    return s.outcome.take();
  } catch (cancelled const&) {
    if (!was_signalled) print_error("async::main ended with async::cancelled");
  } catch (...) {
    print_error("async::main ended with " + describe(std::current_exception()));
  }
  return 1;
}

}  // namespace

int run_main(runtime_ref rt, join_state<int>& s, bool handle_signals) noexcept {
  stop_ref const keep(&s);
  completion done;
  s.watcher = &done;
  int status = 1;
  int signal = 0;
  try {
    signal_watch watch(handle_signals, s);
    s.launch();
    rt.run(done);
    rt.stop_tasks();
    signal = watch.received();
    status = outcome_of(s, signal != 0);
  } catch (std::exception const& e) {
    print_error(e.what());
  }
  std::cout.flush();
  std::cerr.flush();
  std::clog.flush();
  std::fflush(nullptr);
  return signal != 0 ? 128 + signal : status;
}

void print_error(std::string_view text) noexcept {
  std::fflush(stdout);
  std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
}

stderr_stream::stderr_stream() : stream_(&std::cerr) {}
stderr_stream::~stderr_stream() { *stream_ << std::endl; }

}  // namespace async::detail
