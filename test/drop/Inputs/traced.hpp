#pragma once
#include "traced_type.hpp"

async::task<void> run();
[[async::main(async::current_thread)]] inline async::task<void> start() { co_await run(); }
#define START async::task<void> run()
