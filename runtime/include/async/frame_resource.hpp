#pragma once

#include <memory_resource>

namespace async {

/// From now on the frames of the library's coroutines, and what it keeps for each spawned task, come from `r`:
/// a pool in static memory, for a program that has no heap to spare. Without this they come from `operator new`,
/// by way of free lists. Once, before the first task is made: throws `std::logic_error` later. `r` lives as long
/// as the program and is used by several threads: those that run tasks and those of blocking calls. Not thread-safe.
void set_frame_resource(std::pmr::memory_resource& r);

}  // namespace async
