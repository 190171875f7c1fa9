#include <async/async.hpp>

[[async::test]] async::task<void> passes() { co_return; }
