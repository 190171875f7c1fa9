#pragma once

// The data: a map of strings, some of which expire.

#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kv {

/// Any thread may use it. No operation waits for anything but a lock that is held for a moment, so
/// a task may use it without suspending.
class store {
 public:
  using clock = std::chrono::steady_clock;
  using deadline = clock::time_point;
  static constexpr deadline never = deadline::max();

  enum class condition { always, if_absent, if_present };
  enum class number_error { not_a_number, overflow };

  /// Calls `f` with the value, under the lock; false if there is none.
  template <class F>
  bool get(std::string_view key, F&& f) const {
    hashed_key const k(key);
    shard const& s = shard_of(k);
    std::lock_guard guard(s.lock);
    auto const i = s.entries.find(k);
    if (i == s.entries.end() || i->second.expired()) return false;
    f(std::string_view(i->second.value));
    return true;
  }

  bool set(std::string_view key, std::string_view value, deadline until = never,
           condition when = condition::always) {
    hashed_key const k(key);
    shard& s = shard_of(k);
    std::lock_guard guard(s.lock);
    auto i = s.entries.find(k);
    bool const there = i != s.entries.end() && !i->second.expired();
    if (when == (there ? condition::if_absent : condition::if_present)) return false;
    if (i == s.entries.end()) i = s.entries.try_emplace(std::string(key)).first;
    i->second.value.assign(value);
    i->second.until = until;
    return true;
  }

  bool erase(std::string_view key) {
    hashed_key const k(key);
    shard& s = shard_of(k);
    std::lock_guard guard(s.lock);
    auto const i = s.entries.find(k);
    if (i == s.entries.end()) return false;
    bool const there = !i->second.expired();
    s.entries.erase(i);
    return there;
  }

  bool contains(std::string_view key) const {
    return get(key, [](std::string_view) {});
  }

  /// Calls `f` with the new number or a `number_error`.
  template <class F>
  void increment(std::string_view key, F&& f) {
    hashed_key const k(key);
    shard& s = shard_of(k);
    std::lock_guard guard(s.lock);
    auto i = s.entries.find(k);
    std::int64_t n = 0;
    if (i == s.entries.end() || i->second.expired()) {
      if (i != s.entries.end()) s.entries.erase(i);
      i = s.entries.try_emplace(std::string(key)).first;
    } else {
      std::string const& v = i->second.value;
      auto const [end, error] = std::from_chars(v.data(), v.data() + v.size(), n);
      if (error != std::errc{} || end != v.data() + v.size() || v == "-0" ||
          (v.size() > 1 && (v[0] == '0' || v.starts_with("-0"))))
        return f(number_error::not_a_number);
      if (n == INT64_MAX) return f(number_error::overflow);
    }
    i->second.value = std::to_string(++n);
    f(n);
  }

  /// False if there is no such key. A deadline that has passed deletes it.
  bool expire(std::string_view key, deadline until) {
    hashed_key const k(key);
    shard& s = shard_of(k);
    std::lock_guard guard(s.lock);
    auto const i = s.entries.find(k);
    if (i == s.entries.end() || i->second.expired()) return false;
    i->second.until = until;
    return true;
  }

  /// When the key expires; nothing if there is none.
  std::optional<deadline> expiry(std::string_view key) const {
    hashed_key const k(key);
    shard const& s = shard_of(k);
    std::lock_guard guard(s.lock);
    auto const i = s.entries.find(k);
    if (i == s.entries.end() || i->second.expired()) return std::nullopt;
    return i->second.until;
  }

  /// Also counts what has expired and nobody has noticed.
  std::size_t size() const {
    std::size_t n = 0;
    for (shard const& s : shards_) {
      std::lock_guard guard(s.lock);
      n += s.entries.size();
    }
    return n;
  }

  void clear() {
    for (shard& s : shards_) {
      std::lock_guard guard(s.lock);
      s.entries.clear();
    }
  }

  /// Frees what has expired in one part of the map; each call takes the next part.
  void evict_some() {
    shard& s = shards_[next_evicted_.fetch_add(1, std::memory_order_relaxed) % shards_.size()];
    std::lock_guard guard(s.lock);
    std::erase_if(s.entries, [](auto const& e) { return e.second.expired(); });
  }

 private:
  struct entry {
    std::string value;
    deadline until = never;
    bool expired() const noexcept { return until != never && until <= clock::now(); }
  };

  /// A key is hashed once, for the choice of the shard and for the search in it.
  struct hashed_key {
    explicit hashed_key(std::string_view t) noexcept
        : text(t), hash(std::hash<std::string_view>()(t)) {}
    std::string_view text;
    std::size_t hash;
  };
  struct hasher {
    using is_transparent = void;
    std::size_t operator()(hashed_key const& k) const noexcept { return k.hash; }
    std::size_t operator()(std::string const& s) const noexcept {
      return std::hash<std::string_view>()(s);
    }
  };
  struct equal {
    using is_transparent = void;
    bool operator()(std::string const& a, std::string const& b) const noexcept { return a == b; }
    bool operator()(hashed_key const& a, std::string const& b) const noexcept {
      return a.text == b;
    }
    bool operator()(std::string const& a, hashed_key const& b) const noexcept {
      return a == b.text;
    }
  };

  struct alignas(64) shard {
    mutable std::mutex lock;
    std::unordered_map<std::string, entry, hasher, equal> entries;
  };

  static constexpr unsigned shard_bits = 6;
  static std::size_t index_of(hashed_key const& k) noexcept {
    return k.hash >> (sizeof k.hash * 8 - shard_bits);
  }
  shard& shard_of(hashed_key const& k) noexcept { return shards_[index_of(k)]; }
  shard const& shard_of(hashed_key const& k) const noexcept { return shards_[index_of(k)]; }

  std::array<shard, std::size_t{1} << shard_bits> shards_;
  std::atomic<std::size_t> next_evicted_{0};
};

}  // namespace kv
