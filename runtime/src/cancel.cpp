#include <async/cancel.hpp>

namespace async::detail {

stop_scope::stop_scope(context& c, stop_token token)
    : ctx_((c.settle(), c)),
      outer_(c.stop),
      inner_(make_stop_state()),
      from_outer_(stop_token(stop_ref::share(c.stop.get())), forward{inner_.get()}),
      from_token_(std::move(token), forward{inner_.get()}) {
  c.stop = inner_.get();
}

stop_scope::~stop_scope() {
  ctx_.stop = outer_;
  static_cast<source_state&>(*inner_.get()).source_gone();
}

}  // namespace async::detail
