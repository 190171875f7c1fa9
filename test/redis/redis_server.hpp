#pragma once

// A redis-server of the test's own, which can be killed and started again.

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

class redis_server {
 public:
  explicit redis_server(std::string folder, std::vector<std::string> more = {})
      : folder_(std::move(folder)), more_(std::move(more)), port_(free_port()) {
    start();
  }
  redis_server(redis_server const&) = delete;
  redis_server& operator=(redis_server const&) = delete;
  ~redis_server() { kill(); }

  std::uint16_t port() const noexcept { return port_; }
  std::string socket() const { return folder_ + "/" + std::to_string(port_) + ".sock"; }

  void kill() {
    if (process_ == 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(std::exchange(process_, 0), nullptr, 0);
  }
  void start() {
    std::vector<std::string> words = {
        "redis-server", "--port", std::to_string(port_), "--bind", "127.0.0.1", "--save", "",
        "--dir", folder_, "--unixsocket", socket(), "--enable-debug-command", "yes",
        "--loglevel", "warning"};
    words.insert(words.end(), more_.begin(), more_.end());
    std::vector<char*> arguments;
    for (auto& w : words) arguments.push_back(w.data());
    arguments.push_back(nullptr);
    process_ = ::fork();
    if (process_ == 0) {
      ::close(STDOUT_FILENO);
      ::execvp(arguments[0], arguments.data());
      ::_exit(127);
    }
    for (int i = 0; i < 500; ++i) {
      if (int const s = connected(port_); s >= 0) {
        ::close(s);
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    throw std::runtime_error("redis-server does not start");
  }

 private:
  static sockaddr_in local(std::uint16_t port) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    at.sin_port = htons(port);
    return at;
  }
  static std::uint16_t free_port() {
    int const s = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at = local(0);
    socklen_t size = sizeof at;
    ::bind(s, reinterpret_cast<sockaddr*>(&at), size);
    ::getsockname(s, reinterpret_cast<sockaddr*>(&at), &size);
    ::close(s);
    return ntohs(at.sin_port);
  }
  static int connected(std::uint16_t port) {
    int const s = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in const at = local(port);
    if (::connect(s, reinterpret_cast<sockaddr const*>(&at), sizeof at) == 0) return s;
    ::close(s);
    return -1;
  }

  std::string folder_;
  std::vector<std::string> more_;
  std::uint16_t port_;
  pid_t process_ = 0;
};
