#include "launcher/CommandLine.h"

#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>

using namespace asyncc;
using Words = std::vector<std::string>;

TEST(SplitCommandLine, ChoosesTheForm) {
  EXPECT_EQ(splitCommandLine({"in.cpp", "-o", "out.cpp"}).Is, CommandLine::Lower);
  EXPECT_EQ(splitCommandLine({"--check", "in.hpp"}).Is, CommandLine::Lower);
  EXPECT_EQ(splitCommandLine({"-p", "build", "in.cc"}).Is, CommandLine::Lower);
  EXPECT_EQ(splitCommandLine({"--help"}).Is, CommandLine::Lower);
  CommandLine G = splitCommandLine({"--runtime", "R", "g++", "-c", "a.cpp"});
  EXPECT_EQ(G.Is, CommandLine::Compile);
  EXPECT_EQ(G.Compiler, Words{"g++"});
  EXPECT_EQ(G.option("--runtime"), "R");
  EXPECT_EQ(G.Args, (Words{"-c", "a.cpp"}));
}

TEST(SplitCommandLine, KeepsLaunchersAndLowersOnce) {
  CommandLine C = splitCommandLine({"ccache", "/usr/bin/g++", "-c", "a.cpp"});
  EXPECT_EQ(C.Compiler, (Words{"ccache", "/usr/bin/g++"}));
  EXPECT_EQ(splitCommandLine({"asyncc", "g++", "x.o"}).Compiler, Words{"g++"});
}

TEST(SplitCommandLine, TakesOptionsOfInnerOnes) {
  CommandLine C = splitCommandLine({"--runtime=A", "--check", "asyncc", "--runtime", "B:b.hpp", "nice",
                                    "asyncc", "--diagnostics=json", "g++", "-c", "a.cpp"});
  EXPECT_EQ(C.Is, CommandLine::Compile);
  EXPECT_EQ(C.Compiler, (Words{"nice", "g++"}));
  EXPECT_EQ(C.Options, (Words{"--check", "--runtime=B:b.hpp", "--diagnostics=json"}));
  EXPECT_EQ(C.Args, (Words{"-c", "a.cpp"}));
  C = splitCommandLine({"asyncc", "--runtime=B:b.hpp", "mycxx", "-c", "a.cpp"});
  EXPECT_EQ(C.Compiler, Words{"mycxx"});
  EXPECT_EQ(C.option("--runtime"), "B:b.hpp");
}

TEST(ReadCompileJob, FindsSourcesAndFlags) {
  CompileJob J = readCompileJob({"-Ia", "-I", "b", "-DX=1", "-c", "src/a.cpp", "-o", "a.o", "-MD"});
  EXPECT_EQ(J.Why, CompileJob::Compiles);
  ASSERT_EQ(J.Sources.size(), 1u);
  EXPECT_EQ(J.Sources[0].Path, "src/a.cpp");
  EXPECT_EQ(J.IncludeDirs, (Words{"a", "b"}));
  EXPECT_EQ(J.Flags, (Words{"-Ia", "-I", "b", "-DX=1", "-c", "-MD"}));
  EXPECT_EQ(J.DependencyFiles, Words{"a.d"});
}

TEST(ReadCompileJob, NamesWhatIsNoCompile) {
  EXPECT_EQ(readCompileJob({"a.o", "-o", "a"}).Why, CompileJob::NoSource);
  EXPECT_EQ(readCompileJob({"-c", "a.c"}, "gcc").Why, CompileJob::NoSource);
  EXPECT_EQ(readCompileJob({"-E", "a.cpp"}).Why, CompileJob::Preprocesses);
  EXPECT_EQ(readCompileJob({"-MM", "a.cpp"}).Why, CompileJob::Preprocesses);
  EXPECT_EQ(readCompileJob({"-x", "c++-header", "a.hpp"}).Why, CompileJob::Precompiles);
  EXPECT_EQ(readCompileJob({"-c", "a.cpp", "-###"}).Why, CompileJob::Preprocesses);
  EXPECT_EQ(readCompileJob({"-x", "c++", "-"}).Why, CompileJob::Compiles);
  EXPECT_EQ(readCompileJob({"-x", "c++", "-"}).Sources.at(0).Path, StdinPath);
  EXPECT_EQ(readCompileJob({"-x", "c", "-"}).Why, CompileJob::FromStdin);
  EXPECT_EQ(readCompileJob({"-xc++", "a.txt"}).Why, CompileJob::Compiles);
  EXPECT_EQ(readCompileJob({"-c", "a.ii"}).Preprocessed.size(), 1u);
}

