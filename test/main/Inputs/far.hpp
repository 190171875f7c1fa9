#pragma once
#include <async/async.hpp>
namespace far {
class runtime : public async::current_thread {};
}  // namespace far
