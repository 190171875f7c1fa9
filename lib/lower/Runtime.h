//===- Runtime.h - What the argument of [[async::main]] names -------------===//
#pragma once

#include "annotations/AttributeScanner.h"
#include "lower/Lowering.h"

namespace asyncc {

/// The expression that yields the runtime: `N::runtime{}` for a namespace, `T{}` for a type, else the
/// argument itself. Names are looked up from \p Scope. Reports an unknown name; empty then.
/// \p Class receives the class of the runtime where that can be told.
std::string runtimeExpression(Lowering &L, const ScannedAttribute &Attr, clang::DeclContext *Scope,
                              const clang::CXXRecordDecl *&Class);

/// The same for the text of --runtime=R, which is looked up at global scope.
std::string runtimeExpression(Lowering &L, const std::string &Text, clang::SourceLocation Loc,
                              const clang::CXXRecordDecl *&Class);

} // namespace asyncc
