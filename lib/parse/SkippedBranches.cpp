#include "parse/SkippedBranches.h"
#include "parse/Includes.h"
#include "parse/Parse.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include <map>
#include <set>

using namespace clang;
using llvm::StringRef;

namespace asyncc {
namespace {

bool holdsAnnotation(StringRef Text) {
  static const llvm::Regex Annotation("\\[[ \t]*\\[[^]]*async[ \t]*::?|\\?[ \t]*async|for[ \t]+co_await");
  return Text.contains("async") && Annotation.match(Text);
}

class Recorder : public PPCallbacks {
public:
  Recorder(SourceManager &SM, std::vector<SourceRange> &Into) : SM(SM), Into(Into) {}
  void SourceRangeSkipped(SourceRange Range, SourceLocation) override {
    if (isSystems(SM, Range.getBegin()))
      return;
    auto [File, Begin] = SM.getDecomposedLoc(Range.getBegin());
    const unsigned End = SM.getFileOffset(Range.getEnd());
    if (holdsAnnotation(SM.getBufferData(File).slice(Begin, End)))
      Into.push_back(Range);
  }

private:
  SourceManager &SM;
  std::vector<SourceRange> &Into;
};

/// What the compiler's preprocessor gives; empty if it cannot be run.
std::unique_ptr<llvm::MemoryBuffer> preprocessed(const ParseRequest &Request) {
  auto Program = llvm::sys::findProgramByName(Request.Compiler);
  llvm::SmallString<128> Output;
  if (!Program || llvm::sys::fs::createTemporaryFile("asyncc", "ii", Output))
    return nullptr;
  llvm::FileRemover Remover(Output);
  std::vector<std::string> Words = {Request.Compiler};
  for (size_t I = 0; I < Request.Flags.size(); ++I) {
    StringRef Flag(Request.Flags[I]);
    if (Flag == "-MF" || Flag == "-MT" || Flag == "-MQ")
      ++I;
    else if (!Flag.starts_with("-M") && !Flag.starts_with("-Wp,-M") && Flag != "-c" &&
             Flag != "-S" && !Flag.starts_with("-save-temps"))
      Words.push_back(Request.Flags[I]);
  }
  for (const char *Last : {"-E", "-w", "-x", "c++"})
    Words.push_back(Last);
  Words.push_back(Request.File);
  std::vector<StringRef> Args(Words.begin(), Words.end());
  const std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(Output), StringRef("")};
  if (llvm::sys::ExecuteAndWait(*Program, Args, std::nullopt, Redirects) != 0)
    return nullptr;
  auto Text = llvm::MemoryBuffer::getFile(Output);
  return Text ? std::move(*Text) : nullptr;
}

/// `# 12 "file" 1`: the place of the next line.
bool lineMarker(StringRef Line, unsigned &Number, std::string &File) {
  if (!Line.consume_front("# ") || Line.consumeInteger(10, Number))
    return false;
  Line = Line.ltrim();
  if (Line.consume_front("\""))
    File = Line.substr(0, Line.find('"')).str();
  return true;
}

} // namespace

void recordSkippedBranches(Preprocessor &PP, std::vector<SourceRange> &Into) {
  PP.addPPCallbacks(std::make_unique<Recorder>(PP.getSourceManager(), Into));
}

SourceLocation keptByCompiler(const SourceManager &SM, const std::vector<SourceRange> &Skipped,
                              const std::vector<SourceLocation> &Seen,
                              const ParseRequest &Request) {
  if (Skipped.empty())
    return {};
  std::set<std::pair<const FileEntry *, unsigned>> SeenLines;
  for (SourceLocation Loc : Seen) {
    Loc = SM.getExpansionLoc(Loc);
    SeenLines.insert({SM.getFileEntryForID(SM.getFileID(Loc)), SM.getSpellingLineNumber(Loc)});
  }
  std::unique_ptr<llvm::MemoryBuffer> Text = preprocessed(Request);
  if (!Text)
    return {};
  std::map<std::pair<FileID, std::string>, bool> Same; // files by name
  std::string File;
  unsigned Number = 0;
  for (StringRef Rest = Text->getBuffer(); !Rest.empty(); ++Number) {
    auto [Line, After] = Rest.split('\n');
    Rest = After;
    if (lineMarker(Line, Number, File)) {
      --Number;
      continue;
    }
    if (!holdsAnnotation(Line))
      continue;
    for (SourceRange Range : Skipped) {
      const FileID ID = SM.getFileID(Range.getBegin());
      auto Entry = SM.getFileEntryRefForID(ID);
      auto [Known, New] = Same.insert({{ID, File}, false});
      if (New && Entry)
        Known->second =
            Entry->getName() == File || llvm::sys::fs::equivalent(Entry->getName(), File);
      if (Known->second && Number >= SM.getSpellingLineNumber(Range.getBegin()) &&
          Number <= SM.getSpellingLineNumber(Range.getEnd()) &&
          !SeenLines.count({Entry ? &Entry->getFileEntry() : nullptr, Number}))
        return SM.translateLineCol(ID, Number, Line.size() - Line.ltrim().size() + 1);
    }
  }
  return {};
}

} // namespace asyncc
