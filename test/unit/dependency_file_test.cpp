#include "launcher/DependencyFile.h"

#include <gtest/gtest.h>

using namespace asyncc;

TEST(FixDependencies, NamesTheSourceAndInlinedHeaders) {
  EXPECT_EQ(fixDependencies("a.o: /tmp/g/0/a.cpp x.hpp\n", {{"/tmp/g/0/a.cpp", "src/a.cpp"}},
                            {{"/tmp/g/0/a.cpp", {"src/a.hpp"}}}, false),
            "a.o: src/a.cpp \\\n src/a.hpp x.hpp\n");
}

TEST(FixDependencies, AddsPhonyTargets) {
  EXPECT_EQ(fixDependencies("a.o: /tmp/g/0/a.cpp\n", {{"/tmp/g/0/a.cpp", "a.cpp"}},
                            {{"/tmp/g/0/a.cpp", {"a.hpp"}}}, true),
            "a.o: a.cpp \\\n a.hpp\na.hpp:\n");
}

TEST(FixDependencies, ListsAHeaderOfTwoSourcesInBothRules) {
  EXPECT_EQ(fixDependencies("a.o: /t/0/a.cpp\nb.o: /t/1/b.cpp\n",
                            {{"/t/0/a.cpp", "a.cpp"}, {"/t/1/b.cpp", "b.cpp"}},
                            {{"/t/0/a.cpp", {"x.hpp"}}, {"/t/1/b.cpp", {"x.hpp"}}}, true),
            "a.o: a.cpp \\\n x.hpp\nb.o: b.cpp \\\n x.hpp\nx.hpp:\n");
}

TEST(FixDependencies, SpellsHeadersBesideTheSourceAsTheCompilerWould) {
  EXPECT_EQ(fixDependencies("a.o: /tmp/g/0/a.cpp ./b.hpp\n", {{"/tmp/g/0/a.cpp", "a.cpp"}}, {}, false),
            "a.o: a.cpp b.hpp\n");
}

TEST(FixDependencies, EscapesNames) {
  EXPECT_EQ(escapeForMake("a b#c$d"), "a\\ b\\#c$$d");
}
