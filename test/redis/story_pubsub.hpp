#pragma once

// Messages, as pushes and as replies.

#include "client.hpp"
#include "pubsub.hpp"
#include "trace.hpp"

#include <async/async.hpp>

#include <string>

template <class C, class S>
[[async::maybe]] async::maybe<async::mode_of<C>, int> tell_messages(C& c, S& s, trace& t) {
  co_await s.subscribe("news", "weather");
  co_await s.psubscribe("n*");
  t.add("subscriptions", s.subscriptions());
  t.add("receivers", co_await c.publish("news", "first"));
  co_await c.publish("weather", "rain");
  co_await s.subscribe("late");
  t.add("nobody", co_await c.publish("elsewhere", "?"));
  for (int i = 0; i < 3; ++i) co_await c.publish("late", std::to_string(i));
  for co_await (redis::message const& m : s.messages()) {
    t.add(m.channel + " by '" + m.pattern + "'", m.text);
    if (m.text == "1") break;
  }
  for co_await (redis::message const& m : s.messages()) {
    t.add("after a break", m.text);
    co_await s.unsubscribe("late");
    co_await s.punsubscribe();
    t.add("subscriptions", s.subscriptions());
    co_await c.publish("news", "last");
    break;
  }
  for co_await (redis::message const& m : s.messages()) {
    t.add(m.channel, m.text);
    co_await s.unsubscribe();
  }
  t.add("subscriptions", s.subscriptions());
  co_await s.unsubscribe();
  t.add("nothing left", (co_await s.next()).has_value());
  co_await s.subscribe("again");
  co_await c.publish("again", "and again");
  t.add("again", (co_await s.next()).value().text);
  co_return 0;
}
