#include <async/detail/record.hpp>

#include <async/insight.hpp>
#include <async/this_task.hpp>

#include <ostream>
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
  shard& s = shard_of(*this);
  spin_guard guard(s.lock);
  list_next = s.head;
  list_link = &s.head;
  if (s.head) s.head->list_link = &list_next;
  s.head = this;
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
  resume_point = first;
  enlist();
  schedule(hint);
}

void stop_all_tasks(runtime_ref rt) noexcept {
  while (has_tasks(rt)) {
    drain d(rt);
    draining.fetch_add(1, std::memory_order_seq_cst);
    {
      spin_guard guard(drains_lock);
      d.next_drain = drains;
      drains = &d;
    }
    stop_listed(rt);
    check_drains(rt);  // the last one may have ended before this drain was listed
    rt.run(d.done);
    draining.fetch_sub(1, std::memory_order_seq_cst);
  }
}

}  // namespace async::detail

namespace async {

void dump_tasks(std::ostream& out) {
  for (detail::shard& s : detail::shards) {
    std::string lines;
    {
      detail::spin_guard guard(s.lock);
      for (detail::record* r = s.head; r; r = r->list_next) {
        std::string const name = r->name();
        lines += "task " + std::to_string(r->id) + (name.empty() ? "" : " '" + name + "'") + " on " +
                 std::string(r->home.name()) + (r->requested() ? ", asked to stop" : "") + "\n";
      }
    }
    out << lines;
  }
}

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
