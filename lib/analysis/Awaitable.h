//===- Awaitable.h - What co_await accepts, as far as the AST tells -------===//
#pragma once

#include "parse/Parse.h"
#include "clang/AST/StmtCXX.h"

namespace asyncc {

/// Whether values of \p T can be awaited: await_ready, an operator co_await, or (types that only
/// their own coroutines may await) a promise with await_transform. Dependent types are.
bool isAwaitable(Translation &Unit, clang::QualType T);

/// The same for a type that may be dependent, by the pattern of the template that it names.
bool isLikelyAwaitable(Translation &Unit, clang::QualType T);

/// The type that awaiting a \p T yields, or null if it cannot be told.
clang::QualType awaitedValue(Translation &Unit, clang::QualType T);

/// The promise type that a class names, or null.
clang::CXXRecordDecl *promiseOf(Translation &Unit, clang::CXXRecordDecl *Record);

/// What the promise of a coroutine type takes.
struct PromisedValue {
  clang::QualType Type;     ///< without reference; null if its `return_value` takes anything, or several types
  bool Keeps = false;       ///< the address of what it is given, not a copy
};

/// Whether a \p From initialises a \p To, also explicitly.
bool makes(Translation &Unit, clang::QualType To, clang::QualType From);

/// The value that \p T, a coroutine type, names among its template arguments and that awaiting it gives, if every
/// type of \p Operands makes one; or null. Where what it gives cannot be told: the only argument that they make.
clang::QualType namedValue(Translation &Unit, clang::QualType T, llvm::ArrayRef<clang::QualType> Operands);
PromisedValue promisedValue(Translation &Unit, clang::QualType T);

/// Whether a coroutine of the type \p T may end without a value.
bool givesNothing(Translation &Unit, clang::QualType T);

/// Whether \p T is one of the library's own coroutine types (async::task, async::stream), whose
/// promise understands everything the library awaits.
bool isLibraryCoroutine(clang::QualType T);

/// Whether \p T is a coroutine type of the library's, or of an adapter of its, that can await while it is abandoned.
bool awaitsWhenAbandoned(clang::QualType T);

/// Whether \p T is async::task, whose promise takes an error without a throw.
bool isLibraryTask(clang::QualType T);

/// Whether \p T is async::generator, which awaits nothing.
bool isLibraryGenerator(clang::QualType T);

/// Whether \p T is async::stream, whose `co_return` gives nothing.
bool isLibraryStream(clang::QualType T);

/// The `co_yield` that a statement consists of, or null.
const clang::CoyieldExpr *yieldOf(const clang::Stmt *S);

/// Whether a `co_return` gives no value; a list is of no type where nothing is instantiated.
bool givesNothing(const clang::CoreturnStmt *Return);
/// The operand of a `co_return`; of a list what the promise is given of it, if that is known.
const clang::Expr *promised(const clang::CoreturnStmt *Return);

/// What a `co_yield` yields, as it is written.
const clang::Expr *yielded(const clang::CoyieldExpr *Yield);

/// Whether there is any in \p S, closures aside.
bool containsYield(const clang::Stmt *S);

/// Whether \p F's definition is a coroutine.
bool isCoroutine(const clang::FunctionDecl *F);

/// Whether anything is awaited or yielded in \p S, bodies of closures aside.
bool awaits(const clang::Stmt *S);

} // namespace asyncc
