#include "lower/HiddenLibrary.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace asyncc {

/// Whether something inside of \p D is called async, or is \p D itself unless it is the library.
static bool holdsAsync(const Translation &Unit, const Decl *D) {
  const auto *Named = dyn_cast<NamedDecl>(D);
  if (Named && isa<NamespaceDecl, NamespaceAliasDecl, TypeDecl>(D) && Named->getIdentifier() &&
      Named->getName() == "async" && !D->getDeclContext()->getRedeclContext()->isTranslationUnit())
    return true;
  const auto *Inner = dyn_cast<DeclContext>(D);
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(D))
    Inner = Template->getTemplatedDecl();
  return Inner && isa<TranslationUnitDecl, NamespaceDecl, LinkageSpecDecl, CXXRecordDecl>(Inner) &&
         !Unit.SM.isInSystemHeader(D->getLocation()) &&
         llvm::any_of(Inner->decls(), [&](const Decl *Each) { return holdsAsync(Unit, Each); });
}

/// Names of parameters in text of asyncc's own, which a macro of the user's may have.
static constexpr StringRef Parameters[] = {"self", "error", "own", "cause"};

/// Those of \p Hidden with an underscore.
static std::string renamed(StringRef Text, const std::set<StringRef> &Hidden) {
  std::string Out;
  while (!Text.empty()) {
    const StringRef Word = Text.take_while([](char C) { return isAsciiIdentifierContinue(C); });
    if (Word.empty()) {
      Out += Text.front();
      Text = Text.drop_front();
      continue;
    }
    Out += Word.str() + (Hidden.count(Word) ? "_" : "");
    Text = Text.drop_front(Word.size());
  }
  return Out;
}

static std::string named(StringRef Text) {
  static constexpr StringRef Library = "async::";
  std::string Out;
  bool Quoted = false;
  for (size_t At = 0; At < Text.size();) {
    const char Before = At ? Text[At - 1] : ' ';
    if (!Quoted && Text.substr(At).starts_with("// ")) {
      const StringRef Comment = Text.substr(At, Text.find('\n', At) - At);
      Out += Comment.str();
      At += Comment.size();
      continue;
    }
    if (!Quoted && Text.substr(At).starts_with(Library) && Before != ':' &&
        !isAsciiIdentifierContinue(Before)) {
      Out += "::" + Library.str();
      At += Library.size();
      continue;
    }
    if (Quoted && Text[At] == '\\' && At + 1 < Text.size())
      Out += Text[At++];
    else if (Text[At] == '"')
      Quoted = !Quoted;
    Out += Text[At++];
  }
  return Out;
}

static std::shared_ptr<EditSet> changed(const EditSet &Edits, const std::function<std::string(StringRef)> &Change,
                                        std::map<const EditSet *, std::shared_ptr<const EditSet>> &Done) {
  auto Out = std::make_shared<EditSet>();
  for (const auto &[File, List] : Edits.files())
    for (Edit Each : List) {
      for (Piece &P : Each.New) {
        if (!P.Source)
          P.Text = Change(P.Text);
        else if (P.Source->Edits) {
          auto &Known = Done[P.Source->Edits.get()];
          if (!Known)
            Known = changed(*P.Source->Edits, Change, Done);
          P.Source->Edits = Known;
        }
      }
      Out->add(File, std::move(Each));
    }
  return Out;
}

static void change(EditSet &Edits, const std::function<std::string(StringRef)> &Change) {
  std::map<const EditSet *, std::shared_ptr<const EditSet>> Done;
  Edits = std::move(*changed(Edits, Change, Done));
}

void nameHiddenParameters(const Translation &Unit, EditSet &Edits) {
  std::set<StringRef> Hidden;
  for (StringRef Each : Parameters)
    if (Unit.PP.getIdentifierInfo(Each)->hadMacroDefinition())
      Hidden.insert(Each);
  if (!Edits.empty() && !Hidden.empty())
    change(Edits, [&](StringRef Text) { return renamed(Text, Hidden); });
}

void nameHiddenLibrary(const Translation &Unit, EditSet &Edits) {
  if (Edits.empty() ||
      llvm::none_of(Unit.AST.getTraversalScope(), [&](const Decl *Each) { return holdsAsync(Unit, Each); }))
    return;
  change(Edits, [](StringRef Text) { return named(Text); });
}

} // namespace asyncc
