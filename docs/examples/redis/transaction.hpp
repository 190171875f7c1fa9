#pragma once

// MULTI and EXEC, over any client that runs pipelines.

#include "command.hpp"
#include "pipeline.hpp"
#include "value.hpp"

#include <async/async.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace redis {

/// Runs all of it or nothing: nothing, if a key that is watched has changed. Throws `server_error`
/// if the server refused a command, none of which has run then; one that failed as it ran is an
/// error among the replies.
template <class Client>
[[async::maybe]] async::maybe<async::mode_of<Client>, std::optional<replies>> transact(
    Client& c, pipeline const& p) {
  pipeline whole;
  whole.add("MULTI").add(p).add("EXEC");
  replies all = co_await c.run(whole);
  value result = std::move(all.back());
  if (result.is_error())
    for (value const& v : all) v.checked();  // the first error tells more than that of EXEC
  if (result.is_null()) co_return std::nullopt;
  co_return std::move(result).items();
}

template <class Client>
[[async::maybe]] async::maybe<async::mode_of<Client>, void> watch(Client& c,
                                                                  std::string_view key) {
  (co_await c.call(command("WATCH", key))).checked();
  co_return;
}

template <class Client>
[[async::maybe]] async::maybe<async::mode_of<Client>, void> unwatch(Client& c) {
  (co_await c.call(command("UNWATCH"))).checked();
  co_return;
}

}  // namespace redis
