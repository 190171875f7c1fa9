// Each function in one mode: the includer's MODE, a class with `result`.
using one = source<MODE>;
template <class T>
using gives = MODE::result<T>;

gives<int> call_sum_of_two(one& s) { return sum_of_two(s); }
gives<int> call_sum_to_zero(one& s) { return sum_to_zero(s); }
gives<int> call_largest(one& s, int n) { return largest(s, n); }
gives<bool> call_contains(one& s, int n) { return contains(s, n); }
gives<int> call_either(one& s, bool b) { return either(s, b); }
gives<void> call_fill(one& s, int* a, int* b) { return fill(s, a, b); }
gives<int> call_or_else(one& s, int n) { return or_else(s, n); }
gives<int> call_kind(one& s) { return kind(s); }
gives<unsigned> call_number_of_four(one& s) { return number_of_four(s); }
gives<int> call_nested(one& s) { return nested(s); }
