#include "Report.h"
#include "Sarif.h"

#include <iostream>

namespace asyncc {

int Report::fail(int Status, const std::string &Text) {
  if (AsDocument)
    Messages.push_back(commandError(Text));
  else
    std::cerr << "asyncc: " << Text << "\n";
  return Status;
}

void Report::add(const std::vector<Message> &Said) {
  Messages.insert(Messages.end(), Said.begin(), Said.end());
}

void Report::finish() const {
  if (AsDocument)
    std::cerr << sarif(Messages);
}

} // namespace asyncc
