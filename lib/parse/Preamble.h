//===- Preamble.h - What a unit includes before it says anything itself ---===//
//
// Most of a parse is spent on headers of the system and of the library, and those mostly come first: in the
// source, or at the head of the user's headers that it begins with. Up to there a unit is nothing but a list of
// includes, the same for many units, and can be kept precompiled.
//
// The walk follows the text as the preprocessor would, through comments, `#pragma once`, include guards and
// headers of the user, and ends at the first thing that is none of these: a declaration, a macro, a condition.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/Lex/Preprocessor.h"
#include <string>
#include <vector>

namespace asyncc {

struct PreambleHeader {
  std::string Name;  ///< as between `<` and `>`
  std::string Found; ///< its file
};

/// The headers of the system and the library with which the main file of \p PP begins. The order is the unit's but
/// for those of the standard and the library, which allow any: they come in the one that most units share, the
/// library's first. \p PP has not begun.
std::vector<PreambleHeader> preambleOf(clang::Preprocessor &PP);

} // namespace asyncc
