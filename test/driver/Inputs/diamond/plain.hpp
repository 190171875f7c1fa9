#pragma once
#include "once.hpp"
inline int plain() { return source<async::blocking>{}.get(); }
