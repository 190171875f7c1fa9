// A call by way of a member whose arguments make objects: where nothing can change the member, g++'s order is as good.
// RUN: %check 2>&1 | FileCheck %s
// RUN: %check 2>&1 | grep -c warning: | grep -x 3
#include <async/async.hpp>
#include <chrono>
#include <string>
#include <string_view>
using namespace std::chrono_literals;
struct message {
  std::string text;
  explicit message(std::string t) : text(std::move(t)) {}
};
message made(int kind, std::string_view text);
struct connection {
  async::task<int> query(std::string_view);
  async::task<int> store(std::string, std::string_view);
  async::task<int> send(message);
  async::task<int> wait(std::chrono::milliseconds);
};
struct repository {
  connection* connection_;
  std::string text_;
  std::chrono::seconds time_{1};
  message next();
  message last() const;
  async::task<int> literal() { co_return co_await connection_->query("COMMIT"); }
  async::task<int> member() { co_return co_await connection_->query(text_); }
  async::task<int> copies() { co_return co_await connection_->store(text_, "x"); }
  async::task<int> computed() { co_return co_await connection_->store("x" + text_, std::to_string(time_.count())); }
  async::task<int> part() { co_return co_await connection_->query(std::string_view(text_).substr(1)); }
  async::task<int> time() { co_return co_await connection_->wait(time_); }
  async::task<int> sum() { co_return co_await connection_->wait(std::chrono::seconds(1) + 2ms); }
  async::task<int> object() { co_return co_await connection_->send(message("x")); }
  async::task<int> function() { co_return co_await connection_->send(made(1, text_)); }
  async::task<int> reads() { co_return co_await connection_->send(last()); }
  // CHECK: members.cpp:[[@LINE+1]]:50: warning: g++ 12 evaluates what stands in front
  async::task<int> writes() { co_return co_await connection_->send(next()); }
  // CHECK: members.cpp:[[@LINE+1]]:50: warning: g++ 12 evaluates what stands in front
  async::task<int> number() { co_return co_await connection_->send(made(co_await member(), "x")); }
  // CHECK: members.cpp:[[@LINE+1]]:50: warning: g++ 12 evaluates what stands in front
  async::task<int> change() { co_return co_await connection_->send(made((connection_ = nullptr) ? 1 : 0, "x")); }
};
