#include "lower/Lowering.h"
#include "analysis/Maybe.h"

using namespace clang;

namespace asyncc {

bool Lowering::isOurs() const {
  return !Unit.Notes.Scanner.specifiers().empty() || !Edits.Set->empty() || lookup(Unit, {"async", "task"});
}

Lowering Lowering::copyFor(Decl *Of, SourceEdits &To) const {
  return {Unit, Diags, To, Modes, Of, Drops, Gcc, Render, Headers, WithoutDrop};
}

Mode modeOf(const Lowering &L, const Decl *D) {
  for (const Decl *Owner = maybeOwner(L.Unit.Notes, D); Owner;) {
    if (auto Found = L.Modes.find(Owner); Found != L.Modes.end())
      return Found->second;
    if (auto *F = dyn_cast<FunctionDecl>(Owner); F && choosesMode(F))
      return Mode::Suspending; // whatever the class is rendered for
    auto *Parent = dyn_cast_or_null<Decl>(Owner->getDeclContext());
    Owner = Parent ? maybeOwner(L.Unit.Notes, Parent) : nullptr;
  }
  return Mode::Suspending;
}

void requireHeader(Lowering &L, std::initializer_list<llvm::StringRef> Path,
                   const std::string &Header) {
  if (lookup(L.Unit, Path))
    return;
  L.Headers->insert(Header);
}

} // namespace asyncc
