#include "analysis/GenericLambda.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncc {

void forEachInstance(LambdaExpr *E, const std::function<void(FunctionDecl *)> &Then) {
  if (FunctionTemplateDecl *Generic = E->getCallOperator()->getDescribedFunctionTemplate())
    for (FunctionDecl *Each : Generic->specializations())
      if (Each->doesThisDeclarationHaveABody())
        Then(Each);
}

} // namespace asyncc
