#pragma once

#include <async/runtimes/driven.hpp>

#include <glib.h>

#include <string_view>

namespace async {

/// Runs tasks on a GLib main context, for example that of a window toolkit: a source among others, which
/// never blocks it. Tasks run on the thread that runs the context; `spawn` may be called on any.
class glib : public driven_runtime<glib> {
 public:
  /// A context of its own.
  glib() : glib(g_main_context_new()) { g_main_context_unref(context_); }
  /// Shares `context`, which somebody else may run; null is the default one.
  explicit glib(GMainContext* context)
      : context_(g_main_context_ref(context ? context : g_main_context_default())) {
    static GSourceFuncs functions = {&prepare, nullptr, &dispatch, nullptr, nullptr, nullptr};
    source_ = g_source_new(&functions, sizeof(source));
    reinterpret_cast<source*>(source_)->self = this;
    g_source_add_unix_fd(source_, core_.fd(), G_IO_IN);
    g_source_set_can_recurse(source_, TRUE);
    // Tasks that wake each other for ever let timers, input and redrawing go first.
    g_source_set_priority(source_, G_PRIORITY_DEFAULT_IDLE);
    g_source_attach(source_, context_);
  }
  /// Stops the tasks that are left and runs them to their end.
  virtual ~glib() {
    runtime_ref(*this).stop_tasks();
    g_source_destroy(source_);
    g_source_unref(source_);
    g_main_context_unref(context_);
  }

  /// The name of the most derived class, unless overridden.
  virtual std::string_view name() const { return detail::class_name(this, "async::glib"); }
  GMainContext* context() noexcept { return context_; }

  // What `runtime_ref` uses.
  void run(completion& done) {
    while (!done.is_set()) {
      if (g_main_context_acquire(context_)) {
        arm();  // in a task, what it has begun is not known to the source yet
        g_main_context_iteration(context_, TRUE);
        g_main_context_release(context_);
      } else {
        g_usleep(1000);  // another thread runs the context, and the tasks
      }
    }
  }

 private:
  struct source {
    GSource base;
    glib* self;
  };
  /// In a main loop that a task runs, as for a dialog, what that task has begun is not known to the source yet.
  static gboolean prepare(GSource* s, gint* wait) {
    reinterpret_cast<source*>(s)->self->arm();
    *wait = -1;
    return FALSE;
  }
  static gboolean dispatch(GSource* s, GSourceFunc, gpointer) {
    glib& self = *reinterpret_cast<source*>(s)->self;
    self.core_.make_progress();
    self.arm();
    return G_SOURCE_CONTINUE;
  }
  void arm() noexcept {
    static_cast<void>(core_.fd());  // readable from now on if there is something to do
    auto const due = core_.deadline();
    // Both clocks are CLOCK_MONOTONIC.
    g_source_set_ready_time(
        source_, due == timer::clock::time_point::max()
                     ? -1
                     : std::chrono::ceil<std::chrono::microseconds>(due.time_since_epoch()).count());
  }

  GMainContext* context_;
  GSource* source_ = nullptr;
};

}  // namespace async
