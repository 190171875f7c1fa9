#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace async {

/// How an awaiting operation ends after a stop request. Not a `std::exception`, so that a
/// `catch (std::exception const&)` that handles failures does not swallow it.
struct cancelled {};

/// A library operation was used outside any runtime.
class no_runtime : public std::logic_error {
 public:
  explicit no_runtime(std::string_view operation);
};

/// The current runtime lacks what the operation needs.
class unsupported : public std::logic_error {
 public:
  unsupported(std::string_view capability, std::string_view runtime);

  std::string const& capability() const noexcept { return capability_; }
  std::string const& runtime() const noexcept { return runtime_; }

 private:
  std::string capability_;
  std::string runtime_;
};

}  // namespace async
