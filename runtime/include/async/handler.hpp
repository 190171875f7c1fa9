#pragma once

#include <async/detail/context.hpp>
#include <async/detail/foreign.hpp>

#include <coroutine>
#include <exception>
#include <utility>

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

namespace detail {

/// Awaits what a request asks for while the handler is paused.
template <class Awaiter>
class paused_awaiter {
 public:
  template <class Request>
  paused_awaiter(handler& h, Request const& request, context& c)
      : pause_(h), inner_(request.on_await(c)) {}
  bool await_ready() { return inner_.await_ready(); }
  template <class P>
  auto await_suspend(std::coroutine_handle<P> self) {
    return inner_.await_suspend(self);
  }
  decltype(auto) await_resume() { return inner_.await_resume(); }

 private:
  handler::pause pause_;  // until the end of the full-expression
  Awaiter inner_;
};

template <class Request>
class paused_request : public native_awaitable {
  using awaiter = decltype(std::declval<Request const&>().on_await(std::declval<context&>()));

 public:
  paused_request(handler& h, Request const& request) noexcept : handler_(h), request_(request) {}
  paused_awaiter<awaiter> on_await(context& c) const { return {handler_, request_, c}; }

 private:
  handler& handler_;
  Request const& request_;
};

}  // namespace detail

/// `co_await paused(h, request)` in what was the body of handler `h`.
template <class Request>
detail::paused_request<Request> paused(handler& h, Request const& request) noexcept {
  return {h, request};
}

}  // namespace async
