#include <async/io.hpp>

#include <string>

namespace async {

namespace {

class category final : public std::error_category {
 public:
  char const* name() const noexcept override { return "async.io"; }
  std::string message(int error) const override {
    switch (static_cast<io_errc>(error)) {
      case io_errc::unexpected_end: return "the input ended too early";
      case io_errc::too_long: return "the input has a part that is longer than its limit";
    }
    return "unknown error";
  }
};

}  // namespace

std::error_category const& io_category() noexcept {
  static category const c;
  return c;
}

}  // namespace async
