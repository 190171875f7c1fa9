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

TEST(FixDependencies, SpellsHeadersBesideTheSourceAsTheCompilerWould) {
  EXPECT_EQ(fixDependencies("a.o: /tmp/g/0/a.cpp ./b.hpp\n", {{"/tmp/g/0/a.cpp", "a.cpp"}}, {}, false),
            "a.o: a.cpp b.hpp\n");
}

TEST(FixDependencies, EscapesNames) {
  EXPECT_EQ(escapeForMake("a b#c$d"), "a\\ b\\#c$$d");
}
