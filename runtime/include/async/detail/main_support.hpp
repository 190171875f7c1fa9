#pragma once

#include <async/detail/record.hpp>

#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>

namespace async::detail {

/// Runs the main task, whose first reference it takes over, with signals handled; waits for the
/// tasks that are left; reports what escaped.
int run_main(runtime_ref rt, join_state<int>& s, bool handle_signals) noexcept;

/// One line on stderr.
void print_error(std::string_view text) noexcept;

template <class N>
  requires std::is_arithmetic_v<N>
void print_error(N number) {
  print_error(std::string_view(std::to_string(number)));
}

class stderr_stream {
 public:
  stderr_stream();
  stderr_stream(stderr_stream const&) = delete;
  stderr_stream& operator=(stderr_stream const&) = delete;
  ~stderr_stream();
  std::ostream& get() noexcept { return *stream_; }

 private:
  std::ostream* stream_;
};

template <class E>
concept streamable = requires(std::ostream& out, E const& e) { out << e; };

template <class E>
void print_streamed(E const& error) {
  stderr_stream out;
  out.get() << error;
}

}  // namespace async::detail
