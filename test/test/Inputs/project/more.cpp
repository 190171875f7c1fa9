#include <async/async.hpp>
namespace {
[[async::test]] async::task<void> hidden() { co_return; }
}
