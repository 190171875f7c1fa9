#include <async/async.hpp>
[[async::test]] async::task<void> never() { co_return; }
int main() {}
