//===- DropBodies.h - Bodies that only drops reach --------------*- C++ -*-===//
#pragma once

#include "annotations/Annotations.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Sema/Sema.h"
#include <set>

namespace asyncc {

/// To be told of each class that an instantiation completes. Nothing calls its drop before lowering, so its body, in
/// which lives of other objects may end, and what that calls would never be instantiated. \p Reached gets the function:
/// what is wrong in it is for the compiler to say, if it comes to that.
void reachDropBodies(clang::Sema &S, const Annotations &Notes, clang::CXXRecordDecl *Class,
                     std::set<const clang::FunctionDecl *> &Reached);

/// The same for a drop that is written by hand as a function template, of any class. What does not compile is
/// told: be quiet around it.
void reachDropTemplates(clang::Sema &S, clang::CXXRecordDecl *Class, std::set<const clang::FunctionDecl *> &Reached);

} // namespace asyncc
