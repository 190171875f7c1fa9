#pragma once

#include <async/detail/config.hpp>

#include <cstddef>
#include <exception>

// Calls that keep all registers but those for floating point: a function that makes none but these, and seldom,
// saves nothing for them. Each has a way out that is a call as compilers know it, though it is never taken but where
// the first says so: no compiler keeps anything below the stack pointer of a function that makes a call.
#if defined(__x86_64__) && defined(__ELF__) && !defined(__ILP32__) && !defined(ASYNC_ASAN) && \
    !defined(ASYNC_TSAN) && !defined(ASYNC_COUNT_FRAMES)
#define ASYNC_KEPT_CALLS 1
#if defined(__AVX512F__)
#define ASYNC_LOST_WITH_AVX512                                                                              \
  , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26",      \
      "xmm27", "xmm28", "xmm29", "xmm30", "xmm31", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define ASYNC_LOST_WITH_AVX512
#endif
// A lazily bound call changes r10 and r11.
#define ASYNC_LOST_IN_KEPT_CALLS                                                                            \
  "r10", "r11", "cc", "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8",     \
      "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15" ASYNC_LOST_WITH_AVX512
#endif

namespace async::detail {

#if defined(ASYNC_KEPT_CALLS)

/// Throws what the last kept call of this thread that failed has caught.
[[noreturn]] void throw_kept();
/// Aborts: the other two always say yes.
[[noreturn]] void not_kept() noexcept;

/// `allocate_frame`.
[[gnu::always_inline]] inline void* allocate_frame_kept(std::size_t bytes) {
  void* frame;
  __asm__ volatile("call async_allocate_frame_kept@PLT"
                   : "=a"(frame)
                   : "a"(bytes)
                   : ASYNC_LOST_IN_KEPT_CALLS);
  if (!frame) [[unlikely]] throw_kept();
  return frame;
}

/// `free_frame`.
[[gnu::always_inline]] inline void free_frame_kept(void* frame, std::size_t bytes) noexcept {
  __asm__ volatile("call async_free_frame_kept@PLT"
                   : "+a"(bytes)
                   : "D"(frame)
                   : ASYNC_LOST_IN_KEPT_CALLS);
  if (!bytes) [[unlikely]] not_kept();
}

/// `std::destroy_at(&error)`.
[[gnu::always_inline]] inline void destroy_error(std::exception_ptr& error) noexcept {
  void* at = &error;
  __asm__ volatile("call async_destroy_error_kept@PLT" : "+a"(at) : : ASYNC_LOST_IN_KEPT_CALLS);
  if (!at) [[unlikely]] not_kept();
}

#else

inline void destroy_error(std::exception_ptr& error) noexcept { error.~exception_ptr(); }

#endif

}  // namespace async::detail
