//===- GlueResult.h - What dropping the parts of a class gives ------------===//
//
// The function that drops the parts of a class says its result. Were it `auto`, nothing could ask for it
// before its body, at the end of the outermost class: the bodies of members that stand before would see a
// class without a drop, and templates remember that.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/DropTypes.h"
#include <string>

namespace asyncc {

struct GlueResult {
  std::string Type = "auto";
  /// `_in_task`, or `_in<type>`, if the drop of the parts is to be of that type: where the library's choice would
  /// depend on classes that are not complete yet, or on itself, or give something else.
  std::string Suffix;
};

/// For the parts of \p Class, and its own drop \p Own if it has one.
GlueResult glueResult(Translation &Unit, DropTypes &Types, const clang::CXXRecordDecl *Class,
                      const clang::CXXMethodDecl *Own = nullptr);

/// Whether an object of \p Class, of type \p T, may hold another one by way of an owner.
bool isRecursive(DropTypes &Types, clang::QualType T, const clang::CXXRecordDecl *Class, unsigned Depth = 0);

/// Whether \p T, made of templates, has \p Class as a part, perhaps by way of owners, or names it at all, also as a
/// pointer to it: then what is asked of a \p T finds the friends of \p Class.
enum class Mentioned { AsPart, Anyhow };
bool mentions(clang::QualType T, const clang::CXXRecordDecl *Class, Mentioned How = Mentioned::AsPart,
              unsigned Depth = 0);

/// Whether a member of \p Class, a template, owns objects of it: the result cannot be deduced from that one.
bool holdsItself(const clang::CXXRecordDecl *Class);

/// What the drops of the other parts give together, as text. That of objects of \p Class changes nothing in it.
std::string resultOfOtherParts(Translation &Unit, DropTypes &Types, const clang::CXXRecordDecl *Class);

} // namespace asyncc
