//===- Temporaries.cpp - Temporaries get places ---------------------------===//
//
//     f(open());   ->   async::temporary<connection> temporary1_; …
//                       f(temporary1_.make([&]() -> connection { return open(); }));
//
// The place is a local object in front of the statement, so its drop is that of a scope, also if the
// temporary was made only under a condition. The value is constructed in it, not moved; only if an await
// is deep inside is it made elsewhere and moved.
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "lower/drop/Body.h"

using namespace clang;

namespace asyncc {

void lowerTemporaries(Body &B, const ScopeTree &Tree) {
  SourceEdits &Edits = B.L.Edits;
  // What is outside stands before what is inside, and is found after it.
  int Order = InExpression;
  for (auto I = Tree.Temporaries.rbegin(); I != Tree.Temporaries.rend(); ++I, Order += 10) {
    const Temporary &T = **I;
    std::string Open, Close;
    SourceRange Range = T.Value->getSourceRange();
    if (T.Awaited && B.isLibrary()) {
      SourceLocation Keyword = T.Value->IgnoreImplicit()->getBeginLoc();
      Edits.insertBefore(Keyword, {"("}, Order);
      Edits.insertBefore(T.Awaited->getBeginLoc(), {"async::into(" + T.Name + ", "}, Order + 1);
      Edits.insertAfter(T.Awaited->getEndLoc(), {"))"}, -Order);
      continue;
    }
    if (T.Awaited || T.Moves) {
      Open = T.Name + ".hold(";
      Close = ")";
    } else {
      Open = T.Name + ".make([&]() -> " + qualifiedTypeName(B.L.Unit, T.Type) + " { return ";
      Close = "; })";
    }
    Edits.insertBefore(Range.getBegin(), {Open}, Order);
    Edits.insertAfter(Range.getEnd(), {Close}, -Order);
  }
}

} // namespace asyncc
