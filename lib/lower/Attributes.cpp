#include "lower/Attributes.h"

using namespace clang;

namespace asyncc {

static const char *const Names[] = {"main", "maybe", "drop", "test", "closure"};

static void misplaced(Lowering &L, const ScannedAttribute &Attr) {
  if (L.report(Attr.NameLoc, Diag::misplaced_attribute, {Attr.Name}) &&
      (Attr.Name == "closure" || Attr.Name == "maybe"))
    L.note(Attr.NameLoc, "on a lambda it stands between the captures, or the template parameters, and the parameters: [x] "
                         "[[async::" + Attr.Name + "]] () { … }");
}

void checkAttributes(Lowering &L) {
  for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers())
    for (const ScannedAttribute &Attr : Spec.Attributes) {
      if (isSystems(L.Unit.SM, Spec.Begin)) {
        L.report(Attr.NameLoc, Diag::system_header, {Attr.Name});
        continue;
      }
      bool Known = false;
      std::string Nearest;
      unsigned Best = 3;
      for (const char *Name : Names) {
        Known |= Attr.Name == Name;
        unsigned Distance = llvm::StringRef(Name).edit_distance(Attr.Name);
        if (Distance < Best) {
          Best = Distance;
          Nearest = Name;
        }
      }
      if (!Known)
        L.report(Attr.NameLoc, Diag::misspelt_attribute,
                 {Attr.Name, Nearest.empty() ? "the annotations are main, maybe, drop, test and closure"
                                             : "did you mean 'async::" + Nearest + "'?"});
      else if (!L.Unit.Notes.attached(Attr.NameLoc))
        misplaced(L, Attr);
    }
}

void removeAttributes(Lowering &L) {
  for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers()) {
    SourceRange Range(Spec.Begin, Spec.End);
    if (Spec.Foreign.empty())
      L.Edits.remove(Range);
    else
      L.Edits.replace(Range, {"[[" + spell(Spec.Foreign, L.Unit.PP) + "]]"});
  }
  for (SourceLocation Loc : L.Unit.ModeSpellings)
    L.Edits.replace(Loc, {"async::mode"});
}

} // namespace asyncc
