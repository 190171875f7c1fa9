#include "parse/KeptPreamble.h"
#include "parse/PreambleIndex.h"
#include "parse/Preamble.h"
#include "parse/Session.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTWriter.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace clang;
using llvm::StringRef;

namespace asyncc {
namespace {

/// Parses a preamble and precompiles it.
class PrecompileAction : public ParseAction {
public:
  PrecompileAction(Session &State, std::shared_ptr<PCHBuffer> Out, std::function<void()> Done)
      : ParseAction(State, std::move(Done)), Out(std::move(Out)) {}

protected:
  TranslationUnitKind getTranslationUnitKind() override { return TU_Prefix; }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, StringRef Name) override {
    std::vector<std::unique_ptr<ASTConsumer>> Both;
    Both.push_back(ParseAction::CreateASTConsumer(CI, Name));
    Both.push_back(std::make_unique<PCHGenerator>(CI.getPreprocessor(), CI.getModuleCache(), "", "", Out,
#if CLANG_VERSION_MAJOR >= 22
                                                  CI.getCodeGenOpts(),
#endif
                                                  ArrayRef<std::shared_ptr<ModuleFileExtension>>(), false,
                                                  /*IncludeTimestamps=*/false));
    return std::make_unique<MultiplexConsumer>(std::move(Both));
  }

private:
  std::shared_ptr<PCHBuffer> Out;
};

/// What everything depends on but the files: the flags, the headers, and the program itself. The first of the keys is
/// that of the first header alone, the last that of all.
std::vector<std::string> keysOf(CompilerInstance &CI, llvm::ArrayRef<PreambleHeader> Headers) {
  CompilerInvocation Flags(CI.getInvocation());
  Flags.getFrontendOpts() = FrontendOptions();
  Flags.getCodeGenOpts() = CodeGenOptions();
  Flags.getDependencyOutputOpts() = DependencyOutputOptions();
  std::string All;
  auto Add = [&](StringRef Text) { (All += Text) += '\0'; };
  auto Hash = [&] {
    const llvm::XXH128_hash_t Both =
        llvm::xxh3_128bits(llvm::ArrayRef(reinterpret_cast<const uint8_t *>(All.data()), All.size()));
    return llvm::utohexstr(Both.high64, true, 16) + llvm::utohexstr(Both.low64, true, 16);
  };
  for (const std::string &Flag : Flags.getCC1CommandLine())
    Add(Flag);
  Add(CI.getPreprocessor().getPredefines());
  llvm::SmallString<256> Here;
  llvm::sys::fs::current_path(Here);
  Add(Here);
  llvm::sys::fs::file_status Program;
  llvm::sys::fs::status("/proc/self/exe", Program);
  Add(std::to_string(Program.getSize()));
  Add(std::to_string(Program.getLastModificationTime().time_since_epoch().count()));
  All = Hash();
  std::vector<std::string> Out;
  for (const PreambleHeader &Each : Headers) {
    Add(Each.Name), Add(Each.Found);
    Out.push_back(Hash());
  }
  return Out;
}

/// Writes a whole file or none.
bool write(StringRef Path, StringRef Text) {
  llvm::Expected<llvm::sys::fs::TempFile> Part = llvm::sys::fs::TempFile::create(Path + ".%%%%%%%%.part");
  if (!Part)
    return llvm::consumeError(Part.takeError()), false;
  llvm::raw_fd_ostream Out(Part->FD, /*shouldClose=*/false);
  Out << Text;
  Out.flush();
  const bool Failed = Out.has_error();
  Out.clear_error();
  llvm::Error Error = Failed ? Part->discard() : Part->keep(Path);
  const bool Kept = !Failed && !Error;
  llvm::consumeError(std::move(Error));
  return Kept;
}

/// The mark that a preamble was seen, which is held by whoever makes it.
class Mark {
public:
  explicit Mark(const std::string &Path) {
    IsNew = !llvm::sys::fs::exists(Path);
    File = ::open(Path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    Held = File >= 0 && ::flock(File, LOCK_EX | LOCK_NB) == 0;
  }
  Mark(const Mark &) = delete;
  ~Mark() {
    if (File >= 0)
      ::close(File);
  }
  bool isNew() const { return IsNew; }
  bool isHeld() const { return Held; } ///< else somebody else does

private:
  int File = -1;
  bool Held = false, IsNew = false;
};

/// Nothing if a later one may be able to.
std::optional<PreambleIndex> make(CompilerInstance &CI, const ParseRequest &Request,
                                  llvm::ArrayRef<PreambleHeader> Headers, const std::string &Name) {
  PreambleIndex Index;
  std::string Text;
  for (const PreambleHeader &Each : Headers)
    Text += "#include <" + Each.Name + ">\n";
  auto Invocation = std::make_shared<CompilerInvocation>(CI.getInvocation());
  auto &Inputs = Invocation->getFrontendOpts().Inputs;
  Inputs = {FrontendInputFile(llvm::MemoryBufferRef(Text, "<preamble>"), Inputs.front().getKind())};

  Session State;
  Annotations *const Outer = std::exchange(activeAnnotations(), &State.Notes);
  const std::unique_ptr<DiagnosticConsumer> Client = errorsInto(State);
  const std::unique_ptr<CompilerInstance> Own = makeInstance(Invocation, *Client);
  auto Out = std::make_shared<PCHBuffer>();
  bool Usable = false;
  PrecompileAction Action(State, Out, [&] {
    Usable = !State.isAnnotated() && !State.HasErrors && !Own->getPreprocessor().getCounterValue() &&
             keptByCompiler(Own->getASTContext(), State.Skipped.List, {}, Request).isInvalid();
    const SourceManager &SM = Own->getSourceManager();
    for (auto It = SM.fileinfo_begin(); It != SM.fileinfo_end(); ++It)
      Index.addFile(It->first.getName());
    Index.Absent = std::move(State.Absent);
    for (const auto &Each : State.Skipped.Derived)
      Index.Derived.push_back(Each.getKey().str());
  });
  Own->ExecuteAction(Action);
  activeAnnotations() = Outer;
  Index.Usable = Usable && Out->IsComplete;
  if (!Index.isSettled())
    return std::nullopt;
  if (Index.Usable) {
    // A name of its own: others may be about to read the one before.
    llvm::SmallString<256> Path;
    llvm::sys::fs::createUniquePath(Name + "-%%%%%%%%.pch", Path, false);
    const StringRef Data(Out->Data.data(), Out->Data.size());
    if (!write(Path, Data))
      return std::nullopt;
    Index.Precompiled = std::string(Path);
    Index.Hash = hashOf(Data);
  }
  const std::optional<PreambleIndex> Before = PreambleIndex::read(Name + ".index");
  if (!write(Name + ".index", Index.text())) {
    llvm::sys::fs::remove(Index.Precompiled);
    return std::nullopt;
  }
  if (Before && !Before->Precompiled.empty())
    llvm::sys::fs::remove(Before->Precompiled);
  return Index;
}

/// Whether there is room for one more. What was not used for an hour makes room; were it less, a build of more
/// preambles than there is room for would make each of them anew each time.
bool hasRoom(const std::string &Folder, unsigned long long AtMost) {
  using namespace std::chrono;
  struct Kept {
    std::string Path;
    llvm::sys::TimePoint<> Used;
    unsigned long long Size;
  };
  std::vector<Kept> All;
  unsigned long long Sum = 0;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator I(Folder, Error), End; !Error && I != End; I.increment(Error))
    if (llvm::sys::fs::file_status Status; StringRef(I->path()).ends_with(".pch") && !llvm::sys::fs::status(I->path(), Status)) {
      All.push_back({I->path(), Status.getLastModificationTime(), Status.getSize()});
      Sum += Status.getSize();
    }
  llvm::sort(All, [](const Kept &A, const Kept &B) { return A.Used < B.Used; });
  const unsigned long long Typical = 16u << 20;
  for (const Kept &Each : All) {
    if (Sum + Typical <= AtMost || Each.Used > system_clock::now() - hours(1))
      break;
    llvm::sys::fs::remove(Each.Path);
    Sum -= Each.Size;
  }
  return Sum + Typical <= AtMost;
}

/// The preamble for as many of \p Headers as there is one, or it is time to make one. \p Names are where those for
/// the first, for the first two and so on are kept.
std::optional<PreambleIndex> longest(CompilerInstance &CI, const ParseRequest &Request, StringRef Folder,
                                     llvm::ArrayRef<PreambleHeader> Headers, llvm::ArrayRef<std::string> Names) {
  std::optional<PreambleIndex> Kept;
  std::vector<size_t> Missing;
  size_t Length = Headers.size();
  for (; Length; --Length) {
    std::optional<PreambleIndex> Index = PreambleIndex::read(Names[Length - 1] + ".index");
    if (!Index || !Index->isAsItWas())
      Missing.push_back(Length);
    else if (Index->Usable) {
      Kept = std::move(Index);
      break;
    }
  }
  // Whoever has read its files has perhaps read all.
  if (Kept && llvm::all_of(Headers.drop_front(Length),
                           [&](const PreambleHeader &Each) { return Kept->hasFile(Each.Found); }))
    return Kept;
  if (llvm::sys::fs::create_directories(Folder))
    return Kept;
  // What was seen before was seen with all that it begins with.
  for (const size_t Each : Missing)
    if (const Mark Seen(Names[Each - 1] + ".seen"); !Seen.isNew()) {
      if (Seen.isHeld() && hasRoom(Folder.str(), Request.KeepAtMost))
        if (std::optional<PreambleIndex> Index = make(CI, Request, Headers.take_front(Each), Names[Each - 1]);
            Index && Index->Usable)
          return Index;
      break;
    }
  return Kept;
}

} // namespace

