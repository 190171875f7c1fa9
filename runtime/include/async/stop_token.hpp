#pragma once

#include <async/detail/stop_state.hpp>

#include <type_traits>
#include <utility>

namespace async {

/// As `std::stop_token`; also what a task is stopped with. Thread-safe.
class stop_token {
 public:
  stop_token() noexcept = default;
  explicit stop_token(detail::stop_ref state) noexcept : state_(std::move(state)) {}

  bool stop_requested() const noexcept { return state_ && state_->requested(); }
  /// Whether a request has come, or may come: from a task, or a source that is left.
  bool stop_possible() const noexcept {
    return state_ && (state_->has_source() || state_->requested());
  }
  void swap(stop_token& other) noexcept { std::swap(state_, other.state_); }
  friend void swap(stop_token& a, stop_token& b) noexcept { a.swap(b); }

  friend bool operator==(stop_token const& a, stop_token const& b) noexcept {
    return a.state_.get() == b.state_.get();
  }
  detail::stop_state* state() const noexcept { return state_.get(); }

 private:
  detail::stop_ref state_;
};

/// Makes a `stop_source` that stops nothing, as `std::nostopstate`.
struct nostopstate_t {
  explicit nostopstate_t() = default;
};
inline constexpr nostopstate_t nostopstate{};

/// As `std::stop_source`. Thread-safe. Copies request the same stop.
class stop_source {
 public:
  stop_source() : state_(detail::make_stop_state()) {}
  explicit stop_source(nostopstate_t) noexcept {}
  stop_source(stop_source const& o) noexcept : state_(o.state_) {
    if (state_) state().add_source();
  }
  stop_source(stop_source&&) noexcept = default;
  stop_source& operator=(stop_source o) noexcept {
    swap(o);
    return *this;
  }
  ~stop_source() {
    if (state_) state().source_gone();
  }

  /// Runs the callbacks of the tokens on the calling thread; false if stop was requested before.
  bool request_stop() const noexcept { return state_ && state_->request(); }
  bool stop_requested() const noexcept { return state_ && state_->requested(); }
  bool stop_possible() const noexcept { return static_cast<bool>(state_); }
  stop_token get_token() const noexcept { return stop_token(state_); }
  void swap(stop_source& other) noexcept { std::swap(state_, other.state_); }
  friend void swap(stop_source& a, stop_source& b) noexcept { a.swap(b); }

  friend bool operator==(stop_source const& a, stop_source const& b) noexcept {
    return a.state_.get() == b.state_.get();
  }

 private:
  detail::source_state& state() const noexcept {
    return static_cast<detail::source_state&>(*state_.get());
  }

  detail::stop_ref state_;
};

/// As `std::stop_callback`: calls `F` once stop is requested, at once if it already was. The
/// destructor waits for a call in progress on another thread.
template <class F>
class stop_callback : private detail::stop_node {
 public:
  using callback_type = F;

  template <class C>
    requires std::is_constructible_v<F, C>
  explicit stop_callback(stop_token token, C&& callback) noexcept(
      std::is_nothrow_constructible_v<F, C>)
      : stop_node(&call), token_(std::move(token)), callback_(std::forward<C>(callback)) {
    if (auto* s = token_.state()) s->add(*this);
  }
  stop_callback(stop_callback const&) = delete;
  stop_callback& operator=(stop_callback const&) = delete;
  ~stop_callback() { remove(); }

 private:
  static void call(stop_node* self) noexcept {
    std::forward<F>(static_cast<stop_callback*>(self)->callback_)();
  }

  stop_token token_;
  F callback_;
};

template <class F>
stop_callback(stop_token, F) -> stop_callback<F>;

}  // namespace async
