//===- ParameterNames.h - Template parameters in the text of a type -------===//
#pragma once

#include "parse/Parse.h"
#include <string>

namespace asyncc {

/// The text of a type, in which parameters have lost their names behind a user's alias template, with the
/// names that they have in \p Where.
std::string withParameters(std::string Text, const clang::Decl *Where);

/// \p T as text in the body of \p Where; empty if nothing names it there.
std::string typeNameIn(const Translation &Unit, clang::QualType T, const clang::Decl *Where);

} // namespace asyncc
