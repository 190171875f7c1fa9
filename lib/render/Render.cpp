#include "render/Render.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <set>

using namespace clang;
using llvm::StringRef;

namespace asyncc {
namespace {

class Renderer {
public:
  Renderer(const SourceManager &SM, const IncludeTree &Includes, const EditSet &Edits,
           std::string MainFile, OutputStyle Style, bool KeepIncludes, Nesting Nests, bool ForGcc)
      : SM(SM), Includes(Includes), MainFile(std::move(MainFile)), Style(Style),
        KeepIncludes(KeepIncludes), Nests(Style == OutputStyle::Compiler ? Nests : Nesting::None),
        ForGcc(ForGcc), Out(Style, Style == OutputStyle::Compiler ? "" : this->MainFile) {
    for (const auto &[File, List] : Includes.Directives)
      for (const IncludeDirective &Each : List)
        if (Each.BesideIncluder && Each.Entered.isValid())
          Beside[Each.Entered] = File;
    if (KeepIncludes)
      return;
    for (const auto &[File, List] : Edits.files())
      touch(File);
    touchSkipping();
  }

  void region(const Region &Part);
  bool forcedIncludes(const std::shared_ptr<const EditSet> &Edits);
  Rendered finish() { return {Out.take(), std::move(Inlined), std::move(SystemInlined)}; }

private:
  /// A touched file is inlined, and so is what includes it.
  void touch(FileID File) {
    for (; File.isValid() && Touched.insert(File).second;
         File = SM.getFileID(SM.getIncludeLoc(File)))
      if (auto Entry = SM.getFileEntryRefForID(File))
        TouchedEntries.insert(&Entry->getFileEntry());
  }

  /// So is a file whose #include of such a file was skipped: a compiler would find the original.
  void touchSkipping() {
    for (bool More = true; More;) {
      More = false;
      for (const auto &[File, List] : Includes.Directives)
        if (!Touched.count(File) && SM.getFileEntryForID(File) &&
            llvm::any_of(List, [&](const IncludeDirective &Each) {
              return Each.Entered.isInvalid() && Each.File &&
                     TouchedEntries.count(&Each.File->getFileEntry());
            })) {
          touch(File);
          More = true;
        }
    }
  }

  /// Whether the compiler is told to look beside the main file, wherever its text is.
  bool staysBeside() const { return Style == OutputStyle::Compiler && !Includes.Clash; }
  std::vector<Edit> editsOf(const Region &Part);
  void include(const IncludeDirective &Directive, const Region &Part, std::vector<Edit> &List);
  void blankHeaderPragmas(FileID File, std::vector<Edit> &List);
  void source(FileID File, unsigned Begin, unsigned End, bool Removed);
  std::string nameOf(FileID File) const;
  /// The same as the compiler says it.
  std::string spelt(FileID File) const;
  /// Where the source says that it stands, by the `#line` directives in it.
  std::pair<std::string, unsigned> placeOf(FileID File, unsigned At) const;
  bool isSystem(FileID File) const;
  void inlines(FileID File);

