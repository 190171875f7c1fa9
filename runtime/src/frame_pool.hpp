#pragma once

#include <async/detail/frame.hpp>

#include <cstddef>

namespace async::detail {

// What the threads' lists of frames have in common. Frames of each size class are cut from large pieces of memory, one
// after the other, which later are read in the same order; a piece of two megabytes is a single page where the system
// has such, so that a million tasks cost a hundred page faults, and not half a million. A list that is full is handed
// over as a whole, in one step, and so is it taken by a thread that has run out of frames: one that only creates tasks
// gets those that another one ended. Memory that was cut stays the pool's.
// (The transfer of whole lists is that of the central free list of tcmalloc.)

/// One or more frames of the class, linked and ending at `end`.
free_frame_node* take_frames(std::size_t size_class, free_frame_node* end);
/// Takes over a list that is not empty.
void give_frames(std::size_t size_class, free_frame_node* list) noexcept;
/// The calling thread ends: what it has not cut yet is for others.
void give_rest() noexcept;

/// Whether each frame is to come from `operator new`, since somebody looks for leaks.
bool frames_are_watched() noexcept;

}  // namespace async::detail
