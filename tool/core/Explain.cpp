#include "core/Explain.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <iostream>
#include <vector>

namespace asyncc {

namespace {

/// The pages of docs/reference, built in.
struct Page {
  const char *Name, *Text;
};
const Page Pages[] = {
#include "ReferencePages.inc"
};

struct Section {
  std::string Name, Text;
};

/// The sections `### NAME` of the page of errors, and the other pages as a whole.
std::vector<Section> sections() {
  std::vector<Section> Out;
  for (const Page &Each : Pages) {
    if (llvm::StringRef(Each.Name) != "diagnostics") {
      Out.push_back({Each.Name, Each.Text});
      continue;
    }
    llvm::StringRef Rest = Each.Text;
    while (!Rest.empty()) {
      auto [Line, After] = Rest.split('\n');
      if (Line.consume_front("### ")) {
        size_t End = std::min({After.size(), After.find("\n## "), After.find("\n### ")});
        Out.push_back({Line.str(), "# " + Line.str() + "\n" + After.take_front(End).str()});
      }
      Rest = After;
    }
  }
  return Out;
}

} // namespace

int explain(const std::string &Rule) {
  llvm::StringRef Name = llvm::StringRef(Rule).trim("[] ");
  Name.consume_front("async::");
  Name.consume_front("async-");
  std::string Wanted = Name.lower();
  std::replace(Wanted.begin(), Wanted.end(), ' ', '-');
  if (Wanted == "for-co-await" || Wanted == "generator")
    Wanted = "stream";
  const std::vector<Section> All = sections();
  for (const Section &Each : All)
    if (Each.Name == Wanted) {
      std::cout << llvm::StringRef(Each.Text).rtrim().str() << "\n";
      return 0;
    }
  std::cerr << "asyncc: there is no rule '" << Rule << "'";
  unsigned Best = Wanted.size() / 2;
  std::string Near;
  for (const Section &Each : All)
    if (unsigned Distance = llvm::StringRef(Each.Name).edit_distance(Wanted, true, Best);
        Distance < Best) {
      Best = Distance;
      Near = Each.Name;
    }
  if (!Near.empty())
    std::cerr << "; did you mean '" << Near << "'?";
  std::cerr << "\nthe rules are:";
  for (const Section &Each : All)
    std::cerr << ' ' << Each.Name;
  std::cerr << '\n';
  return 2;
}

} // namespace asyncc
