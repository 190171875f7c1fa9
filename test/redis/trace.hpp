#pragma once

// What a story has seen, as lines that are the same in every mode.

#include "value.hpp"

#include <concepts>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

class trace {
 public:
  void add(std::string_view what, std::string_view seen) {
    lines_.push_back(std::string(what) + ": " + std::string(seen));
  }
  template <std::integral Number>
  void add(std::string_view what, Number seen) {
    if constexpr (std::same_as<Number, bool>)
      add(what, std::string_view(seen ? "yes" : "no"));
    else
      add(what, std::string_view(std::to_string(seen)));
  }
  std::vector<std::string> const& lines() const noexcept { return lines_; }

 private:
  std::vector<std::string> lines_;
};

inline std::string describe(redis::value const& v);

inline std::string describe(redis::value::list const& items) {
  std::string all;
  for (auto const& item : items) all += (all.empty() ? "" : " ") + describe(item);
  return all;
}

inline std::string describe(redis::value const& v) {
  using redis::kind;
  char number[40];
  std::string const beside =
      v.attributes().empty() ? "" : "|" + describe(v.attributes()) + "| ";
  switch (v.type()) {
    case kind::null: return beside + "null";
    case kind::integer: return beside + std::to_string(v.integer());
    case kind::boolean: return beside + (v.boolean() ? "true" : "false");
    case kind::real:
      std::snprintf(number, sizeof number, "%.6g", v.real());
      return beside + number + "f";
    case kind::simple: return beside + "+" + std::string(v.text());
    case kind::bulk: return beside + "'" + std::string(v.text()) + "'";
    case kind::verbatim:
      return beside + std::string(v.format()) + "'" + std::string(v.text()) + "'";
    case kind::error: return beside + "error '" + std::string(v.text()) + "'";
    case kind::big_number: return beside + std::string(v.text()) + "n";
    case kind::array: return beside + "[" + describe(v.items()) + "]";
    case kind::map: return beside + "{" + describe(v.items()) + "}";
    case kind::set: return beside + "~" + std::to_string(v.items().size());
    case kind::push: return beside + ">[" + describe(v.items()) + "]";
  }
  return "?";
}
