// What lowered code for g++ keeps until the end of a statement.
#include <async/keeper.hpp>
#include <gtest/gtest.h>
#include <string>
#include <utility>

namespace {

std::string gone;

struct told {
  explicit told(char name) : name(name) {
    if (name == '!') throw 1;
  }
  told(told&& other) noexcept : name(std::exchange(other.name, '-')) {}
  ~told() {
    if (name != '-') gone += name;
  }
  char name;
};
struct fixed : told {
  using told::told;
  fixed(fixed&&) = delete;
};

const char* name_of(async::keeper& kept, char name, async::keeper::opened const&) {
  const told& made = kept([&] { return fixed(name); });
  return &made.name;
}

TEST(keeper, keeps_until_the_statement_ends) {
  gone.clear();
  async::keeper kept;
  EXPECT_EQ(*name_of(kept, 'a', kept.open()), 'a');
  EXPECT_EQ(gone, "a");
  EXPECT_EQ(std::string({*name_of(kept, 'b', kept.open()), *name_of(kept, 'c', kept.open())}), "bc");
  EXPECT_TRUE(gone == "acb" || gone == "abc");
}

TEST(keeper, an_inner_statement_keeps_for_the_outer_one) {
  gone.clear();
  async::keeper kept;
  auto inner = [&](async::keeper::opened const&) { return name_of(kept, 'i', kept.open()); };
  EXPECT_EQ(*inner(kept.open()) + gone.size(), std::size_t('i'));
  EXPECT_EQ(gone, "i");
}

TEST(keeper, destroys_the_last_first) {
  gone.clear();
  {
    async::keeper kept;
    kept([] { return told('a'); });
    kept([] { return told('b'); });
    EXPECT_EQ(gone, "");
  }
  EXPECT_EQ(gone, "ba");
}

TEST(keeper, passes_references_on) {
  async::keeper kept;
  int n = 1;
  static_assert(std::is_same_v<decltype(kept([&]() -> int& { return n; })), int&>);
  static_assert(std::is_same_v<decltype(kept([&]() -> int&& { return std::move(n); })), int&&>);
  EXPECT_EQ(&kept([&]() -> int& { return n; }), &n);
  EXPECT_EQ(&kept.moved(n), &n);
}

TEST(keeper, moves_what_would_be_gone) {
  gone.clear();
  async::keeper kept;
  {
    auto opened = kept.open();
    told&& moved = kept.moved(told('m'));
    kept([] { return told('n'); });
    EXPECT_EQ(moved.name, 'm');
    EXPECT_EQ(gone, "");
  }
  EXPECT_EQ(gone, "nm");
}

TEST(keeper, what_is_not_made_is_not_kept) {
  gone.clear();
  async::keeper kept;
  try {
    auto opened = kept.open();
    kept([] { return told('a'); });
    kept([] { return told('!'); });
    ADD_FAILURE();
  } catch (int) {
    EXPECT_EQ(gone, "a");
  }
}

}  // namespace
