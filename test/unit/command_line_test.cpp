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

TEST(ReadCompileJob, FindsSourcesAndFlags) {
  CompileJob J = readCompileJob({"-Ia", "-I", "b", "-DX=1", "-c", "src/a.cpp", "-o", "a.o", "-MD"});
  EXPECT_EQ(J.Why, CompileJob::Compiles);
  ASSERT_EQ(J.Sources.size(), 1u);
  EXPECT_EQ(J.Sources[0].Path, "src/a.cpp");
  EXPECT_EQ(J.IncludeDirs, (Words{"a", "b"}));
  EXPECT_EQ(J.Flags, (Words{"-Ia", "-I", "b", "-DX=1", "-c", "-MD"}));
  EXPECT_EQ(J.DependencyFile, "a.d");
}

TEST(ReadCompileJob, NamesWhatIsNoCompile) {
  EXPECT_EQ(readCompileJob({"a.o", "-o", "a"}).Why, CompileJob::NoSource);
  EXPECT_EQ(readCompileJob({"-c", "a.c"}).Why, CompileJob::NoSource);
  EXPECT_EQ(readCompileJob({"-E", "a.cpp"}).Why, CompileJob::Preprocesses);
  EXPECT_EQ(readCompileJob({"-MM", "a.cpp"}).Why, CompileJob::Preprocesses);
  EXPECT_EQ(readCompileJob({"-x", "c++-header", "a.hpp"}).Why, CompileJob::Precompiles);
  EXPECT_EQ(readCompileJob({"-x", "c++", "-"}).Why, CompileJob::Compiles);
  EXPECT_EQ(readCompileJob({"-x", "c++", "-"}).Sources.at(0).Path, StdinPath);
  EXPECT_EQ(readCompileJob({"-x", "c", "-"}).Why, CompileJob::FromStdin);
  EXPECT_EQ(readCompileJob({"-xc++", "a.txt"}).Why, CompileJob::Compiles);
  EXPECT_EQ(readCompileJob({"-c", "a.ii"}).Preprocessed.size(), 1u);
}

TEST(ReadCompileJob, PlacesTheDependencyFile) {
  EXPECT_EQ(readCompileJob({"-c", "a.cpp", "-MD", "-MF", "x.d"}).DependencyFile, "x.d");
  EXPECT_EQ(readCompileJob({"-c", "a.cpp", "-Wp,-MMD,y.d"}).DependencyFile, "y.d");
  EXPECT_EQ(readCompileJob({"-c", "s/a.cpp", "-MMD"}).DependencyFile, "a.d");
  EXPECT_EQ(readCompileJob({"-c", "a.cpp"}).DependencyFile, "");
}

TEST(ReadCompileJob, ExpandsResponseFiles) {
  const std::string Name = testing::TempDir() + "asyncc.rsp";
  std::ofstream(Name) << "-DA=\"x y\" 'b c.cpp'\n-c";
  CompileJob J = readCompileJob({"@" + Name});
  std::remove(Name.c_str());
  EXPECT_EQ(J.Args, (Words{"-DA=x y", "b c.cpp", "-c"}));
  ASSERT_EQ(J.Sources.size(), 1u);
}
