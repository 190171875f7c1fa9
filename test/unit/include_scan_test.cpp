#include "launcher/IncludeScan.h"

#include <gtest/gtest.h>

using namespace asyncc;

TEST(ScanText, FindsAnnotationsHoweverSpelt) {
  EXPECT_TRUE(scanText("[[async::drop]] void f();").Async);
  EXPECT_TRUE(scanText("[ [ async :: main ] ]").Async);
  EXPECT_TRUE(scanText("[[using async: maybe]]").Async);
  EXPECT_TRUE(scanText("#define A async\n[[A::drop]]").Async);
  EXPECT_TRUE(scanText("template <?async M> struct X;").Async);
  EXPECT_TRUE(scanText("friend auto async_drop(T&);").Async);
  EXPECT_TRUE(scanText("for co_await (auto&& x : s)").Async);
  EXPECT_TRUE(scanText("[[async::main]]").Annotation);
}

TEST(ScanText, LooksPastCommentsAndLiterals) {
  EXPECT_FALSE(scanText("// async::main\n/* async */ \"async\" 'a' R\"x(async)x\"").Async);
  EXPECT_FALSE(scanText("auto f = std::async(g); int my_async; s.async(1);").Async);
  EXPECT_TRUE(scanText("R\"(\" /* )\" async::x").Async);
}

TEST(ScanText, SeesCoroutinesAndMain) {
  ScannedText T = scanText("task main() { co_return 0; }");
  EXPECT_TRUE(T.Coroutine && T.Main);
}

TEST(ScanText, ListsIncludes) {
  ScannedText T = scanText("#include <a>\n # include \"b/c.h\"\n#include MACRO\n");
  ASSERT_EQ(T.Includes.size(), 2u);
  EXPECT_EQ(T.Includes[1].Name, "b/c.h");
  EXPECT_FALSE(T.Includes[1].Angled);
  EXPECT_TRUE(T.Computed);
}
