#include "lower/Lower.h"
#include "lower/Attributes.h"
#include "lower/EarlyHeaders.h"
#include "lower/HiddenLibrary.h"
#include "lower/closure/Closure.h"
#include "lower/closure/Outlived.h"
#include "lower/drop/DropFunctions.h"
#include "lower/drop/DropTypes.h"
#include "lower/gcc/AwaitForms.h"
#include "lower/main/Main.h"
#include "lower/maybe/Maybe.h"
#include "lower/test/Test.h"

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

std::shared_ptr<EditSet> lower(Translation &Unit, Diagnostics &Diags) {
  SourceEdits Edits(Unit.SM, Unit.AST.getLangOpts(), Diags, &Unit.Macros);
  Lowering L{Unit, Diags, Edits, {}, nullptr, nullptr, makeGccContext()};
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
  includeEarly(Unit, *Edits.Set);
  if (!Diags.errors())
    if (auto Clash = Edits.Set->normalize())
      llvm::report_fatal_error("two edits contradict each other");
  nameHiddenParameters(Unit, *Edits.Set);
  nameHiddenLibrary(Unit, *Edits.Set);
  return Edits.Set;
}

} // namespace asyncc
