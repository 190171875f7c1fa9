#include "edits/Edit.h"
#include <algorithm>

namespace asyncc {

static bool same(const Pieces &A, const Pieces &B) {
  return std::equal(A.begin(), A.end(), B.begin(), B.end(), [](const Piece &X, const Piece &Y) {
    return !X.Source && !Y.Source && X.Text == Y.Text;
  });
}

void EditSet::move(clang::FileID File, unsigned Begin, unsigned End, EditSet &To, bool ButWhole) {
  std::vector<Edit> &From = Files[File];
  auto Goes = [&](const Edit &E) {
    if (E.Begin < Begin || E.End > End)
      return false;
    if (ButWhole && E.Begin == Begin && E.End == End && E.Begin != E.End)
      return false;
    if (E.Covers > End - Begin)
      return false; // what is moved is a part of what it is around
    const bool AtBorder = E.Begin == E.End && (E.Begin == Begin || E.End == End);
    return !AtBorder || E.Order >= 5000000 || E.Order <= -5000000;
  };
  for (Edit &E : From)
    if (Goes(E))
      To.add(File, E);
  std::erase_if(From, Goes);
}

std::optional<std::pair<clang::FileID, unsigned>> EditSet::normalize() {
  for (auto &[File, List] : Files) {
    // At one place, insertions come before whatever replaces the text behind it.
    std::stable_sort(List.begin(), List.end(), [](const Edit &A, const Edit &B) {
      bool InsertA = A.Begin == A.End, InsertB = B.Begin == B.End;
      return std::tuple(A.Begin, !InsertA, InsertA ? A.Order : 0, B.End) <
             std::tuple(B.Begin, !InsertB, InsertB ? B.Order : 0, A.End);
    });
    std::vector<Edit> Kept;
    for (Edit &Next : List) {
      if (!Kept.empty()) {
        Edit &Last = Kept.back();
        bool Replaces = Last.Begin != Last.End;
        if (Replaces && Next.Begin == Last.Begin && Next.End == Last.End &&
            same(Next.New, Last.New))
          continue;
        if (Replaces && Next.Begin < Last.End) {
          if ((Last.removes() || Last.Whole) && Next.End <= Last.End)
            continue;
          if (Last.removes() && Next.removes()) {
            Last.End = Next.End;
            continue;
          }
          return std::pair(File, Next.Begin);
        }
      }
      Kept.push_back(std::move(Next));
    }
    List = std::move(Kept);
  }
  return std::nullopt;
}

} // namespace asyncc
