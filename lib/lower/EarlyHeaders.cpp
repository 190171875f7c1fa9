#include "lower/EarlyHeaders.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace asyncc {

/// The header of the library to include for \p D: what is in a folder of its own comes with <async/drop.hpp>.
static std::string headerOf(const SourceManager &SM, const NamedDecl *D) {
  const auto [Folder, Name] = SM.getFilename(SM.getExpansionLoc(D->getLocation())).rsplit('/');
  return "async/" + (Folder.ends_with("/async") ? Name.str() : "drop.hpp");
}

namespace {
class Finds {
public:
  explicit Finds(Translation &Unit) : Unit(Unit) {}
  std::map<FileID, std::set<std::string>> Missing;

  void in(const Edit &Change, FileID File, unsigned At) {
    for (const Piece &Each : Change.New)
      if (!Each.Source)
        in(Each.Text, File, At);
      else if (const EditSet *Copy = Each.Source->Edits.get(); Copy && Seen.insert({File, Copy}).second)
        for (const auto &[Of, List] : Copy->files())
          for (const Edit &Inner : List)
            in(Inner, File, At);
  }

private:
  void in(StringRef Text, FileID File, unsigned At) {
    constexpr StringRef Library = "async::";
    for (size_t I = Text.find(Library); I != StringRef::npos; I = Text.find(Library, I + 1)) {
      const StringRef Name =
          Text.substr(I + Library.size()).take_while([](char C) { return isAsciiIdentifierContinue(C); });
      const NamedDecl *D = lookup(Unit, {"async", Name});
      const SourceLocation Place = Unit.SM.getLocForStartOfFile(File).getLocWithOffset(At);
      if (D && Unit.SM.isBeforeInTranslationUnit(Place, D->getLocation()))
        Missing[File].insert(headerOf(Unit.SM, D));
    }
  }

  Translation &Unit;
  std::set<std::pair<FileID, const EditSet *>> Seen;
};
} // namespace

void includeEarly(Translation &Unit, EditSet &Edits) {
  Finds All(Unit);
  for (const auto &[File, List] : Edits.files())
    if (File != Unit.SM.getMainFileID())
      for (const Edit &Each : List)
        All.in(Each, File, Each.Begin);
  for (const auto &[File, Headers] : All.Missing)
    for (const std::string &Each : Headers)
      Edits.add(File, {0, 0, {"#include <" + Each + ">\n"}, -100});
}

} // namespace asyncc
