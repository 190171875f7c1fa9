// Class templates that may have parts with drops, or never do.
#pragma once
#include <async/async.hpp>
#include <functional>
#include <map>
#include <memory>
#include <vector>
template <class T>
struct chain {
  std::unique_ptr<chain> next;
};
template <async::mode M>
struct [[async::maybe]] tree {
  int v = 0;
  std::vector<tree> kids;
  async::maybe<M, int> sum() const {
    int t = v;
    for (auto& k : kids) t += co_await k.sum();
    co_return t;
  }
};
template <class T>
struct second;
template <class T>
struct first {
  std::unique_ptr<second<T>> x;
  T given;
};
template <class T>
struct second {
  std::unique_ptr<first<T>> x;
};
template <class... F>
struct overloaded : F... {
  using F::operator()...;
};
template <class T>
struct point {
  struct {
    T x, y;
  } at;
};
template <class T>
struct node {
  T value;
  std::vector<node*> peers;
  std::map<int, node*> by_number;
  std::function<void(node&)> changed;
};
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, T> value(T x) {
  co_return x;
}
