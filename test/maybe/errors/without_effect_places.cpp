// An annotation is never dropped without a word.
// RUN: %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/without_effect_places.cpp:[[@LINE+1]]:10: warning: {{\[\[}}async::maybe]] on 'v' changes nothing{{.*}}[async-maybe-without-effect]
[[async::maybe]] int v;
// CHECK: errors/without_effect_places.cpp:[[@LINE+1]]:15: warning: {{.*}}'kind'
enum [[async::maybe]] kind { a };
// CHECK: errors/without_effect_places.cpp:[[@LINE+1]]:20: warning: {{.*}}'space'
namespace [[async::maybe]] space {}
// CHECK: errors/without_effect_places.cpp:[[@LINE+1]]:21: warning: {{.*}}'name'
using name [[async::maybe]] = int;
template <async::mode M>
struct s {
  // CHECK: errors/without_effect_places.cpp:[[@LINE+1]]:12: warning: {{.*}}'member'
  [[async::maybe]] int member;
};
// CHECK: errors/without_effect_places.cpp:[[@LINE+1]]:17: warning: {{.*}}a declaration without a name
void f([[async::maybe]] int) {}
