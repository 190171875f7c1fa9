//===- Message.h - What was said and done, as data ------------------------===//
#pragma once

#include <string>
#include <vector>

namespace asyncc {

/// A diagnostic.
struct Message {
  std::string Level;               ///< error, warning or note
  std::string Rule;                ///< async-NAME; empty for clang's own errors and for notes
  std::string Text;
  std::string File;                ///< as the compiler would spell it; empty if there is no place
  unsigned Line = 0, Column = 0;   ///< from 1, in characters
  std::vector<Message> Notes{};
};

/// Something that was lowered, for --emit=json.
struct LoweredEntity {
  std::string File;
  unsigned Line = 0;
  std::string Rule;   ///< main, maybe, drop, stream or gcc-await: what --explain takes
  std::string Symbol;
  std::vector<std::string> Notes{};
};

} // namespace asyncc
