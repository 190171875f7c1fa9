//===- CalledByLibraries.h - Instantiations that only other code asks for --===//
//
// Bodies in headers of the system are not read, so clang does not see what they call: the call operator of a generic
// lambda in a std::function, the destructor of a class that std::make_unique makes, an override that is called by way of
// its base. Such functions are declared where the classes are; at the end of the unit they are instantiated, or nobody
// would see which objects end in them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/Sema/ExternalSemaSource.h"

namespace asyncc {

struct Session;

/// Gives clang the functions of \p State's unit that other code may call.
llvm::IntrusiveRefCntPtr<clang::ExternalSemaSource> calledByLibraries(Session &State);

} // namespace asyncc
