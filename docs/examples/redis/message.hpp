#pragma once

// What subscribers are told: as pushes in RESP3, as replies in RESP2.

#include "errors.hpp"
#include "value.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace redis {

struct message {
  std::string pattern;  // empty, unless it came by way of a pattern
  std::string channel;
  std::string text;
};

/// A message, or that a subscription has begun or ended: then `message` has the name.
struct notice {
  enum class kind { message, subscribed, unsubscribed };

  kind type;
  bool of_pattern;
  redis::message message;
};

inline notice to_notice(value v) {
  auto items = std::move(v).checked().items();
  std::string_view name = items.empty() ? std::string_view() : items[0].text();
  bool const of_pattern = name.starts_with('p');
  if (of_pattern) name.remove_prefix(1);
  auto const text = [&](std::size_t i) {
    // Who had no subscription and ends all of them is told null.
    return items[i].is_null() ? std::string() : std::move(items[i]).text();
  };
  if (name == "message" && items.size() == (of_pattern ? 4 : 3)) {
    std::size_t const at = of_pattern ? 2 : 1;
    message m{of_pattern ? text(1) : std::string(), text(at), text(at + 1)};
    return {notice::kind::message, of_pattern, std::move(m)};
  }
  if (name == "subscribe" && items.size() == 3)
    return {notice::kind::subscribed, of_pattern, {"", text(1), ""}};
  if (name == "unsubscribe" && items.size() == 3)
    return {notice::kind::unsubscribed, of_pattern, {"", text(1), ""}};
  throw protocol_error("neither a message nor a subscription");
}

}  // namespace redis
