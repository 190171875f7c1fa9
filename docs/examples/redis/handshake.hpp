#pragma once

// HELLO, AUTH, SELECT.

#include "connection.hpp"
#include "options.hpp"

#include <async/async.hpp>

#include <string_view>
#include <utility>

namespace redis {

inline command hello(options const& o) {
  command c("HELLO", 3);
  if (!o.password.empty())
    c.add("AUTH").add(o.user.empty() ? std::string_view("default") : o.user).add(o.password);
  if (!o.client_name.empty()) c.add("SETNAME").add(o.client_name);
  return c;
}

/// Whether the server does not know HELLO or version 3, rather than refuse who asks.
inline bool is_too_old(value const& reply) {
  if (!reply.is_error()) return false;
  return reply.text().starts_with("NOPROTO") || reply.text().starts_with("ERR unknown command");
}

template <class T>
[[async::maybe]] async::maybe<async::mode_of<T>, void> introduce(connection<T>& c,
                                                                 options const& o) {
  if (!o.password.empty()) {
    command auth("AUTH");
    if (!o.user.empty()) auth.add(o.user);
    auth.add(o.password);
    (co_await c.call(auth)).checked();
  }
  if (!o.client_name.empty())
    (co_await c.call(command("CLIENT", "SETNAME", o.client_name))).checked();
  co_return;
}

/// Agrees on a version; RESP2 with servers that know no other.
template <class T>
[[async::maybe]] async::maybe<async::mode_of<T>, void> handshake(connection<T>& c,
                                                                 options const& o) {
  if (o.version >= 3) {
    value const reply = co_await c.call(hello(o));
    if (!is_too_old(reply)) {
      reply.checked();
      c.set_version(3);
    }
  }
  if (c.version() == 2) co_await introduce(c, o);
  if (o.database != 0) (co_await c.call(command("SELECT", o.database))).checked();
  co_return;
}

/// `D` is a dialer: a call of it gives a transport that is connected.
template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, connection<typename D::transport>> reach(
    D& dial, limits l = {}) {
  typename D::transport connected = co_await dial();
  co_return connection<typename D::transport>(std::move(connected), l);
}

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, connection<typename D::transport>> open(
    D& dial, options const& o) {
  connection<typename D::transport> c = co_await reach(dial, o.limits);
  co_await handshake(c, o);
  co_return c;
}

}  // namespace redis
