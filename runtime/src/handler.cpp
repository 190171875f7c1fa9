#include <async/handler.hpp>

#include <cxxabi.h>
#include <typeinfo>
#include <unwind.h>

// The Itanium C++ ABI keeps the exceptions that a thread handles in a list. What follows is the part of
// its layout (in libstdc++) that is needed to take one off the list and to put it back.

namespace __cxxabiv1 {
extern "C" void* __cxa_begin_catch(void*) noexcept;
extern "C" void __cxa_end_catch();
}  // namespace __cxxabiv1

namespace async {
namespace {

struct exception_header {
  void* exception_type;
  void (*exception_destructor)(void*);
  void (*unexpected_handler)();
  void (*terminate_handler)();
  exception_header* next;
  int handler_count;
  int handler_switch_value;
  unsigned char const* action_record;
  unsigned char const* language_data;
  void* catch_temp;
  void* adjusted_pointer;
  _Unwind_Exception unwind_header;
};

struct eh_globals {
  exception_header* caught;
  unsigned int uncaught;
};

// Out of line: the thread may be another one after a suspension.
[[gnu::noinline]] eh_globals& globals() noexcept {
  return *reinterpret_cast<eh_globals*>(__cxxabiv1::__cxa_get_globals());
}

}  // namespace

void handler::enter() noexcept {
  eh_globals& g = globals();
  header_ = g.caught;
  // A second beginning on top of the handler's own, whose end then ends nothing.
  ++g.uncaught;
  __cxxabiv1::__cxa_begin_catch(&g.caught->unwind_header);
}

void handler::leave() noexcept {
  if (!header_) return;
  header_ = nullptr;
  __cxxabiv1::__cxa_end_catch();
}

handler::~handler() { leave(); }

void handler::hide() noexcept {
  if (!header_) return;
  globals().caught = static_cast<exception_header*>(header_)->next;
}

void handler::show() noexcept {
  if (!header_) return;
  eh_globals& g = globals();
  auto* const mine = static_cast<exception_header*>(header_);
  if (g.caught == mine) return;  // an outer handler's too: what was thrown again is in the list once
  mine->next = g.caught;
  g.caught = mine;
}

}  // namespace async
