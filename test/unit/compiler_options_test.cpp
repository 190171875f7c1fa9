#include "launcher/CommandLine.h"
#include "launcher/CompilerOptions.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace asyncc;

TEST(CompilerOptions, AreSortedAndUnique) {
  auto Options = compilerOptions();
  for (size_t I = 1; I < Options.size(); ++I)
    EXPECT_LT(Options[I - 1].Name, Options[I].Name);
}

TEST(CompilerOptions, AreFoundByEachSpelling) {
  for (const CompilerOption &Each : compilerOptions()) {
    const std::string Name(Each.Name);
    ReadOption Exact = readOption(Name);
    if (Each.Name != "-Wp,") {
      ASSERT_EQ(Exact.Option, &Each) << Name;
      EXPECT_EQ(Exact.ValueFollows, (Each.Value & NextWord) != 0) << Name;
    }
    if (Each.Value & Joined) {
      EXPECT_EQ(readOption(Name + "?v").Option, &Each) << Name;
      EXPECT_EQ(readOption(Name + "?v").Value, "?v") << Name;
    }
    if (Each.Value & Equals) {
      EXPECT_EQ(readOption(Name + "=v").Option, &Each) << Name;
      EXPECT_EQ(readOption(Name + "=v").Value, "v") << Name;
    }
  }
}

TEST(CompilerOptions, HaveTheLongestName) {
  EXPECT_EQ(readOption("-include-pch").Option->Name, "-include-pch");
  EXPECT_EQ(readOption("-includea.hpp").Value, "a.hpp");
  EXPECT_EQ(readOption("-iwithprefixbeforea").Option->Name, "-iwithprefixbefore");
  EXPECT_EQ(readOption("-isystemdir").Option->Name, "-isystem");
  EXPECT_EQ(readOption("-MMD").Option->Meaning, OptionMeaning::UserDependencies);
  EXPECT_EQ(readOption("-MFx.d").Value, "x.d");
}

TEST(CompilerOptions, OthersHaveNoValueOfTheirOwn) {
  for (const char *Arg : {"-O2", "-std=c++20", "-fPIC", "-Wall", "-lz", "-L.", "-shared", "-pthread", "-g",
                          "-Wl,-z,now", "-march=native", "-c", "-S", "-v", "--version", "-pipe", "-static"}) {
    EXPECT_FALSE(readOption(Arg).ValueFollows) << Arg;
  }
}

// A word behind an option that takes one is no source.
TEST(CompilerOptions, TheirValuesAreNoInputs) {
  for (const CompilerOption &Each : compilerOptions()) {
    if (!(Each.Value & NextWord))
      continue;
    CompileJob Job = readCompileJob({"-c", std::string(Each.Name), "value.cpp", "main.cpp"});
    const bool OtherLanguage = Each.Meaning == OptionMeaning::Language;
    ASSERT_EQ(Job.Sources.size(), OtherLanguage ? 0u : 1u) << Each.Name;
    if (!OtherLanguage) {
      EXPECT_EQ(Job.Sources[0].Path, "main.cpp") << Each.Name;
    }
  }
}

TEST(CompilerOptions, MeanWhatTheyMean) {
  CompileJob Job = readCompileJob({"--include-directory=a", "--include", "f.hpp", "-imacrosm.hpp", "--output=x.o",
                                   "--define-macro", "X", "-c", "--write-user-dependencies", "a.cpp"});
  EXPECT_EQ(Job.IncludeDirs, std::vector<std::string>{"a"});
  EXPECT_EQ(Job.ForcedIncludes, (std::vector<std::string>{"f.hpp", "m.hpp"}));
  EXPECT_EQ(Job.Definitions, std::vector<std::string>{"X"});
  EXPECT_EQ(Job.DependencyFiles, std::vector<std::string>{"x.d"});
  EXPECT_FALSE(Job.namesSystemHeaders());
  EXPECT_TRUE(readCompileJob({"-c", "-I=dir", "a.cpp"}).OddIncludes);
  EXPECT_TRUE(readCompileJob({"-c", "-Wp,-Idir", "a.cpp"}).OddIncludes);
  EXPECT_EQ(readCompileJob({"--preprocess", "a.cpp"}).Why, CompileJob::Preprocesses);
}
