#include "translate/Translate.h"
#include "translate/WarningFlags.h"
#include "lower/Lower.h"
#include "parse/Parse.h"
#include "parse/LoweredMark.h"
#include "render/Render.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"

namespace asyncc {

static DiagnosticStyle styleOf(const TranslateRequest &Request) {
  DiagnosticStyle Style;
  Style.GccColumns = !Request.ForClang;
  Style.ByteColumns = Request.ForClang;
  Style.Color = llvm::sys::Process::StandardErrIsDisplayed();
  auto StopAt = [&](llvm::StringRef Count, const std::string &Why) {
    if (!Count.getAsInteger(10, Style.MaxErrors))
      Style.OnTooMany = Style.GccColumns ? "compilation terminated due to " + Why + ".\n"
                                         : "fatal error: too many errors emitted, stopping now [-ferror-limit=]\n";
  };
  for (const std::string &Flag : Request.Flags) {
    llvm::StringRef Text(Flag);
    if (Text.consume_front(Style.GccColumns ? "-fmax-errors=" : "-ferror-limit="))
      StopAt(Text, Flag);
    else if (Text == "-Wfatal-errors")
      StopAt("1", Flag);
    else if (Text == "-w")
      Style.NoWarnings = true;
    else if (Text == "-Wsystem-headers" || Text == "-Wno-system-headers")
      Style.InSystemHeaders = Text == "-Wsystem-headers";
    else if (Text == "-fshow-column" || Text == "-fno-show-column")
      Style.ShowsColumn = Text == "-fshow-column";
    else if (Style.GccColumns && Text.consume_front("-fdiagnostics-column-unit="))
      Style.ByteColumns = Text == "byte";
    else if (Style.GccColumns && Text.consume_front("-fdiagnostics-column-origin="))
      Text.getAsInteger(10, Style.FirstColumn);
    else if (Style.GccColumns && Text.consume_front("-ftabstop=")) {
      if (unsigned Stop; !Text.getAsInteger(10, Stop) && Stop > 0)
        Style.TabStop = Stop;
    } else if (Text == "-Werror")
      Style.WarningsAreErrors = true;
    else if (Text == "-Wno-error")
      Style.WarningsAreErrors = false;
    else if (Text.consume_front("-Wno-async-"))
      Style.Disabled.insert(Text.str());
    else if (Text.consume_front("-Wasync-"))
      Style.Disabled.erase(Text.str());
    else if (Text.consume_front("-Werror=async-")) {
      Style.Errors[Text.str()] = true;
      Style.Disabled.erase(Text.str());
    } else if (Text.consume_front("-Wno-error=async-"))
      Style.Errors[Text.str()] = false;
    else if (Text == "-fdiagnostics-color" || Text == "-fdiagnostics-color=always" ||
             Text == "-fcolor-diagnostics")
      Style.Color = true;
    else if (Text == "-fno-diagnostics-color" || Text == "-fdiagnostics-color=never" ||
             Text == "-fno-color-diagnostics")
      Style.Color = false;
  }
  return Style;
}

/// `R:HEADER` names a header to include; a colon pair belongs to the name, and one in brackets to the expression.
static std::string headerOf(std::string &Runtime) {
  unsigned Closed = 0;
  for (size_t At = Runtime.size(); At-- > 0;)
    if (llvm::StringRef(")]}").contains(Runtime[At])) {
      ++Closed;
    } else if (Closed && llvm::StringRef("([{").contains(Runtime[At])) {
      --Closed;
    } else if (!Closed && Runtime[At] == ':' && (At == 0 || Runtime[At - 1] != ':') &&
               (At + 1 == Runtime.size() || Runtime[At + 1] != ':')) {
      std::string Header = Runtime.substr(At + 1);
      Runtime.resize(At);
      return Header;
    }
  return "";
}

/// Every file that was read, by its absolute path.
static std::vector<std::string> filesOf(const Translation &Unit) {
  std::set<std::string> Out(Unit.PreambleFiles.begin(), Unit.PreambleFiles.end());
  for (auto It = Unit.SM.fileinfo_begin(); It != Unit.SM.fileinfo_end(); ++It) {
    llvm::SmallString<256> Path(It->first.getName());
    llvm::sys::fs::make_absolute(Path);
    if (llvm::sys::fs::exists(Path))
      Out.insert(std::string(Path));
  }
  return {Out.begin(), Out.end()};
}

static std::vector<std::string> absentFrom(const Translation &Unit) {
  std::vector<std::string> Out;
  for (const std::string &Each : Unit.Absent) {
    llvm::SmallString<256> Path(Each);
    llvm::sys::fs::make_absolute(Path);
    Out.push_back(std::string(Path));
  }
  return Out;
}

static void mark(std::string &Text) {
  if (!Text.empty() && Text.back() != '\n')
    Text += '\n';
  Text += LoweredMark;
}

/// Text of asyncc's own, to which nobody added an annotation since.
static bool isLowered(const Translation &Unit) {
  return Unit.SM.getBufferData(Unit.SM.getMainFileID()).ends_with(LoweredMark) &&
         llvm::all_of(Unit.Notes.all(), [&](const Annotation &Each) {
           return Each.On && isForeign(Unit, Each.On);
         });
}

TranslateResult translate(const TranslateRequest &Request) {
  DiagnosticStyle Style = styleOf(Request);
  Style.Collects = !Request.PrintsMessages;
  Diagnostics Diags(Style);
  ParseRequest Source{Request.File, {}, Request.Compiler, Request.ForClang, Request.MustParse,
                      Request.KeptIn, Request.KeepAtMost,
                      Request.KeepIncludes || llvm::sys::path::extension(Request.File).starts_with_insensitive(".h")};
  for (const std::string &Flag : Request.Flags)
    if (!isOwnWarningFlag(Flag))
      Source.Flags.push_back(Flag);
  std::string Runtime = Request.Runtime, Header = headerOf(Runtime);
  if (!Header.empty()) {
    Source.Flags.push_back("-include");
    Source.Flags.push_back(Header);
  }

  TranslateResult Result;
  ParseResult Parsed = parse(Source, Diags, [&](Translation &Unit) {
    Result.Files = filesOf(Unit);
    Result.Absent = absentFrom(Unit);
    // Which file stands for which is told by another, and may change.
    const bool Overlaid = !Unit.PP.getHeaderSearchInfo().getHeaderSearchOpts().VFSOverlayFiles.empty();
    Result.Dated = Unit.IsDated || Overlaid;
    Unit.RuntimeFlag = Runtime;
    Unit.ForGcc = !Request.ForClang;
    Unit.ForOthers = Request.KeepIncludes;
    Unit.CountsLines = llvm::any_of(Request.Flags, [](llvm::StringRef Flag) {
      return Flag == "--coverage" || Flag == "-coverage" || Flag == "-ftest-coverage" ||
             Flag == "-fprofile-arcs";
    });
    std::shared_ptr<EditSet> Edits =
        isLowered(Unit) ? std::make_shared<EditSet>() : lower(Unit, Diags);
    if (Diags.errors() || (Edits->empty() && !Request.Moves))
      return;
    if (!Request.KeepIncludes && unreachableEdit(Unit.SM, Unit.Includes, *Edits))
      llvm::report_fatal_error("a file is edited that no #include brought in");
    OutputStyle Style = Request.ForCompiler ? OutputStyle::Compiler
                        : Request.Lines     ? OutputStyle::Person
                                            : OutputStyle::PersonWithoutLines;
    if (!Header.empty() && Unit.UsesRuntimeFlag)
      Edits->add(Unit.SM.getMainFileID(), {0, 0, {"#include \"" + Header + "\"\n"}, -100});
    const bool Pedantic = llvm::any_of(Request.Flags, [](llvm::StringRef Flag) {
      return Flag.contains("pedantic") || Flag == "-Weverything";
    });
    Rendered Out = render(Unit.SM, Unit.Includes, Edits, Request.File, Style, Request.KeepIncludes,
                          !Pedantic          ? Nesting::Marked
                          : Request.ForClang ? Nesting::MarkedQuietly
                                             : Nesting::None,
                          !Request.ForClang);
    Result.Text = std::move(Out.Text);
    if (Edits->empty())
      return;
    if (!Request.ForCompiler)
      mark(Result.Text);
    Result.Entities = Unit.Lowered.list(Unit.SM, Unit.ForGcc);
    Result.Outcome = TranslateResult::Lowered;
    Result.Inlined = std::move(Out.Inlined);
    Result.SystemInlined = std::move(Out.SystemInlined);
    Result.Full = Out.Full;
    Result.Forced = Out.Forced;
  });
  if (Parsed == ParseResult::Failed || Diags.errors())
    Result.Outcome = TranslateResult::Failed;
  else if (Parsed == ParseResult::NotForAsync)
    Result.Outcome = TranslateResult::NotForAsync;
  Result.Messages = Diags.messages();
  return Result;
}

} // namespace asyncc
