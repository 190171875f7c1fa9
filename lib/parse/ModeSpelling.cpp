#include "parse/ModeSpelling.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

using namespace llvm;

namespace asyncc {

void restoreDropSpelling(std::string &Text) {
  for (size_t At = 0; (At = Text.find(DropAsRead, At)) != std::string::npos; At += DropAsWritten.size())
    Text.replace(At, DropAsRead.size(), DropAsWritten);
}

std::optional<std::string> replaceModeSpelling(StringRef Text) {
  bool Candidate = false;
  for (size_t At = Text.find("async"); At != StringRef::npos && !Candidate;
       At = Text.find("async", At + 5))
    Candidate = Text.substr(0, At).rtrim(" \t\r\n").ends_with("?");
  if (!Candidate)
    return std::nullopt;

  clang::LangOptions Opts;
  Opts.CPlusPlus = Opts.CPlusPlus11 = Opts.CPlusPlus20 = Opts.RawStringLiterals = true;
  std::string Terminated = Text.str();
  clang::Lexer Lexer(clang::SourceLocation(), Opts, Terminated.data(), Terminated.data(),
                     Terminated.data() + Terminated.size());
  std::string Out = Terminated;
  bool Changed = false;
  clang::Token Tok;
  clang::tok::TokenKind Before = clang::tok::unknown;
  size_t Question = StringRef::npos; // offset of a `?` that cannot be the conditional operator
  do {
    Lexer.LexFromRawLexer(Tok);
    size_t End = Lexer.getBufferLocation() - Terminated.data(), Begin = End - Tok.getLength();
    if (Question != StringRef::npos && Tok.is(clang::tok::raw_identifier) && Tok.getRawIdentifier() == "async") {
      for (size_t I = Question; I < End; ++I)
        if (Out[I] != '\n')
          Out[I] = ' ';
      Out.replace(End - 5, 5, "Async");
      Out.replace(End - 6, 1, "_");
      Changed = true;
    }
    Question = StringRef::npos;
    if (Tok.is(clang::tok::question) &&
        (Before == clang::tok::less || Before == clang::tok::comma))
      Question = Begin;
    Before = Tok.getKind();
  } while (Tok.isNot(clang::tok::eof));
  if (!Changed)
    return std::nullopt;
  return Out;
}

namespace {
class PatchedFile : public vfs::File {
public:
  PatchedFile(std::unique_ptr<vfs::File> Inner, std::vector<unsigned> Drops)
      : Inner(std::move(Inner)), Drops(std::move(Drops)) {}
  ErrorOr<vfs::Status> status() override { return Inner->status(); }
  ErrorOr<std::string> getName() override { return Inner->getName(); }
  std::error_code close() override { return Inner->close(); }
  ErrorOr<std::unique_ptr<MemoryBuffer>> getBuffer(const Twine &Name, int64_t Size, bool Terminator,
                                                   bool Volatile) override {
    auto Buffer = Inner->getBuffer(Name, Size, Terminator, Volatile);
    if (!Buffer)
      return Buffer;
    std::optional<std::string> Text = replaceModeSpelling((*Buffer)->getBuffer());
    if (!Text && !Drops.empty())
      Text = (*Buffer)->getBuffer().str();
    for (unsigned At : Drops) {
      Text->replace(At, DropAsRead.size(), DropAsRead);
      if (At > 2 && StringRef(*Text).substr(At - 2).starts_with("::"))
        Text->replace(At - 2, 2, "  ");
    }
    return Text ? MemoryBuffer::getMemBufferCopy(*Text, (*Buffer)->getBufferIdentifier()) : std::move(Buffer);
  }

private:
  std::unique_ptr<vfs::File> Inner;
  std::vector<unsigned> Drops; // offsets
};

class PatchedFileSystem : public vfs::ProxyFileSystem {
public:
  PatchedFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Below, std::vector<DropSpelling> Drops)
      : ProxyFileSystem(std::move(Below)), Drops(std::move(Drops)) {}
  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    auto File = ProxyFileSystem::openFileForRead(real(Path));
    if (!File)
      return File;
    std::vector<unsigned> Offsets;
    for (const DropSpelling &Each : Drops)
      if (Each.File == Path.str())
        Offsets.push_back(Each.Offset);
    return std::unique_ptr<vfs::File>(new PatchedFile(std::move(*File), std::move(Offsets)));
  }
  ErrorOr<vfs::Status> status(const Twine &Path) override {
    auto Status = ProxyFileSystem::status(real(Path));
    return Status ? vfs::Status::copyWithNewName(*Status, Path) : Status;
  }

private:
  /// The launcher has put a file in the place of standard input.
  static std::string real(const Twine &Path) {
    std::string Text = Path.str();
    return sys::path::filename(Text) == StdinName ? "/proc/self/fd/0" : Text;
  }

  std::vector<DropSpelling> Drops;
};
} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> modeSpellingFileSystem(std::vector<DropSpelling> Drops) {
  return makeIntrusiveRefCnt<PatchedFileSystem>(vfs::getRealFileSystem(), std::move(Drops));
}

} // namespace asyncc