TEST(ReadCompileJob, PlacesTheDependencyFile) {
  auto Files = [](const Words &Args) { return readCompileJob(Args).DependencyFiles; };
  EXPECT_EQ(Files({"-c", "a.cpp", "-MD", "-MF", "x.d"}), Words{"x.d"});
  EXPECT_EQ(Files({"-c", "a.cpp", "-MD", "-MF", "x.d", "-MFy.d"}), Words{"y.d"});
  EXPECT_EQ(Files({"-c", "a.cpp", "-MD", "-MF", "-"}), Words{"-"});
  EXPECT_EQ(Files({"-c", "a.cpp", "-Wp,-MMD,y.d"}), Words{"y.d"});
  EXPECT_EQ(Files({"-c", "s/a.cpp", "-MMD"}), Words{"a.d"});
  EXPECT_EQ(Files({"-c", "s/a.cpp", "-MMD", "-o", "b/c.o"}), Words{"b/c.d"});
  EXPECT_EQ(Files({"a.cpp", "-MMD", "-o", "prog"}), Words{"prog.d"});
  EXPECT_EQ(Files({"a.cpp", "-MMD"}), Words{"a.d"});
  EXPECT_EQ(Files({"a.cpp", "b.cpp", "-MMD", "-o", "prog"}), Words{"prog.d"});
  EXPECT_EQ(Files({"-c", "a.cpp", "s/b.cpp", "-MMD"}), (Words{"a.d", "b.d"}));
  EXPECT_EQ(Files({"-c", "a.cpp", "-MF", "x.d"}), Words{});
  EXPECT_EQ(Files({"-c", "a.cpp"}), Words{});
}

TEST(ReadCompileJob, TellsWhichArgumentNamesTheDependencyFile) {
  CompileJob J = readCompileJob({"-c", "a.cpp", "-Wp,-MMD,x.d,-MP"});
  EXPECT_EQ(J.DependencyFiles, Words{"x.d"});
  EXPECT_TRUE(J.PhonyTargets);
  ASSERT_EQ(J.DependencyArgs.size(), 1u);
  EXPECT_EQ(J.DependencyArgs[0].Index, 2u);
  EXPECT_EQ(J.DependencyArgs[0].Before, "-Wp,-MMD,");
  EXPECT_EQ(J.DependencyArgs[0].After, ",-MP");
  J = readCompileJob({"-MF", "x.d", "-MMD", "a.cpp"});
  ASSERT_EQ(J.DependencyArgs.size(), 1u);
  EXPECT_EQ(J.DependencyArgs[0].Index, 1u);
}

TEST(ReadCompileJob, FollowsTheWordsForThePreprocessor) {
  auto Files = [](const Words &Args, const char *Compiler) { return readCompileJob(Args, Compiler).DependencyFiles; };
  const Words Apart = {"-Xpreprocessor", "-MMD", "-Xpreprocessor", "x.d", "-c", "a.cpp"};
  EXPECT_EQ(Files(Apart, "g++"), Words{"x.d"});
  CompileJob J = readCompileJob(Apart);
  ASSERT_EQ(J.DependencyArgs.size(), 1u);
  EXPECT_EQ(J.DependencyArgs[0].Index, 3u);
  EXPECT_EQ(Files({"-Wp,-MMD", "-Xpreprocessor", "x.d", "-c", "a.cpp"}, "g++"), Words{"x.d"});
  // g++ gives them to its inner program behind -MF, clang takes all for its own.
  const Words Both = {"-Wp,-MMD,x.d", "-MF", "y.d", "-c", "a.cpp"};
  EXPECT_EQ(Files(Both, "g++"), Words{"x.d"});
  EXPECT_EQ(Files(Both, "clang++-19"), Words{"y.d"});
  const Words Inner = {"-Xclang", "-dependency-file", "-Xclang", "x.d", "-MMD", "-MF", "y.d", "-c", "a.cpp"};
  EXPECT_EQ(Files(Inner, "clang++-19"), Words{"x.d"});
  EXPECT_FALSE(readCompileJob({"-Xclang", "-dependency-file", "-Xclang", "x.d", "a.cpp"}).namesSystemHeaders());
  EXPECT_TRUE(readCompileJob({"-Xclang", "-dependency-file", "-Xclang", "x.d", "-Xclang", "-sys-header-deps", "a.cpp"})
                  .namesSystemHeaders());
}

TEST(ReadCompileJob, ExpandsResponseFiles) {
  const std::string Name = testing::TempDir() + "asyncc.rsp";
  std::ofstream(Name) << "-DA=\"x y\" 'b c.cpp'\n-c";
  CompileJob J = readCompileJob({"@" + Name});
  std::remove(Name.c_str());
  EXPECT_EQ(J.Args, (Words{"-DA=x y", "b c.cpp", "-c"}));
  ASSERT_EQ(J.Sources.size(), 1u);
}

