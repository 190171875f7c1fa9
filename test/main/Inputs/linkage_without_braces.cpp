#include <async/async.hpp>
extern "C++" [[async::main(async::current_thread)]] async::task<int> main() { co_return 0; }
