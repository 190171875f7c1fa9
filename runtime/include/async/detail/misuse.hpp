#pragma once

namespace async::detail {

/// Throws `std::logic_error`: the library is used in a way that cannot work. Found in every build.
[[noreturn, gnu::cold]] void misused(char const* what);
/// The same where nothing can be thrown: a line on stderr, then std::terminate.
[[noreturn, gnu::cold]] void misused_fatally(char const* what) noexcept;

}  // namespace async::detail
