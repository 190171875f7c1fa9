#include <async/detail/print_exception.hpp>
#include <async/errors.hpp>
#include <async/testing/test.hpp>

#include <algorithm>
#include <cstdio>
#include <fnmatch.h>
#include <iostream>
#include <map>
#include <vector>

namespace async::testing {

namespace {

// Made by static initialisers of any order.
constinit test_case const* first = nullptr;
constinit test_case const** last = &first;

/// A test and the name that it is known by, which no other test has.
struct entry {
  test_case const* test;
  std::string name;
};

std::string_view base_name(std::string_view file) {
  return file.substr(file.find_last_of('/') + 1);  // npos + 1 is 0
}

bool is_same(test_case const& a, test_case const& b) {
  return a.name() == b.name() && a.line() == b.line() && a.file() == b.file();
}

/// Appends `suffix(test)` to the names that occur more than once.
template <class Suffix>
void tell_apart(std::vector<entry>& tests, Suffix suffix) {
  std::map<std::string, int> count;
  for (entry const& e : tests) ++count[e.name];
  for (entry& e : tests)
    if (count[e.name] > 1) e.name = std::string(e.test->name()) + " (" + suffix(*e.test) + ")";
}

/// Every test once: one in a header is known to each unit that includes it. Tests of different
/// files that are called alike (static ones) are told apart by their files.
std::vector<entry> all_tests() {
  std::vector<entry> tests;
  for (test_case const* t = first; t; t = t->next())
    if (std::none_of(tests.begin(), tests.end(), [&](entry& e) { return is_same(*e.test, *t); }))
      tests.push_back({t, std::string(t->name())});
  tell_apart(tests, [](test_case const& t) { return std::string(base_name(t.file())); });
  tell_apart(tests, [](test_case const& t) {
    return std::string(t.file()) + ":" + std::to_string(t.line());
  });
  return tests;
}

/// The test of that name, else that test on each of its runtimes, else those that a pattern matches.
std::vector<entry> select(std::vector<entry> const& tests, std::string const& wanted) {
  auto const those = [&](auto matches) {
    std::vector<entry> found;
    for (entry const& e : tests)
      if (matches(e.name)) found.push_back(e);
    return found;
  };
  auto found = those([&](std::string const& name) { return name == wanted; });
  if (found.empty())
    found = those([&](std::string const& name) { return name.starts_with(wanted + "/"); });
  if (found.empty())
    found = those([&](std::string const& name) {
      return fnmatch(wanted.c_str(), name.c_str(), 0) == 0;
    });
  return found;
}

/// Empty if the test passed.
std::string why_failed(test_case const& test) {
  try {
    test.run();
    return "";
  } catch (failure const& f) {
    return f.what();
  } catch (cancelled const&) {
    return "ended with async::cancelled";
  } catch (...) {
    return "ended with " + async::detail::describe(std::current_exception());
  }
}

bool passes(entry const& e) {
  std::printf("run    %s\n", e.name.c_str());
  std::fflush(stdout);  // a crash shows which test it was
  std::string const why = why_failed(*e.test);
  std::cout.flush();
  std::cerr.flush();
  if (!why.empty()) {
    std::fflush(stdout);
    std::fprintf(stderr, "%.*s:%u: error: %s %s\n", static_cast<int>(e.test->file().size()),
                 e.test->file().data(), e.test->line(), e.name.c_str(), why.c_str());
  }
  std::printf("%s %s\n", why.empty() ? "ok    " : "FAILED", e.name.c_str());
  std::fflush(stdout);
  return why.empty();
}

int run(std::vector<entry> const& tests) {
  std::vector<std::string> failed;
  for (entry const& e : tests)
    if (!passes(e)) failed.push_back(e.name);
  std::printf("%zu test%s, %zu failed\n", tests.size(), tests.size() == 1 ? "" : "s",
              failed.size());
  if (tests.size() > 1)
    for (std::string const& name : failed) std::printf("FAILED %s\n", name.c_str());
  std::fflush(stdout);
  return failed.empty() ? 0 : 1;
}

int list(std::vector<entry> const& tests, char const* file) {
  std::FILE* const out = file ? std::fopen(file, "w") : stdout;
  if (!out) {
    std::perror(file);
    return 2;
  }
  for (entry const& e : tests) std::fprintf(out, "%s\n", e.name.c_str());
  bool const written = std::fflush(out) == 0 && std::ferror(out) == 0;
  if (file) std::fclose(out);
  return written ? 0 : 2;
}

constexpr char usage[] =
    "usage: %s [NAME...]          runs those tests, or all; '*' and '?' match any text\n"
    "       %s --list             prints their names, one a line\n"
    "       %s --list-to=FILE     the same into a file\n";

}  // namespace

test_case::test_case(std::string_view name, std::string_view file, unsigned line,
                     void (*test)()) noexcept
    : name_(name), file_(file), line_(line), run_(test) {
  *last = this;
  last = &next_;
}

int run_tests(int argc, char** argv) {
  std::vector<entry> const tests = all_tests();
  std::vector<entry> chosen;
  bool named = false, options = true;
  for (int i = 1; i < argc; ++i) {
    std::string const word = argv[i];
    if (options && word == "--") {
      options = false;
    } else if (options && word == "--list") {
      return list(tests, nullptr);
    } else if (options && word.starts_with("--list-to=")) {
      return list(tests, argv[i] + 10);
    } else if (options && word.starts_with("-")) {
      bool const help = word == "--help";
      if (!help) std::fprintf(stderr, "unknown option '%s'\n", argv[i]);
      std::fprintf(help ? stdout : stderr, usage, argv[0], argv[0], argv[0]);
      return help ? 0 : 2;
    } else {
      named = true;
      auto const found = select(tests, word);
      if (found.empty()) {
        std::fprintf(stderr, "no test is called '%s'; --list prints their names\n", argv[i]);
        return 2;
      }
      for (entry const& e : found)
        if (std::none_of(chosen.begin(), chosen.end(),
                         [&](entry& c) { return c.test == e.test; }))
          chosen.push_back(e);
    }
  }
  if (tests.empty()) {
    std::fprintf(stderr, "there are no tests in this program: was it compiled through asyncc?\n");
    return 2;
  }
  return run(named ? chosen : tests);
}

}  // namespace async::testing
