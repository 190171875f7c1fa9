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

/// The type that qualifies \p E, as in `T::name`, or null.
inline clang::QualType qualifyingType(const clang::DependentScopeDeclRefExpr *E) {
#if CLANG_VERSION_MAJOR >= 22
  clang::NestedNameSpecifier Qualifier = E->getQualifier();
  if (Qualifier.getKind() == clang::NestedNameSpecifier::Kind::Type)
    return clang::QualType(Qualifier.getAsType(), 0);
  return {};
#else
  const clang::Type *T = E->getQualifier() ? E->getQualifier()->getAsType() : nullptr;
  return T ? clang::QualType(T, 0) : clang::QualType();
#endif
}

} // namespace asyncc
