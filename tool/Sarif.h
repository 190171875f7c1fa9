//===- Sarif.h - Diagnostics as one SARIF 2.1.0 document ------------------===//
#pragma once

#include "translate/Message.h"
#include <nlohmann/json_fwd.hpp>

namespace asyncc {

/// Between the core and the launcher.
nlohmann::json toJson(const std::vector<Message> &Messages);
std::vector<Message> messagesFrom(const nlohmann::json &List);

/// An error that is no diagnostic of a source: wrong use, a file that cannot be read, a defect.
Message commandError(const std::string &Text);

/// The document, indented, with a newline at its end. Rules are those that the messages name.
std::string sarif(const std::vector<Message> &Messages);

} // namespace asyncc
