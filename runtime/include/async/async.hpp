#pragma once

#include <async/block_on.hpp>
#include <async/cancel.hpp>
#include <async/detail/shield.hpp>
#include <async/drop.hpp>
#include <async/drop_detached.hpp>

#include <async/errors.hpp>
#include <async/generator.hpp>
#include <async/group.hpp>
#include <async/main.hpp>
#include <async/mode.hpp>
#include <async/net/tcp.hpp>
#include <async/on.hpp>
#include <async/runtime.hpp>
#include <async/runtimes/current_thread.hpp>
#include <async/runtimes/multi_thread.hpp>
#include <async/spawn.hpp>
#include <async/spawn_blocking.hpp>
#include <async/stop_token.hpp>
#include <async/stream.hpp>
#include <async/task.hpp>
#include <async/this_task.hpp>
#include <async/time.hpp>
