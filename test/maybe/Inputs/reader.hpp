#pragma once
#include <async/async.hpp>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

inline std::string trace;

template <async::mode M>
struct [[async::maybe]] reader {
  using async_mode = M;
  virtual async::maybe<M, std::size_t> read(std::span<char> into) = 0;
  virtual std::size_t size_hint() const { return 0; }
  virtual ~reader() = default;

  async::maybe<M, std::string> read_all() {
    std::string out;
    char buffer[4];
    while (auto n = co_await read(buffer)) out.append(buffer, n);
    co_return out;
  }
};

template <async::mode M, class Tag = int>
class [[async::maybe]] memory final : public reader<M> {
 public:
  explicit memory(std::string_view s) : rest_(s) {}
  async::maybe<M, std::size_t> read(std::span<char> into) override {
    if constexpr (M::is_async) {
      co_await async::this_task::yield();
    } else {
      trace += "[b]";
    }
    auto n = std::min(into.size(), rest_.size());
    std::memcpy(into.data(), rest_.data(), n);
    rest_.remove_prefix(n);
    co_return n;
  }
  async::maybe<M, int> twice(int x);
  async::maybe<M, void> nothing() { co_return; }

 private:
  std::string_view rest_;
};

template <async::mode M, class Tag>
async::maybe<M, int> memory<M, Tag>::twice(int x) {
  co_await nothing();
  co_return 2 * x;
}
