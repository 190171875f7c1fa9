#include "annotations/Annotations.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace asyncc {

llvm::StringRef annotationName(AnnotationKind Kind) {
  switch (Kind) {
  case AnnotationKind::Main:
    return "main";
  case AnnotationKind::Maybe:
    return "maybe";
  case AnnotationKind::Drop:
    return "drop";
  case AnnotationKind::Test:
    return "test";
  case AnnotationKind::Closure:
    return "closure";
  }
  llvm_unreachable("every annotation has a name");
}

Annotations *&activeAnnotations() {
  static Annotations *Active = nullptr;
  return Active;
}

void Annotations::attach(AnnotationKind Kind, SourceLocation NameLoc, Decl *On) {
  Places.insert(NameLoc);
  List.push_back({Kind, NameLoc, On, On->getLexicalDeclContext()});
  ByDecl[{On, Kind}] = List.size() - 1;
}

SourceLocation Annotations::behindSpecifier(SourceLocation NameLoc) const {
  for (const ScannedSpecifier &Spec : Scanner.specifiers())
    for (const ScannedAttribute &Attr : Spec.Attributes)
      if (Attr.NameLoc == NameLoc)
        return Spec.Behind;
  return NameLoc;
}

const Annotation *Annotations::on(const Decl *D, AnnotationKind Kind) const {
  if (auto *Template = dyn_cast<TemplateDecl>(D))
    D = Template->getTemplatedDecl();
  if (!D)
    return nullptr;
  for (const Decl *Re : D->redecls())
    if (auto Found = ByDecl.find({Re, Kind}); Found != ByDecl.end())
      return &List[Found->second];
  return nullptr;
}

namespace {
/// One plug-in per spelling. Only the scoped name is registered: a bare one would make clang parse
/// the arguments as expressions. (`main` is MainName during a parse.)
template <AnnotationKind Kind> struct AttributePlugin : ParsedAttrInfo {
  static constexpr Spelling Scoped[] = {
      {ParsedAttr::AS_CXX11, Kind == AnnotationKind::Main    ? "async::__asyncc_main"
                             : Kind == AnnotationKind::Maybe ? "async::maybe"
                             : Kind == AnnotationKind::Drop  ? "async::drop"
                             : Kind == AnnotationKind::Test  ? "async::test"
                                                             : "async::closure"}};
  AttributePlugin() { Spellings = Scoped; }
  bool diagAppertainsToDecl(Sema &, const ParsedAttr &, const Decl *) const override {
    return true; // checked later, with messages of our own
  }
  AttrHandling handleDeclAttribute(Sema &, Decl *D, const ParsedAttr &Attr) const override {
    if (Annotations *Active = activeAnnotations())
      Active->attach(Kind, Attr.getRange().getEnd(), D);
    return AttributeApplied;
  }
};
} // namespace

static ParsedAttrInfoRegistry::Add<AttributePlugin<AnnotationKind::Main>> A("async-main", "");
static ParsedAttrInfoRegistry::Add<AttributePlugin<AnnotationKind::Maybe>> B("async-maybe", "");
static ParsedAttrInfoRegistry::Add<AttributePlugin<AnnotationKind::Drop>> C("async-drop", "");
static ParsedAttrInfoRegistry::Add<AttributePlugin<AnnotationKind::Test>> E("async-test", "");
static ParsedAttrInfoRegistry::Add<AttributePlugin<AnnotationKind::Closure>> F("async-closure", "");

} // namespace asyncc
