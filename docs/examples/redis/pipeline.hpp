#pragma once

#include "command.hpp"
#include "value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace redis {

/// Commands that are sent with one write. `run()` of a client gives as many replies, in order; one
/// that is an error does not keep the others from running.
class pipeline {
 public:
  template <class... Words>
  pipeline& add(std::string_view name, Words const&... words) {
    return add(command(name, words...));
  }
  pipeline& add(command const& c) {
    c.append_to(bytes_);
    ++size_;
    return *this;
  }

  pipeline& add(pipeline const& p) {
    bytes_ += p.bytes_;
    size_ += p.size_;
    return *this;
  }

  std::size_t size() const noexcept { return size_; }
  std::string const& bytes() const noexcept { return bytes_; }

 private:
  std::string bytes_;
  std::size_t size_ = 0;
};

using replies = std::vector<value>;

}  // namespace redis
