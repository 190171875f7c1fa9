#include "lower/Lower.h"
#include "lower/Attributes.h"
#include "lower/HiddenLibrary.h"
#include "lower/closure/Closure.h"
#include "lower/closure/Outlived.h"
#include "lower/drop/DropFunctions.h"
#include "lower/drop/DropTypes.h"
#include "lower/gcc/AwaitForms.h"
#include "lower/main/Main.h"
#include "lower/maybe/Maybe.h"
#include "lower/test/Test.h"

using namespace clang;

namespace asyncc {

/// One rendering of the whole unit, in the modes that \p L says. A copy of a marked entity in its
/// other mode is rendered by calling this again with that mode.
static void renderAll(Lowering &L) {
  removeAttributes(L);
  lowerClosures(L);
  lowerDropTypes(L);
  lowerDropFunctions(L);
  lowerMaybe(L, renderAll);
  if (L.Unit.ForGcc && L.isOurs())
    lowerAwaitForms(L);
}

static bool namesLibrary(const Edit &Change) {
  return llvm::any_of(Change.New, [](const Piece &Each) { return Each.Source || StringRef(Each.Text).contains("async::"); });
}

/// A header of the user's own may stand in front of the library's, and yet be given text that names it: the glue of a
/// class template, or what a function template drops.
static void includeLibraryEarly(const Translation &Unit, EditSet &Edits) {
  const NamedDecl *Declared = lookup(const_cast<Translation &>(Unit), {"async", "dropping"});
  if (!Declared)
    return; // the main file begins with what is needed
  std::vector<FileID> Early;
  for (const auto &[File, List] : Edits.files()) {
    if (File == Unit.SM.getMainFileID())
      continue;
    unsigned First = ~0u;
    for (const Edit &Each : List)
      if (namesLibrary(Each))
        First = std::min(First, Each.Begin);
    if (First != ~0u && Unit.SM.isBeforeInTranslationUnit(Unit.SM.getLocForStartOfFile(File).getLocWithOffset(First),
                                                          Declared->getLocation()))
      Early.push_back(File);
  }
  for (FileID File : Early)
    Edits.add(File, {0, 0, {"#include <async/drop.hpp>\n"}, -100});
}

std::shared_ptr<EditSet> lower(Translation &Unit, Diagnostics &Diags) {
  SourceEdits Edits(Unit.SM, Unit.AST.getLangOpts(), Diags, &Unit.Macros);
  Lowering L{Unit, Diags, Edits, {}, nullptr, nullptr};
  L.Render = renderAll;
  checkAttributes(L);
  checkClosures(L);
  lowerMain(L);
  lowerTests(L);
  chooseHalves(L);
  renderAll(L);
  if (L.isOurs())
    checkOutlived(L);
  for (const std::string &Header : *L.Headers)
    Edits.Set->add(Unit.SM.getMainFileID(), {0, 0, {"#include <" + Header + ">\n"}, -100});
  Edits.finish();
  includeLibraryEarly(Unit, *Edits.Set);
  if (!Diags.errors())
    if (auto Clash = Edits.Set->normalize())
      llvm::report_fatal_error("two edits contradict each other");
  nameHiddenLibrary(Unit, *Edits.Set);
  return Edits.Set;
}

} // namespace asyncc
