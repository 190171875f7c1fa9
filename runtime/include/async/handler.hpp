#pragma once

#include <exception>

namespace async {

/// Keeps an exception the one being handled after its handler was left, so that the handler's body
/// may await: `throw;` and `std::current_exception()` find it. Used by lowered code: `enter()` is called
/// in the handler, the destructor ends the handling, and a `pause` hides it from whatever runs on
/// the thread while the coroutine is suspended. Handlers nest like a stack. (The idea is that of fiber
/// libraries, which save the handling state of a stack that they leave.)
class handler {
 public:
  handler() noexcept = default;
  handler(handler const&) = delete;
  handler& operator=(handler const&) = delete;
  ~handler();

  /// In a handler: takes the exception over.
  void enter() noexcept;
  /// Ends the handling.
  void leave() noexcept;

  class pause {
   public:
    explicit pause(handler& h) noexcept : handler_(h) { handler_.hide(); }
    pause(pause const&) = delete;
    pause& operator=(pause const&) = delete;
    ~pause() { handler_.show(); }

   private:
    handler& handler_;
  };

 private:
  void hide() noexcept;
  void show() noexcept;

  void* header_ = nullptr;
};

}  // namespace async
