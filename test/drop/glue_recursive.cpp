// A class that owns objects of itself is dropped through all of them, the last member first.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#include <memory>
#include <vector>
struct node {
  traced t;
  std::unique_ptr<node> next;
};
struct tree {
  traced t;
  std::vector<tree> below;
};
START {
  {
    // CHECK: async::dropping(n
    node n{traced{"n1"}, std::make_unique<node>(node{traced{"n2"}, nullptr})};
  }
  tree root{traced{"root"}, {}};
  root.below.reserve(2);
  root.below.push_back(tree{traced{"left"}, {}});
  root.below.push_back(tree{traced{"right"}, {}});
  co_return;
}
// OUT: drop n2
// OUT-NEXT: drop n1
// OUT-NEXT: ~n2
// OUT-NEXT: ~n1
// OUT-NEXT: drop left
// OUT-NEXT: drop right
// OUT-NEXT: drop root
// OUT-NEXT: ~left
// OUT-NEXT: ~right
// OUT-NEXT: ~root
