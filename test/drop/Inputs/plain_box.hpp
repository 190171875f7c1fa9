#pragma once
// Includes nothing, and knows nothing of drops.
template <class T>
struct box {
  T value;
};
template <class T>
void replace(T& a, T b) {
  a = static_cast<T&&>(b);
}
