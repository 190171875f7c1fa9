#pragma once

#include <async/async.hpp>

struct failure {};

async::task<int> four_synchronous(int& n, bool fails);
async::task<int> four_dropped(int& n, bool fails);
async::task<int> four_frameless(int& n, bool fails);
async::task<int> four_awaiting(int& n, bool fails);
async::task<int> four_by_hand(int& n, bool fails);
async::task<void> one_dropped(int& n) noexcept;
async::task<void> one_awaiting(int& n) noexcept;
async::task<void> one_by_hand(int& n) noexcept;
async::task<void> loop(int& n, int rounds);
