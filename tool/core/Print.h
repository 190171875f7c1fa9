//===- Print.h - The lowered form for a reader ----------------------------===//
#pragma once

#include <string>

namespace asyncc {

/// The definitions of functions called \p Name in C++ text \p Text, each with its comment in front;
/// all of the text if \p Name is empty. Empty if there is none.
std::string definitionsOf(const std::string &Text, const std::string &Name);

/// \p Lowered with the lines that are not in \p Source in green.
std::string coloured(const std::string &Lowered, const std::string &Source);

} // namespace asyncc
