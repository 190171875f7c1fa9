//===- Report.h - What is said of a command -------------------------------===//
#pragma once

#include "translate/Message.h"

namespace asyncc {

/// Errors of a command: said at once to people, or kept for the one document.
class Report {
public:
  explicit Report(bool AsDocument) : AsDocument(AsDocument) {}
  /// An error that is no diagnostic of a source; \p Status is returned.
  int fail(int Status, const std::string &Text);
  /// What was said already, if to people.
  void add(const std::vector<Message> &Said);
  /// Writes the document, if one is wanted.
  void finish() const;

private:
  const bool AsDocument;
  std::vector<Message> Messages;
};

} // namespace asyncc
