//===- ParameterNames.h - Template parameters in the text of a type -------===//
#pragma once

#include "clang/AST/DeclBase.h"
#include <string>

namespace asyncc {

/// The text of a type, in which parameters have lost their names behind a user's alias template, with the
/// names that they have in \p Where.
std::string withParameters(std::string Text, const clang::Decl *Where);

} // namespace asyncc
