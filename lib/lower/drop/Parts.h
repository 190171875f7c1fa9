//===- Parts.h - The parts of a class, in the text that drops them --------===//
#pragma once

#include "analysis/DropTypes.h"
#include "clang/AST/DeclCXX.h"

namespace asyncc {

/// `, self.b, self.a`
std::string partList(const std::vector<std::string> &Parts);
/// ` || async::drop_needed(self.b) || …`
std::string partNeeds(const std::vector<std::string> &Parts);

/// The base of \p Class whose drop is virtual, if there is one.
const clang::CXXBaseSpecifier *virtualBase(DropTypes &Types, const clang::CXXRecordDecl *Class,
                                           unsigned Depth = 0);
/// How a class names that base.
std::string baseName(Translation &Unit, const clang::CXXBaseSpecifier &Base);
/// \p Parts without that base itself.
std::vector<std::string> partsBeside(Translation &Unit, std::vector<std::string> Parts,
                                     const clang::CXXBaseSpecifier &Base);
/// The base with a virtual drop that drops parts, too: whoever overrides the drop drops those at last.
/// They may be private, so the base has a function for that.
std::string baseWithParts(Translation &Unit, DropTypes &Types, const clang::CXXRecordDecl *Class);
/// A closure that has the parts of \p Base dropped, as an argument of async::drop_own_then_base.
std::string partsOfBase(const std::string &Class, const std::string &Base);
/// The function that a class with a virtual drop has for those that override it.
std::string partsFunction(const std::string &Class, const std::string &Base,
                          const std::vector<std::string> &Parts);

} // namespace asyncc
