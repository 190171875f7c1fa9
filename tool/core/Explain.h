//===- Explain.h - asyncc --explain RULE ----------------------------------===//
#pragma once

#include <string>

namespace asyncc {

/// Prints the documentation of a rule (`drop`, `[[async::drop]]`) or of an error (`drop-opaque`,
/// `async-drop-opaque`). Returns the exit status: 2 if there is no such rule.
int explain(const std::string &Rule);

} // namespace asyncc
