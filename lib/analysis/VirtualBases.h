//===- VirtualBases.h - Parts that several bases share --------------------===//
#pragma once

#include "clang/AST/DeclCXX.h"
#include <set>

namespace asyncc {

/// The virtual bases of which an object has one each, whichever of its bases brings them: those of \p Base, and
/// itself if it is one. In templates, by what is written.
std::set<const clang::CXXRecordDecl *> virtualParts(const clang::CXXBaseSpecifier &Base);

} // namespace asyncc
