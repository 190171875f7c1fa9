// A marked class whose members are defined elsewhere.
#pragma once
#include <async/mode.hpp>
#include <async/task.hpp>

#include <string>

template <async::mode M>
class [[async::maybe]] store {
 public:
  using async_mode = M;
  explicit store(int n);
  virtual ~store() = default;
  virtual async::maybe<M, int> get(int k);
  async::maybe<M, std::string> text() const;
  static async::maybe<M, store> open(int n);

 private:
  int n_;
};
