// The same by hand, on edge-triggered epoll.
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int, char** argv) {
  int const listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int const on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in a{};
  a.sin_family = AF_INET;
  a.sin_port = htons(static_cast<std::uint16_t>(std::atoi(argv[1])));
  a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener, reinterpret_cast<sockaddr*>(&a), sizeof a) != 0) return 1;
  listen(listener, SOMAXCONN);
  int const loop = epoll_create1(0);
  epoll_event e{};
  e.events = EPOLLIN | EPOLLET;
  e.data.fd = listener;
  epoll_ctl(loop, EPOLL_CTL_ADD, listener, &e);
  std::puts("ready");
  std::fflush(stdout);
  static char buffer[4096];
  for (;;) {
    epoll_event events[256];
    int const n = epoll_wait(loop, events, 256, -1);
    for (int i = 0; i < n; ++i) {
      int const fd = events[i].data.fd;
      if (fd == listener) {
        for (int c; (c = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
          setsockopt(c, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
          e.data.fd = c;
          epoll_ctl(loop, EPOLL_CTL_ADD, c, &e);
        }
        continue;
      }
      for (;;) {
        ssize_t const got = recv(fd, buffer, sizeof buffer, 0);
        if (got < 0 && errno == EAGAIN) break;
        // What is sent fits: the client waits for it before it sends more.
        if (got <= 0 || send(fd, buffer, static_cast<std::size_t>(got), MSG_NOSIGNAL) != got) {
          close(fd);
          break;
        }
        if (static_cast<std::size_t>(got) < sizeof buffer) break;  // a short read: it is empty
      }
    }
  }
}
