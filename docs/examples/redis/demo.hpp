#pragma once

// What the program shows, in the mode of its dialer.

#include "client.hpp"
#include "print.hpp"
#include "pubsub.hpp"
#include "reconnect.hpp"
#include "transaction.hpp"

#include <async/async.hpp>

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// One command, as redis-cli takes it: the status of the program.
template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, int> run_words(
    D dial, std::vector<std::string_view> words) {
  redis::command c(words[0]);
  for (std::size_t i = 1; i < words.size(); ++i) c.add(words[i]);
  redis::reconnecting_client<D> client(dial);
  redis::value const reply = co_await client.call(c);
  redis::print(reply);
  co_return reply.is_error() ? 1 : 0;
}

template <class C>
[[async::maybe]] async::maybe<async::mode_of<C>, int> show_commands(C& client) {
  co_await client.set("demo:greeting", "hello", {.expire_seconds = 60});
  std::printf("greeting: %s\n", (co_await client.get("demo:greeting")).value_or("").c_str());
  co_await client.del("demo:count");
  redis::pipeline p;
  for (int i = 0; i < 1000; ++i) p.add("INCR", "demo:count");
  p.add("INCR", "demo:greeting").add("GET", "demo:count");
  redis::replies const replies = co_await client.run(p);
  std::printf("%zu replies, the last two:\n", replies.size());
  redis::print(replies[1000]);
  redis::print(replies[1001]);
  redis::pipeline both;
  both.add("SET", "demo:a", 1).add("INCR", "demo:a");
  auto const done = co_await redis::transact(client, both);
  std::printf("transaction of %zu commands\n", done.value().size());
  co_return 0;
}

template <class C, class S>
[[async::maybe]] async::maybe<async::mode_of<C>, int> show_messages(C& client, S& subscriber) {
  co_await subscriber.subscribe("demo:news");
  for (char const* text : {"one", "two", "three"}) co_await client.publish("demo:news", text);
  for co_await (redis::message const& m : subscriber.messages()) {
    std::printf("%s: %s\n", m.channel.c_str(), m.text.c_str());
    if (m.text == "three") co_await subscriber.unsubscribe();
  }
  co_return 0;
}

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, int> show(D dial) {
  using transport = typename D::transport;
  redis::client<transport> client = co_await redis::client<transport>::connect(dial);
  co_await show_commands(client);
  redis::subscriber<transport> subscriber =
      co_await redis::subscriber<transport>::connect(dial);
  co_await show_messages(client, subscriber);
  co_return 0;
}  // both say QUIT here

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, int> run(D dial,
                                                          std::vector<std::string_view> words) {
  if (words.empty()) co_return co_await show(std::move(dial));
  co_return co_await run_words(std::move(dial), std::move(words));
}
