#pragma once

// What a server sends: every type of RESP2 and RESP3.

#include "errors.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace redis {

enum class kind {
  null,
  simple,
  bulk,
  verbatim,    // its text begins with a format of three letters and a colon
  error,       // a simple error or a blob error
  integer,
  real,
  boolean,
  big_number,  // its text has the digits
  array,
  map,         // its items are key, value, key, value, ...
  set,
  push
};

class value {
 public:
  using list = std::vector<value>;

  value() noexcept = default;
  value(kind k, std::string text) : kind_(k), data_(std::move(text)) {}
  value(kind k, list items) : kind_(k), data_(std::move(items)) {}
  static value of(std::int64_t n) { return number(kind::integer, n); }
  static value of(double d) { return number(kind::real, d); }
  static value of(bool b) { return number(kind::boolean, b); }

  kind type() const noexcept { return kind_; }
  bool is_null() const noexcept { return kind_ == kind::null; }
  bool is_error() const noexcept { return kind_ == kind::error; }
  bool is_text() const noexcept { return std::holds_alternative<std::string>(data_); }
  bool is_list() const noexcept { return std::holds_alternative<list>(data_); }
  bool is_ok() const noexcept { return kind_ == kind::simple && text() == "OK"; }

  std::int64_t integer() const { return get<std::int64_t>("an integer"); }
  double real() const { return get<double>("a double"); }
  bool boolean() const { return get<bool>("a boolean"); }
  /// Of a string, an error or a big number; a verbatim string's without its format.
  std::string_view text() const& {
    std::string_view const all = get<std::string>("a string");
    return kind_ == kind::verbatim ? all.substr(4) : all;
  }
  std::string text() && {
    if (kind_ == kind::verbatim) return std::string(text());
    return std::move(const_cast<std::string&>(get<std::string>("a string")));
  }
  /// "txt" or "mkd", of a verbatim string.
  std::string_view format() const {
    std::string_view const all = get<std::string>("a verbatim string");
    return kind_ == kind::verbatim ? all.substr(0, 3) : std::string_view();
  }
  list const& items() const& { return get<list>("an aggregate"); }
  list items() && { return std::move(const_cast<list&>(get<list>("an aggregate"))); }

  /// What RESP3 says beside the value: key, value, key, value, ...
  list const& attributes() const noexcept { return attributes_; }
  void set_attributes(list a) noexcept { attributes_ = std::move(a); }

  /// Throws `server_error` if it is an error.
  value const& checked() const& {
    if (is_error()) throw server_error(std::string(text()));
    return *this;
  }
  value checked() && {
    static_cast<void>(static_cast<value const&>(*this).checked());
    return std::move(*this);
  }

  bool operator==(value const&) const = default;

 private:
  using data = std::variant<std::monostate, bool, std::int64_t, double, std::string, list>;

  template <class T>
  static value number(kind k, T n) {
    value v;
    v.kind_ = k;
    v.data_.template emplace<T>(n);
    return v;
  }

  template <class T>
  T const& get(char const* wanted) const {
    if (T const* found = std::get_if<T>(&data_)) return *found;
    throw type_error(std::string("the reply is not ") + wanted);
  }

  kind kind_ = kind::null;
  data data_;
  list attributes_;
};

}  // namespace redis
