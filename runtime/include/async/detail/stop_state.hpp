#pragma once

#include <async/detail/frame.hpp>
#include <async/detail/spinlock.hpp>

#include <atomic>
#include <cstdint>
#include <utility>

namespace async::detail {

class stop_state;

/// A callback that waits for a stop request; lives inside the operation that waits.
class stop_node {
 public:
  using function = void (*)(stop_node*) noexcept;

  explicit stop_node(function call) noexcept : call_(call) {}
  stop_node(stop_node const&) = delete;
  stop_node& operator=(stop_node const&) = delete;

  /// After this returns the callback neither runs nor will run, unless it is the caller itself.
  void remove() noexcept;

 private:
  friend class stop_state;

  stop_node* next_ = nullptr;
  stop_node** link_ = nullptr;  // what points to this node; null while not in a list
  stop_state* state_ = nullptr;
  function call_;
};

/// The shared part of stop sources and tokens; every spawned task is one.
class stop_state {
 public:
  stop_state(stop_state const&) = delete;
  stop_state& operator=(stop_state const&) = delete;

  bool requested() const noexcept { return requested_.load(std::memory_order_acquire); }
  bool request() noexcept;
  /// Calls the node at once if stop was requested.
  void add(stop_node& node) noexcept;
  /// Whether somebody is left who may request stop.
  virtual bool has_source() const noexcept { return true; }

  void add_ref(std::uint32_t n = 1) noexcept { refs_.fetch_add(n, std::memory_order_relaxed); }
  void release() noexcept {
    if (refs_.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy();
  }
  /// False once the last reference has gone: for lists that hold no reference themselves.
  bool try_add_ref() noexcept;

 protected:
  explicit stop_state(std::uint32_t refs) noexcept : refs_(refs) {}
  virtual ~stop_state() = default;
  virtual void destroy() noexcept = 0;

 private:
  friend class stop_node;

  std::atomic<std::uint32_t> refs_;
  std::atomic<bool> requested_{false};
  spinlock lock_;
  stop_node* head_ = nullptr;
  stop_node* running_ = nullptr;
  void const* runner_ = nullptr;  // the thread that runs the callbacks
};

/// What may stop a task, unless a shield hides it: then it reads as null. One word. What is null is as good as
/// hidden.
class seen_stop {
 public:
  seen_stop() noexcept = default;
  seen_stop(stop_state* s) noexcept : bits_(s ? reinterpret_cast<std::uintptr_t>(s) : hidden_bit) {}

  stop_state* get() const noexcept { return *this ? reinterpret_cast<stop_state*>(bits_) : nullptr; }
  stop_state* operator->() const noexcept { return get(); }
  explicit operator bool() const noexcept { return !(bits_ & hidden_bit); }

  seen_stop hidden() const noexcept { return seen_stop(bits_ | hidden_bit); }
  // Of what can be seen, and back again. Added: setting a bit may become a store of one byte, which the
  // next load of the word has to wait for.
  void hide() noexcept { bits_ += hidden_bit; }
  void show() noexcept { bits_ -= hidden_bit; }

 private:
  static constexpr std::uintptr_t hidden_bit = 1;
  explicit seen_stop(std::uintptr_t bits) noexcept : bits_(bits) {}
  std::uintptr_t bits_ = hidden_bit;
};

/// Passes a stop request on.
class stop_link : public stop_node {
 public:
  explicit stop_link(stop_state& to) noexcept : stop_node(&call), to_(to) {}

 private:
  static void call(stop_node* self) noexcept { static_cast<stop_link*>(self)->to_.request(); }
  stop_state& to_;
};

class stop_ref {
 public:
  stop_ref() noexcept = default;
  /// Takes over one reference.
  explicit stop_ref(stop_state* adopted) noexcept : state_(adopted) {}
  stop_ref(stop_ref const& o) noexcept : state_(o.state_) {
    if (state_) state_->add_ref();
  }
  stop_ref(stop_ref&& o) noexcept : state_(std::exchange(o.state_, nullptr)) {}
  stop_ref& operator=(stop_ref o) noexcept {
    std::swap(state_, o.state_);
    return *this;
  }
  ~stop_ref() {
    if (state_) state_->release();
  }

  static stop_ref share(stop_state* s) noexcept {
    if (s) s->add_ref();
    return stop_ref(s);
  }
  stop_state* get() const noexcept { return state_; }
  stop_state* operator->() const noexcept { return state_; }
  explicit operator bool() const noexcept { return state_ != nullptr; }

 private:
  stop_state* state_ = nullptr;
};

/// Of the copies of a stop source, which it counts; what is made for others counts as having one.
class source_state final : public stop_state, public in_frame_arena {
 public:
  source_state() noexcept : stop_state(1) {}
  bool has_source() const noexcept override {
    return sources_.load(std::memory_order_acquire) != 0;
  }
  void add_source() noexcept { sources_.fetch_add(1, std::memory_order_relaxed); }
  void source_gone() noexcept { sources_.fetch_sub(1, std::memory_order_release); }

 private:
  void destroy() noexcept override;

  std::atomic<std::uint32_t> sources_{1};
};

stop_ref make_stop_state();

}  // namespace async::detail
