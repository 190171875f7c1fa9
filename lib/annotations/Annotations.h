//===- Annotations.h - The annotations and the declarations they stand on -===//
#pragma once

#include "annotations/AttributeScanner.h"
#include "clang/AST/Decl.h"
#include <map>
#include <set>
#include <vector>

namespace asyncc {

enum class AnnotationKind { Main, Maybe, Drop, Test, Closure };

/// The name an annotation has in the source, the docs and the diagnostics.
llvm::StringRef annotationName(AnnotationKind Kind);

/// An annotation and the declaration that clang attached it to.
struct Annotation {
  AnnotationKind Kind;
  clang::SourceLocation NameLoc;
  clang::Decl *On = nullptr;
  clang::DeclContext *Scope = nullptr; ///< where names in the arguments are looked up
};

/// All annotations of a translation unit. Filled while clang parses.
class Annotations {
public:
  /// Called by the attribute plug-ins of this folder; a copied attribute arrives again, with the same
  /// location, on specialisations.
  void attach(AnnotationKind Kind, clang::SourceLocation NameLoc, clang::Decl *On);

  /// The annotation of \p Kind on \p D or on another declaration of the same entity, or null.
  const Annotation *on(const clang::Decl *D, AnnotationKind Kind) const;

  const std::vector<Annotation> &all() const { return List; }
  bool attached(clang::SourceLocation NameLoc) const { return Places.count(NameLoc); }
  /// The token behind the specifier with the annotation whose name is at \p NameLoc.
  clang::SourceLocation behindSpecifier(clang::SourceLocation NameLoc) const;

  AttributeScanner Scanner;

private:
  std::vector<Annotation> List;
  std::map<std::pair<const clang::Decl *, AnnotationKind>, size_t> ByDecl;
  std::set<clang::SourceLocation> Places;
};

/// Where the attribute plug-ins report to during a parse. One parse at a time.
Annotations *&activeAnnotations();

} // namespace asyncc
