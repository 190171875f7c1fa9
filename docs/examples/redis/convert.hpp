#pragma once

// From replies to what the typed functions return, in either version of the protocol. An error
// becomes a `server_error`, another type a `type_error`.

#include "number.hpp"
#include "value.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace redis {

inline std::string to_text(value v) { return std::move(v).checked().text(); }

inline std::optional<std::string> to_optional_text(value v) {
  if (v.is_null()) return std::nullopt;
  return to_text(std::move(v));
}

inline std::int64_t to_integer(value const& v) { return v.checked().integer(); }

inline bool to_boolean(value const& v) {
  if (v.checked().type() == kind::boolean) return v.boolean();
  return v.integer() != 0;
}

/// RESP2 has no doubles and sends texts.
inline std::optional<double> to_optional_real(value const& v) {
  if (v.checked().is_null()) return std::nullopt;
  if (v.type() == kind::real) return v.real();
  auto const d = to_real(v.text());
  if (!d) throw type_error("the reply is not a double");
  return d;
}

inline std::vector<std::string> to_texts(value v) {
  std::vector<std::string> all;
  for (value& item : std::move(v).checked().items()) all.push_back(to_text(std::move(item)));
  return all;
}

inline std::vector<std::optional<std::string>> to_optional_texts(value v) {
  std::vector<std::optional<std::string>> all;
  for (value& item : std::move(v).checked().items())
    all.push_back(to_optional_text(std::move(item)));
  return all;
}

/// RESP2 has no maps and sends arrays.
inline std::map<std::string, std::string> to_map(value v) {
  std::map<std::string, std::string> all;
  auto items = std::move(v).checked().items();
  if (items.size() % 2 != 0) throw type_error("the reply is not a map");
  for (std::size_t i = 0; i < items.size(); i += 2)
    all.emplace(to_text(std::move(items[i])), to_text(std::move(items[i + 1])));
  return all;
}

}  // namespace redis
