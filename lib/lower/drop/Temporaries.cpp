//===- Temporaries.cpp - Temporaries get places ---------------------------===//
//
//     f(open());   ->   async::temporary<connection> temporary1_; …
//                       f(temporary1_.make([&]() -> connection { return open(); }));
//
// The place is a local object in front of the statement, so its drop is that of a scope, also if
// the temporary was made only under a condition. The value is constructed in it, not moved; only if
// an await is deep inside is it made elsewhere and moved.
//
//===----------------------------------------------------------------------===//

#include "lower/drop/Temporaries.h"
#include "analysis/Awaitable.h"
#include "clang/Basic/SourceManager.h"
#include <algorithm>

using namespace clang;

namespace asyncc {

TemporaryEdits::TemporaryEdits(Body &B, const ScopeTree &Tree) : B(B) {
  // What is outside stands before what is inside, and is found after it.
  int Order = InExpression;
  for (auto I = Tree.Temporaries.rbegin(); I != Tree.Temporaries.rend(); ++I, Order += 10) {
    const Temporary &T = **I;
    const SourceRange Range = T.Value->getSourceRange();
    if (T.Awaited && B.isLibrary()) {
      List.push_back({T.Value->IgnoreImplicit()->getBeginLoc(), false, "(", Order});
      List.push_back({T.Awaited->getBeginLoc(), false, "async::into(" + T.Name + ", ", Order + 1});
      List.push_back({T.Awaited->getEndLoc(), true, "))", -Order});
    } else if (T.Awaited || T.Moves) {
      List.push_back({Range.getBegin(), false, T.Name + ".hold(", Order});
      List.push_back({Range.getEnd(), true, ")", -Order});
    } else {
      List.push_back(
          {Range.getBegin(), false,
           T.Name + ".make([&]() -> " + qualifiedTypeName(B.L.Unit, T.Type) + " { return ", Order});
      List.push_back({Range.getEnd(), true, "; })", -Order});
    }
  }
}

std::string TemporaryEdits::copy(SourceRange Range) {
  std::optional<Region> Source = B.L.Edits.region(Range);
  if (!Source)
    return "";
  Copied.push_back(*Source);
  std::vector<std::tuple<unsigned, int, const std::string *>> Inside; // where, order, what
  for (const Insertion &Each : List)
    if (auto At = B.L.Edits.region(Each.At);
        At && At->File == Source->File && At->Begin >= Source->Begin && At->End <= Source->End)
      Inside.push_back({Each.After ? At->End : At->Begin, Each.Order, &Each.Text});
  std::stable_sort(Inside.begin(), Inside.end(), [](const auto &X, const auto &Y) {
    return std::tie(std::get<0>(X), std::get<1>(X)) < std::tie(std::get<0>(Y), std::get<1>(Y));
  });
  const StringRef Buffer = B.L.Edits.SM.getBufferData(Source->File);
  std::string Out;
  unsigned At = Source->Begin;
  for (auto &[Where, Order, Text] : Inside) {
    Out += Buffer.slice(At, Where).str() + *Text;
    At = Where;
  }
  return Out + Buffer.slice(At, Source->End).str();
}

void TemporaryEdits::apply() {
  for (const Insertion &Each : List) {
    if (auto At = B.L.Edits.region(Each.At); At && llvm::any_of(Copied, [&](const Region &R) {
                                               return R.File == At->File && At->Begin >= R.Begin &&
                                                      At->End <= R.End;
                                             }))
      continue; // its text stands elsewhere
    Each.After ? B.L.Edits.insertAfter(Each.At, {Each.Text}, Each.Order)
               : B.L.Edits.insertBefore(Each.At, {Each.Text}, Each.Order);
  }
}

} // namespace asyncc
