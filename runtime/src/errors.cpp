#include <async/detail/exceptions.hpp>
#include <async/detail/misuse.hpp>
#include <async/errors.hpp>
#include <async/mutex.hpp>

#include <cstdio>
#include <exception>
#include <system_error>

namespace async {

no_runtime::no_runtime(std::string_view operation)
    : std::logic_error("async::" + std::string(operation) + " was called outside any runtime") {}

unsupported::unsupported(std::string_view capability, std::string_view runtime)
    : std::logic_error("the runtime " + std::string(runtime) + " does not support " +
                       std::string(capability)),
      capability_(capability),
      runtime_(runtime) {}

}  // namespace async

namespace async::detail {

void locked_twice(char const* what) {
  throw std::system_error(std::make_error_code(std::errc::resource_deadlock_would_occur), what);
}

void misused(char const* what) { throw std::logic_error(what); }

void misused_fatally(char const* what) noexcept {
  std::fflush(stdout);
  std::fprintf(stderr, "%s\n", what);
  std::terminate();
}

void thrown(char const* what) noexcept {
  std::fflush(stdout);
  std::fprintf(stderr, "async: a program without exceptions ends here, with %s\n", what);
  std::terminate();
}

}  // namespace async::detail
