#ifndef HTTP_BODY_READER_HPP
#define HTTP_BODY_READER_HPP

// The body of a message as a reader: whatever its framing, bytes and then the end.

#include "framing.hpp"
#include "message.hpp"
#include "wire.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace http {

/// Reads a body out of a buffered reader, which it borrows. A body that ends early is a
/// `truncated_message`, never an end.
template <class In>
class [[async::maybe]] body_reader {
 public:
  using async_mode = async::mode_of<In>;

  body_reader(In& in, framing f, limits const& l)
      : in_(&in), limits_(&l), how_(f.how), left_(f.length), done_(f.how == kind::none) {
    if (how_ == kind::length && left_ == 0) done_ = true;
  }

  /// The number of bytes read, at least one unless `into` is empty, or 0 at the end.
  async::maybe<async_mode, std::size_t> read_some(std::span<char> into) {
    if (how_ == kind::chunked && left_ == 0 && !done_) co_await next_chunk();
    if (done_ || into.empty()) co_return 0;
    std::size_t most = into.size();
    if (how_ != kind::until_close && left_ < most) most = static_cast<std::size_t>(left_);
    std::size_t const n = co_await in_->read_some(into.first(most));
    if (n == 0 && how_ != kind::until_close)
      throw truncated_message("the connection was closed in the middle of a body");
    count(n);
    if (how_ == kind::chunked && left_ == 0) co_await end_chunk();
    co_return n;
  }

  bool done() const noexcept { return done_; }
  /// What came after the last chunk.
  header_list const& trailers() const noexcept { return trailers_; }

 private:
  using kind = framing::kind;

  void count(std::size_t n) {
    total_ += n;
    if (how_ == kind::until_close) {
      if (total_ > limits_->body) throw bad_message(413, "the body is too large");
      done_ = n == 0;
      return;
    }
    left_ -= n;
    if (how_ == kind::length) done_ = left_ == 0;
  }

  async::maybe<async_mode, void> next_chunk() {
    auto const line = co_await read_body_line(*in_, *limits_);
    auto const text = std::string_view(line);
    auto const size = text.substr(0, text.find_first_of("; \t"));
    auto const n = to_number(size, 16);
    auto const rest = text.substr(size.size());
    if (!n || (!rest.empty() && !trimmed(rest).starts_with(';')) || !is_field_value(rest))
      throw bad_message(400, "the size of a chunk is malformed");
    if (*n > limits_->body - total_) throw bad_message(413, "the body is too large");
    // Chunks of a byte with long extensions would cost more than any limit says.
    overhead_ += line.size() + 2;
    overhead_ -= std::min<std::uint64_t>(overhead_, 16 + 2 * *n);
    if (overhead_ > limits_->head) throw bad_message(400, "too many extensions of chunks");
    left_ = *n;
    if (*n != 0) co_return;
    trailers_ = co_await read_trailers(*in_, *limits_);
    done_ = true;
  }

  async::maybe<async_mode, void> end_chunk() {
    auto const line = co_await read_body_line(*in_, *limits_);
    if (!line.empty()) throw bad_message(400, "a chunk is longer than its size");
    co_return;
  }

  In* in_;
  limits const* limits_;
  kind how_;
  std::uint64_t left_;  // of the body, or of the chunk
  std::uint64_t total_ = 0;
  std::uint64_t overhead_ = 0;
  bool done_;
  header_list trailers_;
};

/// All of a body, or of anything else that is a reader.
template <class Body>
[[async::maybe]] async::maybe<async::mode_of<Body>, std::string> read_all(Body& body) {
  std::string all;
  char piece[8192];
  for (;;) {
    std::size_t const n = co_await body.read_some(piece);
    if (n == 0) break;
    all.append(piece, n);
  }
  co_return all;
}

/// At most `limit` bytes, which nobody wants; false if there were more.
template <class Body>
[[async::maybe]] async::maybe<async::mode_of<Body>, bool> discard(Body& body, std::size_t limit) {
  char piece[8192];
  for (;;) {
    std::size_t const n = co_await body.read_some(piece);
    if (n == 0) co_return true;
    if (n > limit) co_return false;
    limit -= n;
  }
}

}  // namespace http

#endif
