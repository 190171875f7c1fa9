#include <cstdio>
#include <cstdlib>
#include <uv.h>

namespace {

struct connection {
  uv_tcp_t handle;
  uv_write_t write;
  char buffer[4096];
};

void on_closed(uv_handle_t* h) { delete static_cast<connection*>(h->data); }
void on_written(uv_write_t*, int) {}
void give_buffer(uv_handle_t* h, std::size_t, uv_buf_t* b) {
  *b = uv_buf_init(static_cast<connection*>(h->data)->buffer, 4096);
}
void on_read(uv_stream_t* s, ssize_t n, uv_buf_t const* b) {
  auto* const c = static_cast<connection*>(s->data);
  if (n < 0) return uv_close(reinterpret_cast<uv_handle_t*>(s), on_closed);
  uv_buf_t out = uv_buf_init(b->base, static_cast<unsigned>(n));
  if (n > 0 && uv_try_write(s, &out, 1) != n) uv_write(&c->write, s, &out, 1, on_written);
}
void on_connection(uv_stream_t* listener, int) {
  auto* const c = new connection;
  uv_tcp_init(listener->loop, &c->handle);
  c->handle.data = c;
  auto* const s = reinterpret_cast<uv_stream_t*>(&c->handle);
  uv_accept(listener, s);
  uv_tcp_nodelay(&c->handle, 1);
  uv_read_start(s, give_buffer, on_read);
}

}  // namespace

int main(int, char** argv) {
  uv_loop_t* const loop = uv_default_loop();
  uv_tcp_t listener;
  uv_tcp_init(loop, &listener);
  sockaddr_in a{};
  uv_ip4_addr("127.0.0.1", std::atoi(argv[1]), &a);
  uv_tcp_bind(&listener, reinterpret_cast<sockaddr*>(&a), 0);
  uv_listen(reinterpret_cast<uv_stream_t*>(&listener), 4096, on_connection);
  std::puts("ready");
  std::fflush(stdout);
  uv_run(loop, UV_RUN_DEFAULT);
}
