#include "diagnostics/Diagnostics.h"
#include "parse/ModeSpelling.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace asyncc {

static const DiagInfo Infos[] = {
#define DIAG(ID, SEVERITY, NAME, TEXT) {Severity::SEVERITY, NAME, TEXT},
#include "diagnostics/Registry.def"
};

const DiagInfo &diagInfo(Diag ID) { return Infos[static_cast<unsigned>(ID)]; }

static std::string format(const char *Text, const std::vector<std::string> &Args) {
  std::string Out;
  for (const char *C = Text; *C; ++C) {
    if (*C == '%' && C[1] >= '0' && C[1] <= '9') {
      unsigned Index = *++C - '0';
      const std::string Arg = Index < Args.size() ? Args[Index] : std::string("?");
      Out += Arg.empty() && C[1] == '\'' ? "(unnamed)" : Arg;
    } else {
      Out += *C;
    }
  }
  return Out;
}

bool Diagnostics::report(SourceLocation Loc, Diag ID, const std::vector<std::string> &Args) {
  const DiagInfo &Info = diagInfo(ID);
  LastPrinted = false;
  Severity Level = Info.Level;
  if (Level == Severity::Warning) {
    if (Style.NoWarnings || Style.Disabled.count(Info.Name))
      return false;
    if (!Style.InSystemHeaders && SM && Loc.isValid() && SM->isInSystemHeader(SM->getExpansionLoc(Loc)))
      return false;
    const auto Own = Style.Errors.find(Info.Name);
    if (Own == Style.Errors.end() ? Style.WarningsAreErrors : Own->second)
      Level = Severity::Error;
  }
  print(Loc, Level, format(Info.Text, Args), Info.Name);
  return LastPrinted;
}

void Diagnostics::note(SourceLocation Loc, const std::string &Text) {
  if (LastPrinted)
    print(Loc, Severity::Note, Text, "");
}

void Diagnostics::raw(SourceLocation Loc, Severity Level, const std::string &Text) {
  if (Level != Severity::Note || LastPrinted)
    print(Loc, Level, Text, "");
}

/// The column g++ prints: display cells, tabs advance to multiples of \p TabStop.
static unsigned displayColumn(llvm::StringRef Prefix, unsigned TabStop) {
  unsigned Column = 0;
  while (!Prefix.empty()) {
    auto [Run, Rest] = Prefix.split('\t');
    int Width = llvm::sys::unicode::columnWidthUTF8(Run);
    Column += Width >= 0 ? static_cast<unsigned>(Width) : Run.size();
    if (Run.size() < Prefix.size())
      Column = (Column / TabStop + 1) * TabStop;
    Prefix = Rest;
  }
  return Column + 1;
}

void Diagnostics::print(SourceLocation Loc, Severity Level, const std::string &Text,
                        const std::string &Rule) {
  std::string Where = "asyncc: ", Excerpt, Place;
  Message Said{Level == Severity::Error     ? "error"
               : Level == Severity::Warning ? "warning"
                                            : "note",
               Rule.empty() ? "" : "async-" + Rule, Text, ""};
  if (SM && Loc.isValid()) {
    SourceLocation File = SM->getFileLoc(Loc);
    auto [FID, Offset] = SM->getDecomposedLoc(File);
    llvm::StringRef Buffer = SM->getBufferData(FID);
    size_t Begin = Offset;
    while (Begin > 0 && Buffer[Begin - 1] != '\n')
      --Begin;
    llvm::StringRef Line = Buffer.slice(Begin, Buffer.find('\n', Offset)).rtrim('\r');
    llvm::StringRef Prefix = Buffer.slice(Begin, Offset);
    const unsigned Column =
        Style.ByteColumns ? Prefix.size() + 1 : displayColumn(Prefix, Style.TabStop);
    PresumedLoc Presumed = SM->getPresumedLoc(File);
    llvm::StringRef Name = Presumed.getFilename();
    if (auto Known = FileNames.find(Name.str()); Known != FileNames.end())
      Name = Known->second;
    if (Style.GccColumns)
      Name.consume_front("./"); // clang's, for what stands beside a source without a folder
    Where = Name.str() + ":" + std::to_string(Presumed.getLine()) + ":";
    Place = Where + std::to_string(Column);
    Where += Style.ShowsColumn ? std::to_string(Column + Style.FirstColumn - 1) + ": " : " ";
    std::string Pad;
    for (char C : Prefix)
      if ((C & 0xC0) != 0x80)
        Pad += C == '\t' ? '\t' : ' ';
    Said.File = Name.str();
    Said.Line = Presumed.getLine();
    Said.Column = Pad.size() + 1;
    std::string Number = std::to_string(Presumed.getLine());
    std::string Margin(Number.size() < 5 ? 5 - Number.size() : 0, ' ');
    std::string Written = Line.str(); // what was read as `_Async` (see ModeSpelling.h)
    constexpr llvm::StringLiteral Mode = "_Async";
    restoreDropSpelling(Written);
    for (size_t At; (At = Written.find(Mode)) != std::string::npos;)
      Written.replace(At, Mode.size(), "?async");
    Excerpt = Margin + Number + " | " + Written + "\n" + std::string(5, ' ') + " | " + Pad + "^\n";
  }
  // One message per place: a template instantiated twice repeats itself.
  if (Level != Severity::Note && !Seen.insert(Place + Text).second) {
    LastPrinted = false;
    return;
  }
  LastPrinted = Level == Severity::Note || !Style.MaxErrors || Errors < Style.MaxErrors;
  if (Level == Severity::Error)
    ++Errors;
  const std::string Label = Said.Level + ": ";
  if (Level == Severity::Note && !Messages.empty())
    Messages.back().Notes.push_back(std::move(Said));
  else
    Messages.push_back(std::move(Said));
  if (Style.Collects)
    return;
  if (!LastPrinted) {
    llvm::errs() << std::exchange(Style.OnTooMany, "");
    return;
  }
  const char *Paint = Level == Severity::Error     ? "\033[01;31m"
                      : Level == Severity::Warning ? "\033[01;35m"
                                                   : "\033[01;36m";
  auto &Out = llvm::errs();
  if (Style.Color)
    Out << "\033[01m" << Where << "\033[0m" << Paint << Label << "\033[0m" << Text;
  else
    Out << Where << Label << Text;
  if (!Rule.empty())
    Out << " [async-" << Rule << "]";
  Out << "\n" << Excerpt;
}

} // namespace asyncc
