//===- Compat.h - Where LLVM 19 and 22 spell one thing differently --------===//
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/Version.h"

namespace asyncc {

/// The type that \p D declares.
inline clang::QualType declaredType(const clang::ASTContext &AST, const clang::TypeDecl *D) {
#if CLANG_VERSION_MAJOR >= 22
  if (auto *Tag = llvm::dyn_cast<clang::TagDecl>(D))
    return AST.getCanonicalTagType(Tag);
#endif
  return AST.getTypeDeclType(D);
}

inline const clang::Expr *trailingRequires(const clang::FunctionDecl *F) {
#if CLANG_VERSION_MAJOR >= 22
  return F->getTrailingRequiresClause().ConstraintExpr;
#else
  return F->getTrailingRequiresClause();
#endif
}

/// The type that \p Qualifier names, as in `T::`, or null.
#if CLANG_VERSION_MAJOR >= 22
inline const clang::Type *qualifyingType(clang::NestedNameSpecifier Qualifier) {
  return Qualifier.getKind() == clang::NestedNameSpecifier::Kind::Type ? Qualifier.getAsType()
                                                                       : nullptr;
}
#else
inline const clang::Type *qualifyingType(const clang::NestedNameSpecifier *Qualifier) {
  return Qualifier ? Qualifier->getAsType() : nullptr;
}
#endif

/// Of LLVM 22's calls, those that are operators do not say where they begin and end if they are asked as calls.
inline clang::SourceLocation beginOf(const clang::Expr *E) { return E->getBeginLoc(); }
inline clang::SourceLocation endOf(const clang::Expr *E) { return E->getEndLoc(); }

/// The type that qualifies \p E, as in `T::name`, or null.
inline clang::QualType qualifyingType(const clang::DependentScopeDeclRefExpr *E) {
  const clang::Type *T = qualifyingType(E->getQualifier());
  return T ? clang::QualType(T, 0) : clang::QualType();
}

} // namespace asyncc
