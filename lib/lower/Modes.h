//===- Modes.h - The mode that a body runs in, as the source spells it -----===//
#pragma once

#include "lower/Lowering.h"
#include <optional>

namespace asyncc {

/// The X of the results `async::maybe<X, T>` of a class's members, or null.
clang::QualType modeOfClass(const Translation &Unit, const clang::CXXRecordDecl *Class);

/// Whether \p F, a friend declaration, is one of a marked function template elsewhere.
bool befriendsMarked(const Translation &Unit, const clang::FunctionDecl *F);

/// The mode of a body: that of its result, else of what is around it.
clang::QualType modeOfBody(const Translation &Unit, const clang::FunctionDecl *F);

/// \p Mode as it can be written in a template head in front of \p Where.
std::string modeText(const Translation &Unit, clang::QualType Mode, const clang::Decl *Where);

/// \p Mode, written with the parameters of \p Own, by the names that a definition gives them.
std::string modeHere(std::string Mode, const clang::TemplateParameterList *Own,
                     const clang::TemplateParameterList *Params);

/// Whether \p Condition is true (1), false (0) or not decided (-1) by the mode alone. `X::is_async` of
/// another mode than \p Own decides nothing.
int modeCondition(const clang::Expr *Condition, Mode M, clang::QualType Own);

/// What `if constexpr (X::is_async)` does not select in a mode.
struct Branch {
  clang::SourceLocation Begin; ///< of its `else`, if that goes, too
  const clang::Stmt *Body;
  bool IsElse;
};
std::vector<Branch> unselected(const Translation &Unit, const clang::FunctionDecl *F, Mode M);

/// Whether `X::is_async` is part of \p S, which may be null.
bool mentionsIsAsync(const clang::Stmt *S);

/// Whether \p F is one half, for one kind of mode, written by hand: constrained by `is_async`.
bool isHalf(const clang::FunctionDecl *F);
/// Which kind that is, if it can be told.
std::optional<Mode> halfOf(const clang::FunctionDecl *F);

/// The kind of mode for which an overload of \p F is written by hand, which leaves the other to \p F.
std::optional<Mode> writtenHalf(const Translation &Unit, const clang::FunctionDecl *F);

} // namespace asyncc
