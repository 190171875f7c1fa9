// Two event loops in one process. humboldt runs the program; gcd is the main loop of a window toolkit (GLib's),
// on a thread that must never be blocked. Tasks of either await tasks of the other, and each part says where
// it runs.
#include <async/async.hpp>
#include <async/runtimes/glib.hpp>

#include <glib.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <thread>

using namespace std::chrono_literals;

void say(char const* what) {
  std::string const where(async::this_task::runtime().name());
  std::printf("%-34s on %s\n", what, where.c_str());
}

namespace humboldt {

class runtime : public async::multi_thread {
 public:
  runtime() { instance = this; }
  std::string_view name() const { return "humboldt"; }
  static inline runtime* instance = nullptr;
};

namespace network {

async::task<std::string> receive() {
  say("  humboldt::network receives");
  co_await async::sleep_for(2ms);
  co_return "mail";
}
/// humboldt's own API stays on humboldt's threads, wherever it is called from.
async::task<std::string> get() { return async::on(*runtime::instance, receive()); }

}  // namespace network
}  // namespace humboldt

namespace gcd {

/// The toolkit's loop, on its thread.
class main_loop : public async::glib {
 public:
  main_loop()
      : loop_(g_main_loop_new(context(), FALSE)), thread_([this] { g_main_loop_run(loop_); }) {}
  ~main_loop() {
    GSource* const quit = g_idle_source_new();  // in the loop, which may not have begun yet
    g_source_set_callback(quit, &main_loop::end, loop_, nullptr);
    g_source_attach(quit, context());
    g_source_unref(quit);
    thread_.join();
    g_main_loop_unref(loop_);
  }
  std::string_view name() const { return "gcd"; }

 private:
  static gboolean end(gpointer loop) {
    g_main_loop_quit(static_cast<GMainLoop*>(loop));
    return G_SOURCE_REMOVE;
  }

  GMainLoop* loop_;
  std::thread thread_;
};

}  // namespace gcd

async::task<int> compute() {
  say("  spawned back");
  co_await async::this_task::yield();
  co_return 42;
}

async::task<std::string> show_window() {
  say(" spawned onto the other loop");
  auto answer = humboldt::runtime::instance->spawn(compute());
  int const n = co_await answer;
  say(" home after humboldt has computed");
  std::string const text = co_await humboldt::network::get();
  say(" home after a message");
  co_await async::sleep_for(1ms);
  say(" home after a timer of its own");
  co_return text + " " + std::to_string(n);
}

[[async::main(humboldt)]]
async::task<void> start() {
  gcd::main_loop window;
  say("start");
  std::string const shown = co_await async::on(window, show_window());
  say("home again");
  std::printf("%s\n", shown.c_str());
}
