// async_bench_echo_client PORT CONNECTIONS DEPTH SECONDS: each connection sends DEPTH requests of 64
// bytes at a time and waits for as many answers. Prints how many were answered. SECONDS 0: connects, prints
// "idle" and waits for its input to end.
#include "clocks.hpp"

#include <cstdint>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

int main(int, char** argv) {
  auto const port = static_cast<std::uint16_t>(std::atoi(argv[1]));
  int const connections = std::atoi(argv[2]);
  std::size_t const batch = static_cast<std::size_t>(std::atoi(argv[3])) * 64;
  double const seconds = std::atof(argv[4]);
  sockaddr_in a{};
  a.sin_family = AF_INET;
  a.sin_port = htons(port);
  a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int const loop = epoll_create1(0), on = 1;
  std::vector<int> sockets;
  std::vector<std::size_t> missing;
  for (int i = 0; i < connections; ++i) {
    int const fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, reinterpret_cast<sockaddr*>(&a), sizeof a) != 0) return 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_event e{};
    e.events = EPOLLIN;
    e.data.u32 = static_cast<std::uint32_t>(sockets.size());
    epoll_ctl(loop, EPOLL_CTL_ADD, fd, &e);
    sockets.push_back(fd);
    missing.push_back(batch);
  }
  static char buffer[65536];
  for (int fd : sockets)
    if (write(fd, buffer, batch) < 0) return 1;
  if (seconds == 0) {
    std::puts("idle");
    std::fflush(stdout);
    std::getchar();
    return 0;
  }
  double const end = bench::wall() + seconds * 1e9;
  std::size_t answered = 0;
  while (bench::wall() < end) {
    epoll_event events[256];
    int const n = epoll_wait(loop, events, 256, 100);
    for (int i = 0; i < n; ++i) {
      std::size_t const c = events[i].data.u32;
      ssize_t const got = recv(sockets[c], buffer, sizeof buffer, MSG_DONTWAIT);
      if (got <= 0) return 1;
      missing[c] -= static_cast<std::size_t>(got);
      if (missing[c] != 0) continue;
      answered += batch / 64;
      missing[c] = batch;
      if (send(sockets[c], buffer, batch, 0) < 0) return 1;
    }
  }
  std::printf("%zu\n", answered);
}
