#include <async/detail/exceptions.hpp>
#include <async/detail/frame.hpp>
#include <async/detail/kept_calls.hpp>

#include <cstdlib>
#include <memory>
#include <utility>

#if defined(ASYNC_KEPT_CALLS)

namespace async::detail {

namespace {
thread_local std::exception_ptr caught;
}  // namespace

void throw_kept() { std::rethrow_exception(std::exchange(caught, nullptr)); }
void not_kept() noexcept { std::abort(); }

extern "C" {
[[gnu::used]] void* async_allocate_frame_or_null(std::size_t bytes) noexcept {
  ASYNC_TRY { return allocate_frame(bytes); }
  ASYNC_CATCH_ALL { caught = std::current_exception(); }
  return nullptr;
}
[[gnu::used]] std::size_t async_free_frame(std::size_t bytes, void* frame) noexcept {
  free_frame(frame, bytes);
  return bytes;
}
[[gnu::used]] std::exception_ptr* async_destroy_error(std::exception_ptr* error) noexcept {
  std::destroy_at(error);
  return error;
}
}

}  // namespace async::detail

// The argument and the result are in rax, a second argument is in rdi; nobody aligned the stack.
__asm__(R"(
  .macro async_kept_call name, target
  .globl \name
  .type \name, @function
\name:
  .cfi_startproc
  pushq %rbp
  .cfi_def_cfa_offset 16
  .cfi_offset %rbp, -16
  movq %rsp, %rbp
  .cfi_def_cfa_register %rbp
  pushq %rcx
  pushq %rdx
  pushq %rsi
  pushq %rdi
  pushq %r8
  pushq %r9
  andq $-16, %rsp
  movq %rdi, %rsi
  movq %rax, %rdi
  call \target@PLT
  movq -8(%rbp), %rcx
  movq -16(%rbp), %rdx
  movq -24(%rbp), %rsi
  movq -32(%rbp), %rdi
  movq -40(%rbp), %r8
  movq -48(%rbp), %r9
  leave
  .cfi_def_cfa %rsp, 8
  ret
  .cfi_endproc
  .size \name, . - \name
  .endm
  .text
  async_kept_call async_allocate_frame_kept, async_allocate_frame_or_null
  async_kept_call async_free_frame_kept, async_free_frame
  async_kept_call async_destroy_error_kept, async_destroy_error
)");

#endif
