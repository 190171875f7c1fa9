#pragma once

// Every type of value, from a server that speaks either version.

#include "client.hpp"
#include "trace.hpp"

#include <async/async.hpp>

#include <string>

template <class D>
[[async::maybe]] async::maybe<async::mode_of<D>, int> tell_values(D& dial, int version, trace& t) {
  redis::options const how{.version = version};
  redis::client<typename D::transport> c =
      co_await redis::client<typename D::transport>::connect(dial, how);
  t.add("version", c.link().version());
  for (char const* type : {"string", "integer", "double", "null", "array", "set", "map", "attrib",
                           "push", "verbatim", "true", "false", "bignum"})
    t.add(type, describe(co_await c.call(redis::command("DEBUG", "PROTOCOL", type))));
  for (auto const& pushed : c.link().pushes()) t.add("pushed", describe(pushed));
  for (char const* script : {
           "return {1, 'two', {3, false}, redis.status_reply('fine')}",
           "return redis.error_reply('MY own error')",
           "redis.setresp(3); return {double=3.25}",
           "redis.setresp(3); return {big_number='123456789012345678901234567890'}",
           "redis.setresp(3); return {map={['a']={double=1}}}",
           "redis.setresp(3); return {set={['a']=true, ['b']=true}}",
           "redis.setresp(3); return {verbatim_string={string='text', format='mkd'}}",
           "redis.setresp(3); return true", "return {}", "return ''"})
    t.add(script, describe(co_await c.call(redis::command("EVAL", script, 0))));
  co_return 0;
}