  const SourceManager &SM;
  const IncludeTree &Includes;
  std::string MainFile;
  OutputStyle Style;
  bool KeepIncludes;
  Nesting Nests;
  bool ForGcc;
  Output Out;
  std::map<FileID, FileID> Beside; ///< headers that stand beside what includes them, and that
  std::set<FileID> Touched;
  std::set<const FileEntry *> TouchedEntries;
  std::vector<std::string> Inlined, SystemInlined;
};

std::string Renderer::nameOf(FileID File) const {
  if (File == SM.getMainFileID())
    return MainFile;
  auto Entry = SM.getFileEntryRefForID(File);
  return Entry ? Entry->getName().str() : "<built-in>";
}

std::string Renderer::spelt(FileID File) const {
  const std::string Name = nameOf(File);
  const auto By = Beside.find(File);
  // clang names the folder of what stands beside a source without one.
  return ForGcc && By != Beside.end() && StringRef(Name).starts_with("./") && !StringRef(spelt(By->second)).starts_with("./")
             ? Name.substr(2)
             : Name;
}

std::pair<std::string, unsigned> Renderer::placeOf(FileID File, unsigned At) const {
  const SourceLocation Loc = SM.getLocForStartOfFile(File).getLocWithOffset(At);
  const PresumedLoc Said = SM.getPresumedLoc(Loc), Is = SM.getPresumedLoc(Loc, false);
  if (Said.isInvalid() || Is.isInvalid())
    return {spelt(File), SM.getLineNumber(File, At)};
  const bool SameName = StringRef(Said.getFilename()) == Is.getFilename();
  return {SameName ? spelt(File) : Said.getFilename(), Said.getLine()};
}

bool Renderer::isSystem(FileID File) const {
  return SrcMgr::isSystem(SM.getFileCharacteristic(SM.getLocForStartOfFile(File)));
}

void Renderer::inlines(FileID File) {
  (isSystem(File) ? SystemInlined : Inlined).push_back(nameOf(File));
}

void Renderer::source(FileID File, unsigned Begin, unsigned End, bool Removed) {
  StringRef Buffer = SM.getBufferData(File);
  auto Zones = Includes.Macros.find(File);
  while (Begin < End) {
    // Cut at the borders of macro zones: inside, a directive must wait.
    bool Hold = false;
    unsigned Stop = End;
    if (Zones != Includes.Macros.end())
      for (const MacroZone &Zone : Zones->second) {
        if (Begin > Zone.Begin && Begin < Zone.End) {
          Hold = true;
          Stop = std::min(Stop, Zone.End);
        } else if (Zone.Begin >= Begin && Zone.Begin + 1 < Stop) {
          Stop = Zone.Begin + 1;
        }
      }
    size_t LineBegin = Begin ? Buffer.rfind('\n', Begin) + 1 : 0; // npos + 1 == 0
    StringRef Prefix = Buffer.slice(LineBegin, Begin);
    const auto [Name, Line] = placeOf(File, Begin);
    StringRef Text = Buffer.slice(Begin, Stop);
    if (Removed)
      Out.removed(Text, Name, Line, Prefix, Hold);
    else
      Out.source(Text, Name, Line, Prefix, Hold);
    Begin = Stop;
  }
}

static std::string quotedPath(FileEntryRef File) {
  llvm::SmallString<256> Path(File.getName());
  llvm::sys::fs::make_absolute(Path);
  llvm::sys::path::remove_dots(Path, true);
  return "\"" + std::string(Path) + "\"";
}

/// Whether there are edits in \p Into or in what it includes.
static bool changes(const SourceManager &SM, const EditSet &Edits, FileID Into) {
  return llvm::any_of(Edits.files(), [&](const auto &Each) {
    FileID File = Each.first;
    while (File.isValid() && File != Into)
      File = SM.getFileID(SM.getIncludeLoc(File));
    return File.isValid();
  });
}

void Renderer::include(const IncludeDirective &Directive, const Region &Part, std::vector<Edit> &List) {
  const bool InMain = Part.File == SM.getMainFileID();
  // What a copy includes may be changed in that copy alone.
  if (Directive.Entered.isValid() &&
      (Touched.count(Directive.Entered) || (Part.Edits && changes(SM, *Part.Edits, Directive.Entered)))) {
    unsigned Size = SM.getBufferData(Directive.Entered).size();
    List.push_back({Directive.Begin, Directive.End, {Region{Directive.Entered, 0, Size, nullptr}}});
  } else if (Directive.Entered.isInvalid() && Directive.File &&
             TouchedEntries.count(&Directive.File->getFileEntry())) {
    List.push_back({Directive.Begin, Directive.End, {}}); // its text stands above already
  } else if (Directive.BesideIncluder && Directive.File &&
             !(InMain && staysBeside())) {
    // The text moves to another folder: what was found beside the includer is named from the main file's, as far as
    // the compiler is told of it, and else in full.
    const bool Reached = staysBeside() && !Directive.Reachable.empty();
    List.push_back({Directive.Begin, Directive.End,
                    {"#include " + (Reached ? "\"" + Directive.Reachable + "\"" : quotedPath(*Directive.File))}});
  }
}

/// Compilers warn of pragmas that say something of a header where there is none.
void Renderer::blankHeaderPragmas(FileID File, std::vector<Edit> &List) {
  StringRef Buffer = SM.getBufferData(File);
  const size_t Start = Buffer.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  constexpr StringRef Operator = "_Pragma(\"once\")";
  for (size_t At = Buffer.find(Operator); At != StringRef::npos; At = Buffer.find(Operator, At + 1))
    if (size_t Begin = At ? Buffer.rfind('\n', At) + 1 : 0; Buffer.slice(std::max(Begin, Start), At).trim(" \t").empty())
      List.push_back({unsigned(At), unsigned(At + Operator.size()), {}});
  for (size_t At = Buffer.find('#'); At != StringRef::npos; At = Buffer.find('#', At + 1)) {
    size_t Begin = At ? Buffer.rfind('\n', At) + 1 : 0;
    if (!Buffer.slice(std::max(Begin, Start), At).trim(" \t").empty())
      continue;
    StringRef Rest = Buffer.substr(At + 1).ltrim(" \t");
    if (!Rest.consume_front("pragma"))
      continue;
    Rest = Rest.ltrim(" \t");
    const StringRef Line = Rest.substr(0, Rest.find_first_of("\r\n")).rtrim(" \t");
    if (Line == "GCC system_header" || Line == "clang system_header" || Line == "system_header")
      List.push_back({unsigned(At), unsigned(Line.end() - Buffer.begin()), {}});
    else if (Rest.consume_front("once"))
      List.push_back({unsigned(At), unsigned(Buffer.size() - Rest.size()), {}});
  }
}

std::vector<Edit> Renderer::editsOf(const Region &Part) {
  std::vector<Edit> List;
  if (Part.Edits)
    if (auto Found = Part.Edits->files().find(Part.File); Found != Part.Edits->files().end())
      List = Found->second;
  const bool InMain = Part.File == SM.getMainFileID();
  if (auto Found = Includes.Directives.find(Part.File);
      Found != Includes.Directives.end() && !KeepIncludes)
    for (const IncludeDirective &Directive : Found->second)
      include(Directive, Part, List);
  if (auto Found = Includes.Asked.find(Part.File);
      Found != Includes.Asked.end() && !KeepIncludes && !(InMain && staysBeside()))
    for (const HasInclude &Each : Found->second) {
      // With the rest of its line: no directive may be put into one.
      const StringRef Rest = SM.getBufferData(Part.File).substr(Each.End).split('\n').first;
      List.push_back({Each.Begin, Each.End + unsigned(Rest.size()), {quotedPath(Each.File) + Rest.str()}});
    }
  if (!InMain)
    blankHeaderPragmas(Part.File, List);
  std::stable_sort(List.begin(), List.end(),
                   [](const Edit &A, const Edit &B) { return A.Begin < B.Begin; });
  std::erase_if(List, [&](const Edit &E) { return E.Begin < Part.Begin || E.End > Part.End; });
  return List;
}

/// What comes by `-include` stands in clang's predefines. If one of these headers is edited, they
/// all become part of the text, so that their order stays.
bool Renderer::forcedIncludes(const std::shared_ptr<const EditSet> &Edits) {
  for (const auto &[File, List] : Includes.Directives) {
    if (SM.getFileEntryForID(File) || !Touched.count(File))
      continue;
    // Headers that the lowered text needs come in front of the main file, and of these.
    for (const Edit &Each : editsOf({SM.getMainFileID(), 0, 0, Edits}))
      for (const Piece &New : Each.New)
        if (StringRef(New.Text).starts_with("#include"))
          Out.generated(New.Text, "");
    for (const IncludeDirective &Directive : List) {
      if (Directive.Entered.isValid() && Touched.count(Directive.Entered)) {
        inlines(Directive.Entered);
        region({Directive.Entered, 0,
                static_cast<unsigned>(SM.getBufferData(Directive.Entered).size()), Edits});
        Out.endLine();
      } else if (Directive.Entered.isValid() && Directive.File) {
        llvm::SmallString<256> Path(Directive.File->getName());
        llvm::sys::fs::make_absolute(Path);
        Out.generated("#include \"" + std::string(Path) + "\"", "");
        Out.endLine();
      }
    }
    return true;
  }
  return false;
}

void Renderer::region(const Region &Part) {
  StringRef Buffer = SM.getBufferData(Part.File);
  unsigned At = Part.Begin;
  const bool Marked = At == 0 && Buffer.starts_with("\xEF\xBB\xBF");
  if (Marked)
    At = 3; // the main file's stays at byte 0, see render()
  for (Edit Change : editsOf(Part)) {
    if (Marked && Change.Begin == 0 && !Change.removes())
      Change.Begin = Change.End = 3; // in front of everything else
    if (Change.Begin < At)
      continue; // inside text that an earlier edit replaced
    source(Part.File, At, Change.Begin, false);
    if (Change.Begin == Buffer.size() && !Buffer.ends_with("\n"))
      Out.endOpenLine();
    if (Change.removes())
      source(Part.File, Change.Begin, Change.End, true);
    size_t LineBegin = Change.Begin ? Buffer.rfind('\n', Change.Begin) + 1 : 0;
    StringRef Line = Buffer.substr(LineBegin);
    StringRef Indent = Line.substr(0, Line.find_first_not_of(" \t"));
    for (const Piece &New : Change.New) {
      if (!New.Source) {
        Out.generated(New.Text, Indent);
        continue;
      }
      Region Inner = *New.Source;
      const bool Other = Inner.File != Part.File;
      const auto [By, AtLine] = placeOf(Part.File, Change.Begin);
      if (Other) {
        inlines(Inner.File);
        Out.endLine();
        Inner.Edits = Part.Edits;
      }
      if (Other && Nests != Nesting::None)
        Out.enter(spelt(Inner.File), isSystem(Inner.File), By, AtLine, Nests);
      region(Inner);
      if (Other && Nests != Nesting::None)
        Out.leave(By, isSystem(Part.File), AtLine);
      else if (Other)
        Out.endLine();
    }
    At = Change.End;
  }
  source(Part.File, At, Part.End, false);
}

} // namespace

Rendered render(const SourceManager &SM, const IncludeTree &Includes,
                std::shared_ptr<const EditSet> Edits, const std::string &MainFile,
                OutputStyle Style, bool KeepIncludes, Nesting Nests, bool ForGcc) {
  Renderer R(SM, Includes, *Edits, MainFile, Style, KeepIncludes, Nests, ForGcc);
  FileID Main = SM.getMainFileID();
  const bool Forced = R.forcedIncludes(Edits);
  R.region({Main, 0, static_cast<unsigned>(SM.getBufferData(Main).size()), Edits});
  Rendered Out = R.finish();
  Out.Full = Includes.Clash;
  Out.Forced = Forced;
  if (SM.getBufferData(Main).ends_with("\n") && !StringRef(Out.Text).ends_with("\n"))
    Out.Text += '\n'; // -Wnewline-eof
  if (SM.getBufferData(Main).starts_with("\xEF\xBB\xBF"))
    Out.Text.insert(0, "\xEF\xBB\xBF");
  return Out;
}

const FileEntry *unreachableEdit(const SourceManager &SM, const IncludeTree &Includes,
                                 const EditSet &Edits) {
  for (const auto &[Edited, List] : Edits.files()) {
    for (FileID File = Edited; File.isValid() && File != SM.getMainFileID();) {
      FileID Includer = SM.getFileID(SM.getIncludeLoc(File));
      auto Found = Includes.Directives.find(Includer);
      bool Reached = Includer.isValid() &&
                     Found != Includes.Directives.end() &&
                     std::any_of(Found->second.begin(), Found->second.end(),
                                 [&](const IncludeDirective &D) { return D.Entered == File; });
      if (!Reached)
        return SM.getFileEntryForID(File);
      if (!SM.getFileEntryForID(Includer))
        break; // -include
      File = Includer;
    }
  }
  return nullptr;
}

} // namespace asyncc
