#include "quiet_thread.hpp"
#include "trace.hpp"

#include <async/detail/record.hpp>

#include <async/insight.hpp>
#include <async/this_task.hpp>

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <optional>
#include <vector>

namespace async::detail {

namespace {

// All tasks, in several lists so that threads seldom meet at one.
struct alignas(64) shard {
  spinlock lock;
  record* head = nullptr;
};
constexpr std::size_t shard_count = 16;
constinit shard shards[shard_count];

shard& shard_of(record const& r) noexcept { return shards[r.id % shard_count]; }

// Who waits until a runtime has no tasks.
struct drain final : work_item {
  explicit drain(runtime_ref r) noexcept : rt(r) {}
  void run() noexcept override { done.set(); }

  runtime_ref rt;
  completion done;
  drain* next_drain = nullptr;
};
constinit std::atomic<int> draining{0};
constinit spinlock drains_lock;
constinit drain* drains = nullptr;

bool has_tasks(runtime_ref rt) noexcept {
  for (shard& s : shards) {
    spin_guard guard(s.lock);
    for (record* r = s.head; r; r = r->list_next)
      if (r->home == rt) return true;
  }
  return false;
}

void check_drains(runtime_ref rt) noexcept {
  spin_guard guard(drains_lock);
  for (drain** d = &drains; *d;) {
    if ((*d)->rt == rt && !has_tasks(rt)) {
      drain& ended = **d;
      *d = ended.next_drain;
      rt.post(ended);  // on the runtime, as this thread may not be one of its own
    } else {
      d = &(*d)->next_drain;
    }
  }
}

/// Says on stderr what a runtime's end waits for, if that takes long.
class watchdog {
 public:
  explicit watchdog(runtime_ref rt) noexcept {
    try {
      thread_ = quiet_thread([this, rt] { watch(rt); });
    } catch (...) {  // then nothing is said
    }
  }
  ~watchdog() {
    {
      std::lock_guard const lock(mutex_);
      over_ = true;
    }
    ended_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void watch(runtime_ref rt) {
    std::unique_lock lock(mutex_);
    if (ended_.wait_for(lock, std::chrono::seconds(10), [this] { return over_; })) return;
    std::cerr << "async: the end of the runtime " << rt.name()
              << " waits for tasks that were asked to stop and have not ended:\n";
    dump_tasks(std::cerr);
  }

  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
  std::thread thread_;
};

bool is_draining(runtime_ref rt) noexcept {
  spin_guard guard(drains_lock);
  for (drain* d = drains; d; d = d->next_drain)
    if (d->rt == rt) return true;
  return false;
}

void stop_listed(runtime_ref rt) {
  for (shard& s : shards) {
    std::vector<stop_ref> found;
    {
      spin_guard guard(s.lock);
      for (record* r = s.head; r; r = r->list_next)
        if (r->home == rt && !r->requested() && r->try_add_ref()) found.emplace_back(r);
    }
    for (stop_ref const& r : found) r->request();
  }
}

}  // namespace

record::record(runtime_ref rt, std::uint32_t refs) noexcept
    : stop_state(refs), context(rt, next_task_id()) {
  stop = this;
}

void record::enlist() noexcept {
  {
    shard& s = shard_of(*this);
    spin_guard guard(s.lock);
    list_next = s.head;
    list_link = &s.head;
    if (s.head) s.head->list_link = &list_next;
    s.head = this;
  }
  // Who asks all tasks to stop has seen this one, or is seen here.
  if (draining.load(std::memory_order_seq_cst) != 0 && is_draining(home)) request();
}

void record::delist() noexcept {
  {
    shard& s = shard_of(*this);
    spin_guard guard(s.lock);
    *list_link = list_next;
    if (list_next) list_next->list_link = list_link;
  }
  if (draining.load(std::memory_order_seq_cst) != 0) check_drains(home);
}

void record::set_name(std::string name) {
  auto fresh = std::make_unique<std::string>(std::move(name));
  spin_guard guard(name_lock_);
  name_.swap(fresh);
}

std::string record::name() const {
  spin_guard guard(name_lock_);
  return name_ ? *name_ : std::string();
}

void record::start(std::coroutine_handle<> first, post_hint hint) noexcept {
  resume_point = outermost = first;
  enlist();
  schedule(hint);
}

}  // namespace async::detail

namespace async {

void runtime_ref::stop_tasks() const noexcept {
  using namespace detail;
  if (context* const here = current_context(); here && here->home == *this)
    misused_fatally("async: a runtime is destroyed by one of its own tasks, whose end it would wait for");
  std::optional<watchdog> slow;
  while (has_tasks(*this)) {
    if (!slow) slow.emplace(*this);
    drain d(*this);
    draining.fetch_add(1, std::memory_order_seq_cst);
    {
      spin_guard guard(drains_lock);
      d.next_drain = drains;
      drains = &d;
    }
    stop_listed(*this);
    check_drains(*this);  // the last one may have ended before this drain was listed
    run(d.done);
    draining.fetch_sub(1, std::memory_order_seq_cst);
  }
}

namespace {

void describe(std::string& to, detail::record const& r, detail::trace::look const& look) {
  std::string const name = r.name();
  to += "task " + std::to_string(r.id) + (name.empty() ? "" : " '" + name + "'") + " on " +
        std::string(r.home.name());
  std::vector<std::string> awaits;
  if (look.possible() && look.held(r)) {
    to += ", running";
  } else if (look.possible() && !r.resume_point) {
    to += ", on a thread that may block";
  } else if (look.possible()) {
    awaits = look.awaits(r);
    if (awaits.empty()) to += ", not started";
  }
  to += r.requested() ? ", asked to stop\n" : "\n";
  if (r.spawned_at.line() != 0)
    to += "  spawned at " + detail::trace::to_text(r.spawned_at, false) + "\n";
  for (std::size_t i = 0; i < awaits.size(); ++i)
    to += (i == 0 ? "  awaits at  " : "        from ") + awaits[i] + "\n";
}

}  // namespace

void dump_tasks(std::ostream& out) {
  std::string text;
  {
    detail::trace::look const look;
    for (detail::shard& s : detail::shards) {
      detail::spin_guard guard(s.lock);
      for (detail::record* r = s.head; r; r = r->list_next) describe(text, *r, look);
    }
  }
  out << text << std::flush;
}

void dump_tasks() { dump_tasks(std::cerr); }

namespace this_task {

std::string name() {
  auto& c = async::detail::require_context("this_task::name");
  return static_cast<async::detail::record&>(c).name();
}
void set_name(std::string name) {
  auto& c = async::detail::require_context("this_task::set_name");
  static_cast<async::detail::record&>(c).set_name(std::move(name));
}

}  // namespace this_task
}  // namespace async
