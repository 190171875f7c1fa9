#include "parse/Includes.h"
#include "parse/HeaderLookup.h"
#include "clang/Basic/Version.h"
#include "clang/Lex/MacroInfo.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace asyncc {
namespace {

class Recorder : public PPCallbacks {
public:
  Recorder(Preprocessor &PP, IncludeTree &Tree)
      : PP(PP), SM(PP.getSourceManager()), Opts(PP.getLangOpts()), Tree(Tree) {}

  void InclusionDirective(SourceLocation Hash, const Token &IncludeTok, StringRef Name, bool Angled,
                          CharSourceRange Range, OptionalFileEntryRef File, StringRef SearchPath,
                          StringRef, const Module *, bool, SrcMgr::CharacteristicKind) override {
    Last = nullptr;
    auto [FID, Begin] = SM.getDecomposedLoc(Hash);
    if (!Angled)
      look(FID, Name, File, SearchPath);
    if (isSystems(SM, Hash))
      return;
    IncludeDirective Directive;
    Directive.Begin = Begin;
    const SourceLocation End = SM.getExpansionRange(Range.getEnd()).getEnd(); // `)` of `#include HEADER(x)`
    Directive.End = SM.getFileOffset(End);
    if (Range.isTokenRange() || Range.getEnd().isMacroID())
      Directive.End += Lexer::MeasureTokenLength(End, SM, Opts);
    Directive.File = File;
    bool Next = IncludeTok.getIdentifierInfo() &&
                IncludeTok.getIdentifierInfo()->getName() == "include_next";
    if (auto Includer = SM.getFileEntryRefForID(FID); Includer && File) {
      StringRef Folder = llvm::sys::path::parent_path(Includer->getName());
      Directive.BesideIncluder =
          Next || (!Angled && !llvm::sys::path::is_absolute(Name) && SearchPath == (Folder.empty() ? StringRef(".") : Folder)) ||
          (!Angled && SearchPath == Folder);
      if (Directive.BesideIncluder && FID != SM.getMainFileID())
        Directive.Reachable = reachable(*File);
    }
    auto &List = Tree.Directives[FID];
    List.push_back(Directive);
    Last = &List.back();
  }

  void FileChanged(SourceLocation Loc, FileChangeReason Reason, SrcMgr::CharacteristicKind,
                   FileID) override {
    if (Reason == EnterFile && Last) {
      Last->Entered = SM.getFileID(Loc);
      Last = nullptr;
    }
  }

  void HasInclude(SourceLocation Loc, StringRef Name, bool Angled, OptionalFileEntryRef File,
                  SrcMgr::CharacteristicKind) override {
    if (!Angled)
      look(SM.getFileID(SM.getExpansionLoc(Loc)), Name, File, "");
    if (Angled || !File || Loc.isMacroID() || isSystems(SM, Loc) || llvm::sys::path::is_absolute(Name))
      return;
    auto [FID, Begin] = SM.getDecomposedLoc(Loc);
    auto Asker = SM.getFileEntryRefForID(FID);
    if (!Asker || !SM.getBufferData(FID).substr(Begin).starts_with(("\"" + Name + "\"").str()))
      return;
    llvm::SmallString<256> Beside(llvm::sys::path::parent_path(Asker->getName()));
    llvm::sys::path::append(Beside, Name);
    if (llvm::sys::fs::equivalent(Beside, File->getName()))
      Tree.Asked[FID].push_back({Begin, Begin + unsigned(Name.size()) + 2, *File});
  }

  void FileSkipped(const FileEntryRef &, const Token &, SrcMgr::CharacteristicKind) override {
    Last = nullptr;
  }

