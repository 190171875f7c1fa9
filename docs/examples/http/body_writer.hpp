#ifndef HTTP_BODY_WRITER_HPP
#define HTTP_BODY_WRITER_HPP

// A body to be sent, as a writer.

#include "framing.hpp"
#include "message.hpp"
#include "wire.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <charconv>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http {

/// Writes a body into a buffered writer, which it borrows. Each call makes a chunk if the body has
/// chunks; the peer takes a body without `finish` for one that broke off.
template <class Out>
class [[async::maybe]] body_writer {
 public:
  using async_mode = async::mode_of<Out>;

  body_writer(Out& out, framing f) : out_(&out), how_(f.how), left_(f.length) {}

  async::maybe<async_mode, void> write(std::string_view bytes) {
    if (how_ == kind::none || bytes.empty()) co_return;
    if (how_ == kind::length) {
      if (bytes.size() > left_) throw std::logic_error("http: more than the Content-Length");
      left_ -= bytes.size();
    }
    if (how_ == kind::chunked) {
      char size[20];
      auto end = std::to_chars(size, size + 16, bytes.size(), 16).ptr;
      *end++ = '\r';
      *end++ = '\n';
      co_await out_->write(std::string_view(size, static_cast<std::size_t>(end - size)));
    }
    co_await out_->write(bytes);
    if (how_ == kind::chunked) co_await out_->write(std::string_view("\r\n"));
  }
  async::maybe<async_mode, std::size_t> write_some(std::span<char const> from) {
    co_await write(std::string_view(from.data(), from.size()));
    co_return from.size();
  }

  /// Ends the body. Trailers are for a body with chunks; another one has no place for them.
  async::maybe<async_mode, void> finish(header_list const& trailers = {}) {
    if (how_ == kind::length && left_ != 0)
      throw std::logic_error("http: less than the Content-Length");
    if (how_ != kind::chunked) co_return;
    std::string text = "0\r\n";
    append(text, trailers);
    co_await out_->write(text);
  }

 private:
  using kind = framing::kind;

  Out* out_;
  kind how_;
  std::uint64_t left_;
};

}  // namespace http

#endif
