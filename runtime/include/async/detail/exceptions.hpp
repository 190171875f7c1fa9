#pragma once

#include <exception>

namespace async::detail {

/// Where a program is compiled without exceptions: says on stderr what would be thrown, then std::terminate.
[[noreturn, gnu::cold]] void thrown(char const* what) noexcept;

/// `std::rethrow_exception(error)`. A copy as its argument would be the caller's to destroy, in a second round of
/// unwinding; what the ABI passes is a reference.
#if defined(__GLIBCXX__) && defined(__GXX_ABI_VERSION)
[[noreturn]] void rethrow(std::exception_ptr& error) __asm__("_ZSt17rethrow_exceptionNSt15__exception_ptr13exception_ptrE");
#else
[[noreturn]] inline void rethrow(std::exception_ptr& error) { std::rethrow_exception(error); }
#endif

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