namespace {
/// What one option of a compiler means to the launcher. Sorted by name; `Separate`: its value is the
/// next word, which must never be taken for an input.
enum Effect : unsigned {
  None = 0,
  Separate = 1,     ///< takes the next word
  Stops = 2,        ///< no compile: -E, -M, -MM
  Dependencies = 4, ///< a dependency file is written
  Include = 8,      ///< its value is a folder of headers
  Forced = 16,      ///< its value is a header
};
struct Row {
  const char *Name;
  unsigned Effects;
};
constexpr Row Rows[] = {
    {"--coverage", None},
    {"--param", Separate},
    {"--sysroot", Separate},
    {"-A", Separate},
    {"-B", Separate},
    {"-C", None},
    {"-D", Separate},
    {"-E", Stops},
    {"-H", None},
    {"-I", Separate | Include},
    {"-L", Separate},
    {"-M", Stops},
    {"-MD", Dependencies},
    {"-MF", Separate},
    {"-MM", Stops},
    {"-MMD", Dependencies},
    {"-MP", None},
    {"-MQ", Separate},
    {"-MT", Separate},
    {"-O2", None},
    {"-S", None},
    {"-T", Separate},
    {"-U", Separate},
    {"-Wall", None},
    {"-Xassembler", Separate},
    {"-Xclang", Separate},
    {"-Xlinker", Separate},
    {"-Xpreprocessor", Separate},
    {"-aux-info", Separate},
    {"-c", None},
    {"-cxx-isystem", Separate | Include},
    {"-dumpbase", Separate},
    {"-dumpbase-ext", Separate},
    {"-dumpdir", Separate},
    {"-e", Separate},
    {"-flto", None},
    {"-fopenmp", None},
    {"-fsanitize=address", None},
    {"-fsyntax-only", None},
    {"-g", None},
    {"-gsplit-dwarf", None},
    {"-idirafter", Separate | Include},
    {"-imacros", Separate | Forced},
    {"-include", Separate | Forced},
    {"-include-pch", Separate},
    {"-iprefix", Separate},
    {"-isysroot", Separate},
    {"-isystem", Separate | Include},
    {"-iwithprefix", Separate},
    {"-iwithprefixbefore", Separate},
    {"-l", Separate},
    {"-mllvm", Separate},
    {"-pipe", None},
    {"-pthread", None},
    {"-save-temps", None},
    {"-save-temps=obj", None},
    {"-std=c++20", None},
    {"-target", Separate},
    {"-u", Separate},
    {"-v", None},
    {"-w", None},
    {"-wrapper", Separate},
    {"-z", Separate},
};
} // namespace

TEST(Options, TableIsSorted) {
  for (size_t I = 1; I < std::size(Rows); ++I)
    EXPECT_LT(std::string(Rows[I - 1].Name), Rows[I].Name);
}

TEST(Options, TakeTheirValueAndDoTheirEffect) {
  for (const Row &Each : Rows) {
    SCOPED_TRACE(Each.Name);
    CompileJob J = readCompileJob({Each.Name, "v.cpp", "-c", "a.cpp"});
    EXPECT_EQ(J.Sources.size(), Each.Effects & Separate ? 1u : 2u);
    EXPECT_EQ(J.Why == CompileJob::Preprocesses, bool(Each.Effects & Stops));
    EXPECT_EQ(!J.DependencyFiles.empty(), bool(Each.Effects & Dependencies));
    Words Folders = J.IncludeDirs;
    Folders.insert(Folders.end(), J.SystemDirs.begin(), J.SystemDirs.end());
    Folders.insert(Folders.end(), J.AfterDirs.begin(), J.AfterDirs.end());
    EXPECT_EQ(Folders, Each.Effects & Include ? Words{"v.cpp"} : Words{});
    EXPECT_EQ(J.ForcedIncludes, Each.Effects & Forced ? Words{"v.cpp"} : Words{});
    EXPECT_EQ(J.Args.size(), 4u);
    Words Flags = J.Flags;
    EXPECT_TRUE(Flags.size() == (Each.Effects & Separate ? 3u : 2u) && Flags[0] == Each.Name);
  }
}

TEST(Options, MayEndTheCommandLineWithoutTheirValue) {
  for (const Row &Each : Rows)
    EXPECT_TRUE(readCompileJob({"-c", "a.cpp", Each.Name}).Sources.size() == 1) << Each.Name;
}

TEST(Options, JoinedForms) {
  EXPECT_EQ(readCompileJob({"-c", "a.cpp", "-ob.o", "-MD"}).DependencyFiles, Words{"b.d"});
  EXPECT_EQ(readCompileJob({"-c", "a.cpp", "-MD", "-MFx.d"}).DependencyFiles, Words{"x.d"});
  const CompileJob Folders = readCompileJob({"-c", "a.cpp", "-isystemd", "-Ie", "-idirafterf"});
  EXPECT_EQ(Folders.SystemDirs, Words{"d"});
  EXPECT_EQ(Folders.IncludeDirs, Words{"e"});
  EXPECT_EQ(Folders.AfterDirs, Words{"f"});
  EXPECT_EQ(readCompileJob({"-c", "a.cpp", "-iquoted"}).QuoteDirs, Words{"d"});
  EXPECT_EQ(readCompileJob({"-c", "a.cpp", "-includeh.hpp"}).ForcedIncludes, Words{"h.hpp"});
  EXPECT_EQ(readCompileJob({"-xc", "a.cpp", "-xnone", "b.cpp"}).Sources.at(0).Path, "b.cpp");
}
