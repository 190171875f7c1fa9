/// An object that tells when it comes and goes, and what refers to its text: what a statement must keep for g++.
#pragma once
#include <async/async.hpp>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct told {
  std::string name;
  explicit told(std::string s) : name(std::move(s)) { std::printf("+%s ", name.c_str()); }
  told(told&& other) : name(std::exchange(other.name, "-")) {}
  ~told() {
    if (name != "-") std::printf("~%s ", name.c_str());
  }
  std::string_view view() const { return name; }
  std::string& str() { return name; }
  int size() const { return static_cast<int>(name.size()); }
  told up() const { return told(name + "^"); }
  const told& pick(int) const { return *this; }
  int use(int n) const {
    std::printf("use ");
    return n;
  }
  bool ok() const { return name[0] != 'n'; }
  explicit operator bool() const { return ok(); }
};

/// Reads all of the text, so that a sanitizer sees whether it is still there.
inline int print(std::string_view s) {
  std::string copy(s);
  std::printf("(%s) ", copy.c_str());
  return static_cast<int>(s.size());
}
