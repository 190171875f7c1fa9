#pragma once

#include <async/block_on.hpp>
#include <async/broadcast.hpp>
#include <async/cancel.hpp>
#include <async/channel.hpp>
#include <async/detail/shield.hpp>
#include <async/drop.hpp>
#include <async/drop_detached.hpp>
#include <async/errors.hpp>
#include <async/event.hpp>
#include <async/fs/file.hpp>
#include <async/generator.hpp>
#include <async/group.hpp>
#include <async/insight.hpp>
#include <async/interval.hpp>
#include <async/io.hpp>
#include <async/join.hpp>
#include <async/main.hpp>
#include <async/mode.hpp>
#include <async/mutex.hpp>
#include <async/net/tcp.hpp>
#include <async/net/udp.hpp>
#include <async/net/unix.hpp>
#include <async/on.hpp>
#include <async/once.hpp>
#include <async/oneshot.hpp>
#include <async/runtime.hpp>
#include <async/runtimes/current_thread.hpp>
#include <async/runtimes/multi_thread.hpp>
#include <async/semaphore.hpp>
#include <async/spawn.hpp>
#include <async/spawn_blocking.hpp>
#include <async/stop_token.hpp>
#include <async/stream.hpp>
#include <async/task.hpp>
#include <async/task_local.hpp>
#include <async/this_task.hpp>
#include <async/time.hpp>
#include <async/timeout.hpp>
#include <async/watch.hpp>

#if defined(__cpp_exceptions)
// These drop what they own, whatever fails.
#include <async/race.hpp>
#include <async/streams.hpp>
#endif
