// Both modes of store.hpp, instantiated here.
#include "store.ipp"

template class store<async::blocking>;
template class store<async::suspending>;

int other_unit() { return store<async::blocking>{40}.get(2); }
