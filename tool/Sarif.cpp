#include "Sarif.h"

#include <nlohmann/json.hpp>

#include <cctype>
#include <cstring>
#include <map>

namespace asyncc {

using Json = nlohmann::ordered_json;

nlohmann::json toJson(const std::vector<Message> &Messages) {
  nlohmann::json List = nlohmann::json::array();
  for (const Message &M : Messages)
    List.push_back({{"level", M.Level},
                    {"rule", M.Rule},
                    {"text", M.Text},
                    {"file", M.File},
                    {"line", M.Line},
                    {"column", M.Column},
                    {"notes", toJson(M.Notes)}});
  return List;
}

std::vector<Message> messagesFrom(const nlohmann::json &List) {
  std::vector<Message> Out;
  for (const auto &Each : List)
    Out.push_back({Each.value("level", ""), Each.value("rule", ""), Each.value("text", ""),
                   Each.value("file", ""), Each.value("line", 0U), Each.value("column", 0U),
                   messagesFrom(Each.value("notes", nlohmann::json::array()))});
  return Out;
}

static constexpr char CommandRule[] = "command";

Message commandError(const std::string &Text) { return {"error", CommandRule, Text, "", 0, 0}; }

/// The text of \p Rule without what is particular to one place.
static std::string descriptionOf(const std::string &Rule) {
  static const std::map<std::string, const char *> Texts = {
#define DIAG(ID, SEVERITY, NAME, TEXT) {"async-" NAME, TEXT},
#include "diagnostics/Registry.def"
  };
  if (Rule == CommandRule)
    return "an error of the command, or a defect of asyncc";
  if (Rule == "async-preprocessed")
    return "preprocessed input holds an annotation";
  auto Found = Texts.find(Rule);
  if (Found == Texts.end())
    return "an error of the parser";
  std::string Out;
  for (const char *At = Found->second; *At; ++At)
    if (*At == '%' && std::isdigit(static_cast<unsigned char>(At[1]))) {
      Out += "…";
      ++At;
    } else {
      Out += *At;
    }
  return Out;
}

/// A path as the URI reference that SARIF wants.
static std::string uri(const std::string &Path) {
  std::string Out = Path.rfind('/', 0) == 0 ? "file://" : "";
  for (unsigned char C : Path)
    if (std::isalnum(C) || std::strchr("/-._~+", C)) {
      Out += static_cast<char>(C);
    } else {
      static const char Digits[] = "0123456789ABCDEF";
      Out += {'%', Digits[C >> 4], Digits[C & 15]};
    }
  return Out;
}

static Json locationOf(const Message &M) {
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri(M.File)}}},
            {"region", {{"startLine", M.Line}, {"startColumn", M.Column}}}}}};
}

std::string sarif(const std::vector<Message> &Messages) {
  Json Rules = Json::array(), Results = Json::array();
  std::map<std::string, size_t> Index;
  for (const Message &M : Messages) {
    const std::string Rule = M.Rule.empty() ? "parse" : M.Rule;
    auto [At, New] = Index.try_emplace(Rule, Rules.size());
    if (New)
      Rules.push_back({{"id", Rule}, {"shortDescription", {{"text", descriptionOf(Rule)}}}});
    Json Result = {{"ruleId", Rule},
                   {"ruleIndex", At->second},
                   {"level", M.Level},
                   {"message", {{"text", M.Text}}}};
    if (!M.File.empty())
      Result["locations"] = Json::array({locationOf(M)});
    Json Related = Json::array();
    for (const Message &Note : M.Notes)
      if (!Note.File.empty()) {
        Json Location = locationOf(Note);
        Location["message"] = {{"text", Note.Text}};
        Related.push_back(std::move(Location));
      }
    if (!Related.empty())
      Result["relatedLocations"] = std::move(Related);
    Results.push_back(std::move(Result));
  }
  Json Run = {{"tool",
               {{"driver",
                 {{"name", "asyncc"}, {"version", ASYNCC_VERSION}, {"rules", std::move(Rules)}}}}},
              {"columnKind", "unicodeCodePoints"},
              {"results", std::move(Results)}};
  Json Document = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                   {"version", "2.1.0"},
                   {"runs", Json::array({std::move(Run)})}};
  return Document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace asyncc
