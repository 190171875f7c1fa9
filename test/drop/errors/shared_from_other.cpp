// A shared owner of another type gets what std::make_shared makes: nobody knows of its drop.
// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <memory>
struct base {
  virtual ~base() = default;
};
struct derived : base {
  res part{1};
};
struct holder {
  std::shared_ptr<void> any;
};
// CHECK: errors/shared_from_other.cpp:[[@LINE+1]]:43: error: 'std::shared_ptr' of type 'derived' hides an object with an async drop {{.*}}[async-drop-opaque]
std::shared_ptr<base> returned() { return std::make_shared<derived>(); }
// CHECK: errors/shared_from_other.cpp:[[@LINE+1]]:30: error: 'std::shared_ptr' of type 'res'
holder aggregate() { return {std::make_shared<res>(2)}; }
void variable() {
  // CHECK: errors/shared_from_other.cpp:[[@LINE+1]]:31: error: 'std::shared_ptr' of type 'res'
  std::shared_ptr<void> any = std::make_shared<res>(1);
}
