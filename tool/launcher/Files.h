//===- Files.h - Reading and writing whole files --------------------------===//
#pragma once

#include <optional>
#include <string>

namespace asyncc {

/// The text of a regular file; nothing if there is none. A pipe is left to who may read it once.
std::optional<std::string> textOf(const std::string &Path);

/// Writes a file in one step: others see all of \p Text, or what was there before. False if that fails.
bool writeAside(const std::string &Path, const std::string &Text);

} // namespace asyncc
