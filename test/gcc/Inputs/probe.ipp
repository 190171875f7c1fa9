template <async::mode M>
async::maybe<M, bool> probe<M>::any() {
  co_return (std::printf("x"), false) || (co_await ask('a') || co_await ask('b'));
}
