#include <async/detail/wait_queue.hpp>

namespace async::detail {

void wait_queue::push(wait_node& n) noexcept {
  n.previous_ = last_;
  n.next_ = nullptr;
  (last_ ? last_->next_ : first_) = &n;
  last_ = &n;
}

void wait_queue::remove(wait_node& n) noexcept {
  (n.previous_ ? n.previous_->next_ : first_) = n.next_;
  (n.next_ ? n.next_->previous_ : last_) = n.previous_;
}

void wait_node::finish(wait_queue& q) { finish(q, q.lock); }

void wait_node::fail() { throw cancelled(); }

}  // namespace async::detail
