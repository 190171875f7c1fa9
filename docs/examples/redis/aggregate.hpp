#pragma once

// Puts values together to arrays, maps and so on, without recursion.

#include "errors.hpp"
#include "limits.hpp"
#include "value.hpp"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace redis {

class aggregate_builder {
 public:
  explicit aggregate_builder(limits l) : limits_(l) {}

  bool ready() const noexcept { return result_.has_value(); }
  value take() {
    values_ = 0;
    value v = std::move(*result_);
    result_.reset();
    return v;
  }

  void add(value v) {
    count();
    v.set_attributes(std::exchange(attributes_, {}));
    store(std::move(v));
  }
  /// `size` is that of the announcement, or nothing if it is streamed.
  void begin(kind k, std::optional<std::size_t> size) {
    if (k == kind::push && !open_.empty()) throw protocol_error("a push within a reply");
    open(k, false, size && k == kind::map ? *size * 2 : size);
  }
  void begin_attributes(std::size_t pairs) { open(kind::map, true, pairs * 2); }
  void end_streamed() {
    if (open_.empty() || open_.back().left) throw protocol_error("the end of no aggregate");
    level const& l = open_.back();
    if (!attributes_.empty() || (l.type == kind::map && l.items.size() % 2 != 0))
      throw protocol_error("an aggregate ends too early");
    close();
  }

 private:
  struct level {
    kind type;
    bool is_attributes;
    std::optional<std::size_t> left;  // nothing if it is streamed
    value::list items;
    value::list attributes;
  };

  void count() {
    if (++values_ > limits_.values) throw protocol_error("the reply is too large");
  }
  void open(kind k, bool is_attributes, std::optional<std::size_t> left) {
    count();
    if (open_.size() == limits_.depth) throw protocol_error("the reply is nested too deeply");
    open_.push_back({k, is_attributes, left, {}, std::exchange(attributes_, {})});
    if (left == std::size_t{0}) close();
  }
  void close() {
    level l = std::move(open_.back());
    open_.pop_back();
    if (l.is_attributes) {
      attributes_ = std::move(l.attributes);
      for (value& v : l.items) attributes_.push_back(std::move(v));
      return;
    }
    value v(l.type, std::move(l.items));
    v.set_attributes(std::move(l.attributes));
    store(std::move(v));
  }
  // Depth is limited, so this recursion is, too.
  void store(value v) {
    if (open_.empty()) {
      result_ = std::move(v);
      return;
    }
    level& l = open_.back();
    l.items.push_back(std::move(v));
    if (l.left && --*l.left == 0) close();
  }

  limits limits_;
  std::vector<level> open_;
  value::list attributes_;  // of the next value
  std::size_t values_ = 0;
  std::optional<value> result_;
};

}  // namespace redis
