#pragma once

#include <iosfwd>

namespace async {

/// Writes what each task of the process that has not ended is doing: id, name, runtime, where it was spawned,
/// and the chain of `co_await`s in which it waits, the innermost first.
///
///     task 3 'session' on async::multi_thread, asked to stop
///       spawned at server.cpp:31
///       awaits at  async/net/stream_io.hpp:17 in async::task<...> read_some(...)
///             from server.cpp:52 in async::task<> session(connection)
///
/// Any thread, at any time: tasks that run are said to, and those that wait are held up for the moment that the
/// look takes. Costs tasks nothing but a pointer for each `co_await`. Takes locks and memory: not for
/// signal handlers.
void dump_tasks(std::ostream& out);
/// To stderr; also for a debugger: `gdb -p PID -batch -ex "call (void)'async::dump_tasks()'()"`.
void dump_tasks();

/// From now on the signal makes the process write `dump_tasks()`, by a thread made for that: `kill -QUIT PID`
/// shows what a program that hangs waits for. Once per signal. Throws `std::system_error`.
void dump_tasks_on(int signal);

}  // namespace async
