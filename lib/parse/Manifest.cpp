#include "parse/Manifest.h"
#include <algorithm>

using namespace clang;

namespace asyncc {

std::vector<LoweredEntity> Manifest::list(const SourceManager &SM, bool ForGcc) const {
  std::vector<LoweredEntity> Out;
  for (const auto &[At, Each] : Entities) {
    PresumedLoc Place = SM.getPresumedLoc(SM.getFileLoc(At.first));
    if (Place.isInvalid())
      continue;
    llvm::StringRef Name = Place.getFilename();
    if (ForGcc)
      Name.consume_front("./"); // clang's, for what stands beside a source without a folder
    Out.push_back({Name.str(), Place.getLine(), At.second, Each.Symbol, Each.Notes});
  }
  std::stable_sort(Out.begin(), Out.end(), [](const LoweredEntity &A, const LoweredEntity &B) {
    return std::tie(A.File, A.Line) < std::tie(B.File, B.Line);
  });
  return Out;
}

} // namespace asyncc
