#pragma once

#include <async/detail/record.hpp>

#include <iosfwd>
#include <string>

namespace async {

/// Writes a line for each task of the process that has not ended: id, name, runtime. Any thread.
void dump_tasks(std::ostream& out);

}  // namespace async
