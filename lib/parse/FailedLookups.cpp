#include "parse/FailedLookups.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using llvm::StringRef;

namespace asyncc {
namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(Preprocessor &PP, AbsentFiles &Into) : PP(PP), Into(Into) {}

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef Name, bool Angled, CharSourceRange,
                          OptionalFileEntryRef, StringRef Path, StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    look(Hash, Name, Angled, Path);
  }
  void HasInclude(SourceLocation Loc, StringRef Name, bool Angled, OptionalFileEntryRef File,
                  SrcMgr::CharacteristicKind) override {
    look(Loc, Name, Angled, File ? folderOf(File->getName(), Name) : "");
  }

private:
  /// Where \p Name was found, if \p Path is what it was found as.
  static StringRef folderOf(StringRef Path, StringRef Name) {
    return Path.consume_back(Name) ? Path.drop_back(Path.ends_with("/")) : "";
  }
  void look(SourceLocation From, StringRef Name, bool Angled, StringRef Found) {
    if (llvm::sys::path::is_absolute(Name))
      return;
    const SourceManager &SM = PP.getSourceManager();
    const auto Includer = SM.getFileEntryRefForID(SM.getFileID(SM.getExpansionLoc(From)));
    if (Includer && !Angled && !lookIn(llvm::sys::path::parent_path(Includer->getName()), Name, Found))
      return;
    for (const DirectoryLookup &Each : PP.getHeaderSearchInfo().search_dir_range())
      if (!lookIn(Each.getName(), Name, Found))
        return;
  }
  /// False if that is where it was found.
  bool lookIn(StringRef Folder, StringRef Name, StringRef Found) {
    if (Folder.empty())
      Folder = ".";
    if (Folder == Found)
      return false;
    llvm::SmallString<256> Path(Folder);
    for (auto Part = llvm::sys::path::begin(Name), End = llvm::sys::path::end(Name); Part != End; ++Part) {
      llvm::sys::path::append(Path, *Part);
      if (const auto [Known, New] = Asked.try_emplace(Path, true); New)
        Known->second = llvm::sys::fs::exists(Path);
      if (!Asked[Path]) {
        Into.insert(std::string(Path));
        break;
      }
    }
    return true;
  }

  Preprocessor &PP;
  AbsentFiles &Into;
  llvm::StringMap<bool> Asked; // whether it is there
};

} // namespace

void recordFailedLookups(Preprocessor &PP, AbsentFiles &Into) {
  // Folders that are missing are not in the search path, but may be there next time.
  for (const HeaderSearchOptions::Entry &Each : PP.getHeaderSearchInfo().getHeaderSearchOpts().UserEntries)
    if (!llvm::sys::fs::exists(Each.Path))
      Into.insert(Each.Path);
  PP.addPPCallbacks(std::make_unique<Recorder>(PP, Into));
}

} // namespace asyncc