std::optional<KeptPreamble> keptPreamble(CompilerInstance &CI, const ParseRequest &Request) {
  const PreprocessorOptions &Options = CI.getPreprocessorOpts();
  if (Request.KeptIn.empty() || !Options.Includes.empty() || !Options.MacroIncludes.empty() ||
      !Options.ImplicitPCHInclude.empty() || !CI.getHeaderSearchOpts().VFSOverlayFiles.empty() || !Options.ChainedIncludes.empty() || CI.getHeaderSearchOpts().ImplicitModuleMaps)
    return std::nullopt;
  const std::vector<PreambleHeader> Headers = preambleOf(CI.getPreprocessor());
  if (Headers.empty())
    return std::nullopt;
  llvm::SmallString<256> Root(Request.KeptIn);
  llvm::sys::fs::make_absolute(Root);
  const std::string Folder = (Root + "/preambles").str();
  std::vector<std::string> Names = keysOf(CI, Headers);
  for (std::string &Each : Names)
    Each = Folder + "/" + Each;
  std::optional<PreambleIndex> Index = longest(CI, Request, Folder, Headers, Names);
  if (!Index)
    return std::nullopt;
  return KeptPreamble{Index->Precompiled, Index->files(), std::move(Index->Absent), std::move(Index->Derived),
                      Index->names()};
}

} // namespace asyncc
