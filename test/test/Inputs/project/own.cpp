#include <async/async.hpp>
#include <async/testing/test.hpp>
[[async::test]] async::task<void> mine() { co_return; }
int main(int argc, char** argv) { return async::testing::run_tests(argc, argv); }
