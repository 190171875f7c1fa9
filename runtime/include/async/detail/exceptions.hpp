#pragma once

namespace async::detail {

/// Where a program is compiled without exceptions: says on stderr what would be thrown, then std::terminate.
[[noreturn, gnu::cold]] void thrown(char const* what) noexcept;

}  // namespace async::detail

// A `try` block with one handler for everything, and what is thrown, so that headers can be compiled with
// -fno-exceptions: there the block is all that is left, and an error ends the program.
#if defined(__cpp_exceptions)
#define ASYNC_TRY try
#define ASYNC_CATCH_ALL catch (...)
#define ASYNC_RETHROW throw
#define ASYNC_THROW(...) throw __VA_ARGS__
#else
#define ASYNC_TRY
#define ASYNC_CATCH_ALL if constexpr (false)
#define ASYNC_RETHROW static_cast<void>(0)
#define ASYNC_THROW(...) ::async::detail::thrown(#__VA_ARGS__)
#endif
