#include <async/detail/misuse.hpp>
#include <async/errors.hpp>

#include <cstdio>
#include <exception>

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

void misused(char const* what) { throw std::logic_error(what); }

void misused_fatally(char const* what) noexcept {
  std::fflush(stdout);
  std::fprintf(stderr, "%s\n", what);
  std::terminate();
}

}  // namespace async::detail
