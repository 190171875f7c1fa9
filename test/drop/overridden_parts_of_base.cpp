// A virtual drop is overridden, not chained; the members of the base are dropped all the same.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
#include <memory>
class base {
 public:
  base() = default;
  base(base&&) = delete;
  virtual ~base() = default;
  [[async::drop]] virtual async::task<void> finish() { std::puts("base"); co_return; }

 private:
  traced of_base_{"of base"};
};
struct derived : base {
  traced member{"member"};
  async::task<void> finish() override { std::puts("derived"); co_return; }
};
struct marked : base {
  [[async::drop]] async::task<void> finish() override { std::puts("marked"); co_return; }
};
struct between : base {
  traced middle{"middle"};
};
struct last : between {
  traced member{"last's"};
  async::task<void> finish() override { std::puts("last"); co_return; }
};
START {
  { derived x; }
  { marked x; }
  { between x; }
  { std::unique_ptr<base> x = std::make_unique<last>(); }
  co_return;
}
// OUT: derived
// OUT-NEXT: drop member
// OUT-NEXT: drop of base
// OUT-NEXT: ~member
// OUT-NEXT: ~of base
// OUT-NEXT: marked
// OUT-NEXT: drop of base
// OUT-NEXT: ~of base
// OUT-NEXT: drop middle
// OUT-NEXT: base
// OUT-NEXT: drop of base
// OUT-NEXT: ~middle
// OUT-NEXT: ~of base
// OUT-NEXT: last
// OUT-NEXT: drop last's
// OUT-NEXT: drop middle
// OUT-NEXT: drop of base
// OUT-NEXT: ~last's
// OUT-NEXT: ~middle
// OUT-NEXT: ~of base
