#pragma once

#include <async/channel.hpp>
#include <async/detail/exceptions.hpp>
#include <async/detail/let_go.hpp>
#include <async/drop.hpp>
#include <async/event.hpp>
#include <async/group.hpp>
#include <async/join.hpp>
#include <async/semaphore.hpp>
#include <async/stream.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

// Adaptors of streams: `numbers() | async::filter(odd) | async::take(3)`, or `async::take(numbers(), 3)`.
// Each owns the stream that it was made from, and ends it when it is dropped. Elements are passed on as they are
// yielded: references stay references, but for `chunks` and `for_each_concurrent`, which copy.
namespace async {

namespace detail {

template <class F, class T, class V = std::remove_cvref_t<std::invoke_result_t<F&, T>>>
stream<V> map_stream(stream<T> from, F f) {
  auto at = co_await from.begin();
  while (at != from.end()) {
    if constexpr (has_drop<V>) {
      V given = std::invoke(f, *at);
      let_go_at_end const untaken(given);
      co_yield std::move(given);
    } else {
      co_yield std::invoke(f, *at);
    }
    co_await ++at;
  }
}

template <class F, class T>
stream<T> filter_stream(stream<T> from, F f) {
  auto at = co_await from.begin();
  while (at != from.end()) {
    std::remove_reference_t<T> const& x = *at;
    bool keep = false;
    if constexpr (given_later<std::invoke_result_t<F&, decltype(x)>>)
      keep = static_cast<bool>(co_await std::invoke(f, x));
    else
      keep = static_cast<bool>(std::invoke(f, x));
    if (keep) co_yield *at;
    co_await ++at;
  }
}

template <class T>
stream<T> take_stream(stream<T> from, std::size_t n) {
  if (n == 0) co_return;
  auto at = co_await from.begin();
  while (at != from.end()) {
    co_yield *at;
    if (--n == 0) break;
    co_await ++at;
  }
}

template <class T>
stream<std::vector<typename stream<T>::value_type>> chunk_stream(stream<T> from, std::size_t n) {
  std::vector<typename stream<T>::value_type> chunk;
  let_go_at_end const untaken(chunk);
  while (auto x = co_await from.next()) {
    chunk.push_back(std::move(*x));
    if (chunk.size() < n) continue;
    co_yield std::move(chunk);
    let_go(chunk);
    chunk.clear();
  }
  if (!chunk.empty()) co_yield std::move(chunk);
}

/// A result of one of several tasks, once it is there.
template <class V>
struct result_place {
  std::optional<V> value;
  std::exception_ptr error;
  event<> ended;
  ~result_place() { let_go(value); }
};

template <class T, class V>
task<void> run_into(T run, std::shared_ptr<result_place<V>> to) {
  std::optional<V>& value = to->value;
  ASYNC_TRY {
    if constexpr (std::is_void_v<typename T::value_type>) {
      co_await std::move(run);
      value.emplace();
    } else {
      value.emplace(co_await std::move(run));
    }
  } ASYNC_CATCH_ALL {
    to->error = std::current_exception();
  }
  to->ended.set();
}

/// Takes tasks out of a stream and starts them, as long as there are places. An error waits for its turn as a result does,
/// the stream's own as well.
template <class T, class V>
task<void> start_all(stream<T>& from, sender<std::shared_ptr<result_place<V>>> started,
                     semaphore<>& places, task_group& running) {
  std::exception_ptr error;
  ASYNC_TRY {
    while (true) {
      co_await places.acquire();
      auto work = co_await from.next();
      if (!work) co_return;
      auto place = std::make_shared<result_place<V>>();
      running.spawn(run_into(std::move(*work), place));
      co_await started.send(std::move(place));
    }
  } ASYNC_CATCH_ALL {
    error = std::current_exception();
  }
  auto last = std::make_shared<result_place<V>>();
  last->error = std::move(error);
  last->ended.set();
  co_await started.send(std::move(last));
}

/// Elements are tasks, of which `n` run at once; their results come in the order of the stream, and so does an error.
template <class T, class V = kept_t<typename T::value_type>>
stream<V> buffer_stream(stream<T> from, std::size_t n) {
  if (n == 0) n = 1;
  auto ends = channel<std::shared_ptr<result_place<V>>>(n);
  semaphore<> places(static_cast<std::ptrdiff_t>(n));
  task_group running;
  struct stopper {
    task_group& group;
    ~stopper() { group.request_stop(); }
  } const when_left{running};  // nobody wants the rest
  running.spawn(start_all<T, V>(from, std::move(ends.first), places, running));
  std::exception_ptr error;
  while (auto next = co_await ends.second.receive()) {
    co_await (*next)->ended.wait();
    error = (*next)->error;
    if (error) break;
    V value = *std::move((*next)->value);
    (*next)->value.reset();
    let_go_at_end const untaken(value);
    places.release();
    co_yield std::move(value);
  }
  if (error) running.request_stop();
  co_await running.join();
  if (error) std::rethrow_exception(error);
}

template <class F, class T>
task<void> start_each(stream<T>& from, semaphore<>& places, task_group& running, F& f) {
  while (true) {
    co_await places.acquire();
    auto x = co_await from.next();
    if (!x) break;
    using kept = typename stream<T>::value_type;  // the stream goes on meanwhile
    using given = std::conditional_t<std::is_reference_v<T>, kept&, kept&&>;
    running.spawn([](F& call, kept value, semaphore<>& place) -> task<void> {
      struct signal {
        semaphore<>& place;
        ~signal() { place.release(); }
      } const at_end{place};
      let_go_at_end const untaken(value);
      if constexpr (given_later<std::invoke_result_t<F&, given>>)
        co_await std::invoke(call, static_cast<given>(value));
      else
        static_cast<void>(std::invoke(call, static_cast<given>(value)));
      co_return;
    }(f, std::move(*x), places));
  }
}

template <class F, class T>
task<void> for_each_of(stream<T> from, std::size_t n, F f) {
  semaphore<> places(static_cast<std::ptrdiff_t>(n ? n : 1));
  task_group running{inherit_locals{}};
  running.spawn(start_each(from, places, running, f));  // a child, so that an error stops it
  co_await running.join();
}

template <class F>
struct stream_adaptor {
  F apply;
  template <class T>
  friend auto operator|(stream<T> from, stream_adaptor adaptor) {
    return adaptor.apply(std::move(from));
  }
};
template <class F>
stream_adaptor(F) -> stream_adaptor<F>;

}  // namespace detail

/// Each element as `f` gives it, by value (a reference is copied: what it names may end with the element); `map(fetch) | buffered(n)`, with a `fetch` that returns tasks, awaits up
/// to `n` of them at once.
template <class T, class F>
auto map(stream<T> from, F f) {
  return detail::map_stream(std::move(from), std::move(f));
}
template <class F>
auto map(F f) {
  return detail::stream_adaptor{[f = std::move(f)](auto from) mutable {
    return detail::map_stream(std::move(from), std::move(f));
  }};
}

/// The elements for which `f` is true; what it returns is awaited if it can be.
template <class T, class F>
auto filter(stream<T> from, F f) {
  return detail::filter_stream(std::move(from), std::move(f));
}
template <class F>
auto filter(F f) {
  return detail::stream_adaptor{[f = std::move(f)](auto from) mutable {
    return detail::filter_stream(std::move(from), std::move(f));
  }};
}

/// The first `n` elements.
template <class T>
auto take(stream<T> from, std::size_t n) {
  return detail::take_stream(std::move(from), n);
}
inline auto take(std::size_t n) {
  return detail::stream_adaptor{
      [n](auto from) { return detail::take_stream(std::move(from), n); }};
}

/// Vectors of `n` elements; the last one may be shorter.
template <class T>
auto chunks(stream<T> from, std::size_t n) {
  return detail::chunk_stream(std::move(from), n);
}
inline auto chunks(std::size_t n) {
  return detail::stream_adaptor{
      [n](auto from) { return detail::chunk_stream(std::move(from), n); }};
}

/// Of a stream of tasks runs up to `n` at once, and gives their results in its order.
template <class T>
auto buffered(stream<T> from, std::size_t n) {
  return detail::buffer_stream(std::move(from), n);
}
inline auto buffered(std::size_t n) {
  return detail::stream_adaptor{
      [n](auto from) { return detail::buffer_stream(std::move(from), n); }};
}

/// Awaited: `f(x)` for each element, up to `n` at once; what it returns is awaited if it can be. The first error
/// stops the others.
template <class T, class F>
auto for_each_concurrent(stream<T> from, std::size_t n, F f) {
  return detail::for_each_of(std::move(from), n, std::move(f));
}
template <class F>
auto for_each_concurrent(std::size_t n, F f) {
  return detail::stream_adaptor{[n, f = std::move(f)](auto from) mutable {
    return detail::for_each_of(std::move(from), n, std::move(f));
  }};
}

}  // namespace async