  void MacroExpands(const Token &Name, const MacroDefinition &Definition, SourceRange Range,
                    const MacroArgs *) override {
    if (!Definition.getMacroInfo() || !Definition.getMacroInfo()->isFunctionLike() ||
        Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
      return;
    auto [FID, Begin] = SM.getDecomposedLoc(Range.getBegin());
    if (!isSystems(SM, Range.getBegin()))
      Tree.Macros[FID].push_back({Begin, SM.getFileOffset(Range.getEnd()) + 1});
  }

private:
  std::string reachable(FileEntryRef File) {
    const auto Main = SM.getFileEntryRefForID(SM.getMainFileID());
    if (!Main)
      return "";
    const HeaderSearch &Search = PP.getHeaderSearchInfo();
    auto FoundFrom = [&](StringRef Folder) {
      StringRef Name = File.getName();
      if (!Name.consume_front(Folder) || !Name.consume_front("/"))
        return std::string();
      const OptionalFileEntryRef Found = lookUpHeader(PP, Name, /*Angled=*/false, Main->getDir());
      return Found && Found->getName() == File.getName() ? Name.str() : std::string();
    };
    std::string Name = FoundFrom(Main->getDir().getName());
    for (auto It = Search.search_dir_begin(), End = Search.search_dir_end(); Name.empty() && It != End; ++It)
      Name = FoundFrom(It->getName());
    return Name;
  }

  /// \p Found: the folder where \p File was found, if that is known.
  void look(FileID By, StringRef Name, OptionalFileEntryRef File, StringRef Found) {
    auto Main = SM.getFileEntryRefForID(SM.getMainFileID());
    auto Asker = SM.getFileEntryRefForID(By);
    if (Tree.Clash || By == SM.getMainFileID() || !Main || !Asker || llvm::sys::path::is_absolute(Name))
      return;
    const StringRef Own = llvm::sys::path::parent_path(Asker->getName());
    if (File && Found == (Own.empty() ? StringRef(".") : Own))
      return; // which comes first
    llvm::SmallString<256> Beside(llvm::sys::path::parent_path(Main->getName()));
    llvm::sys::path::append(Beside, Name);
    Tree.Clash = llvm::sys::fs::exists(Beside) && !(File && llvm::sys::fs::equivalent(Beside, File->getName()));
  }

  Preprocessor &PP;
  SourceManager &SM;
  const LangOptions &Opts;
  IncludeTree &Tree;
  IncludeDirective *Last = nullptr;
};

} // namespace

// However spelt: clang++-19 says /../lib/gcc/….
bool isCompilersPath(llvm::StringRef Path) {
  if (Path.starts_with("/usr/") || Path.starts_with("/../"))
    return true;
  for (const char *Folder : {"/include/c++/", "/lib/gcc/", "/lib/clang/", "/lib/llvm-"})
    if (Path.contains(Folder))
      return true;
  return false;
}

bool isSystems(const SourceManager &SM, SourceLocation Loc) {
  Loc = SM.getExpansionLoc(Loc);
  if (!SM.isInSystemHeader(Loc))
    return false;
  const auto Entry = SM.getFileEntryRefForID(SM.getFileID(Loc));
  if (!Entry)
    return true;
  // Declarations come file by file; the last answer mostly fits.
  static std::string LastFile;
  static bool LastAnswer = false;
  if (const llvm::StringRef File = Entry->getName(); File != LastFile) {
    LastAnswer = isCompilersPath(File);
    LastFile = File.str();
  }
  return LastAnswer;
}

bool isLibraryHeader(llvm::StringRef File) {
  size_t At = File.rfind("/async/");
  if (At == llvm::StringRef::npos)
    return false;
  static std::map<std::string, bool> Known;
  auto [Entry, New] = Known.insert({File.substr(0, At + 7).str(), false});
  if (New)
    Entry->second = llvm::sys::fs::exists(Entry->first + "task.hpp") ||
                    llvm::sys::fs::exists(Entry->first + "net/tcp.hpp");
  return Entry->second;
}

void recordIncludes(Preprocessor &PP, IncludeTree &Tree) {
  PP.addPPCallbacks(
      std::make_unique<Recorder>(PP, Tree));
}

} // namespace asyncc
