//===- Temporaries.h - Temporaries of a full-expression -------------------===//
#pragma once

#include "analysis/DropTypes.h"
#include "clang/AST/ExprCXX.h"
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asyncc {

/// A temporary that gets a place to live in until the end of its full-expression.
struct Temporary {
  const clang::Expr *Value;             ///< the prvalue that makes it
  const clang::Expr *Awaited = nullptr; ///< what is awaited, if the value is that of a co_await
  bool Inside = false;                  ///< part of making one with a drop
  bool Extended = false;                ///< a reference to a part of it makes it live on
  bool Moves = false;                   ///< an await deep inside: it is made elsewhere and moved
  bool InPack = false;                  ///< one for each argument of a pack
  bool Dependent = false;               ///< only an instantiation tells its type
  clang::QualType Type;                 ///< of an instantiation, if that tells it
  std::string TypeText;                 ///< names it in the lowered text; empty for a closure's
  DropInfo Info; ///< none: it only has to live as long as the others
  std::string Name;
};

/// What the instantiations of a template make of its expressions, by where these begin and end.
struct InstantiatedValues {
  using Place = std::pair<clang::SourceLocation, clang::SourceLocation>;
  std::map<Place, clang::QualType> Temporaries; ///< that end with their full-expression
  std::map<Place, clang::QualType> Values;      ///< all prvalues of types with a drop
  std::set<Place> Extended;  ///< temporaries that live as long as a reference to them or a part of them
  std::set<Place> Converted; ///< operands of `co_return` that are converted to the result, not moved into it

  /// Without what the compiler put around it, and without parentheses.
  static const clang::Expr *written(const clang::Expr *E) {
    const clang::Expr *Inner = E->IgnoreImplicit();
    while (auto *Paren = llvm::dyn_cast<clang::ParenExpr>(Inner))
      Inner = Paren->getSubExpr()->IgnoreImplicit();
    return Inner;
  }
  static Place of(const clang::Expr *E) { return {E->getBeginLoc(), E->getEndLoc()}; }
};

/// How the life of a temporary of a type ends; whether an instantiation told the type, of perhaps another mode.
using WantedTemporaries = std::function<DropInfo(clang::QualType, bool OfInstance)>;

/// The temporaries of \p E in the order of their construction, if one of them has a drop by
/// \p Wanted: that one, and others that must not be destroyed before it. \p Discarded says that
/// the value of E is not used. \p Var is what E initialises, if anything.
std::vector<Temporary> temporariesOf(const clang::Expr *E, bool Discarded,
                                     const clang::VarDecl *Var,
                                     const WantedTemporaries &Wanted,
                                     const InstantiatedValues &Instances);

} // namespace asyncc
