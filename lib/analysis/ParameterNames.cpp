#include "analysis/ParameterNames.h"
#include "analysis/Names.h"
#include "clang/AST/DeclTemplate.h"
#include <vector>

using namespace clang;

namespace asyncc {

/// The template parameter lists around \p D, and its own.
static std::vector<const TemplateParameterList *> listsOf(const Decl *D) {
  std::vector<const TemplateParameterList *> Lists;
  for (; D; D = dyn_cast_or_null<Decl>(D->getDeclContext())) {
    if (auto *Function = dyn_cast<FunctionDecl>(D))
      if (auto *Template = Function->getDescribedFunctionTemplate())
        Lists.push_back(Template->getTemplateParameters());
    if (auto *Class = dyn_cast<CXXRecordDecl>(D))
      if (auto *Template = Class->getDescribedClassTemplate())
        Lists.push_back(Template->getTemplateParameters());
  }
  return Lists;
}

std::string withParameters(std::string Text, const Decl *Where) {
  for (const TemplateParameterList *List : listsOf(Where))
    for (unsigned I = 0; I < List->size(); ++I) {
      const NamedDecl *Param = List->getParam(I);
      const std::string Canonical =
          "type-parameter-" + std::to_string(List->getDepth()) + "-" + std::to_string(I);
      for (size_t At = Text.find(Canonical); At != std::string::npos; At = Text.find(Canonical, At))
        if (At + Canonical.size() < Text.size() && isdigit(Text[At + Canonical.size()]))
          At += Canonical.size();
        else
          Text.replace(At, Canonical.size(), Param->getNameAsString());
    }
  return Text;
}

std::string typeNameIn(const Translation &Unit, QualType T, const Decl *Where) {
  const std::string Text = T->isDependentType() ? withParameters(typeName(Unit, T), Where) : qualifiedTypeName(Unit, T);
  return Text.find("type-parameter-") == std::string::npos ? Text : "";
}

} // namespace asyncc
