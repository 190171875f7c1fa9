#include <async/testing/test.hpp>

int main(int argc, char** argv) { return async::testing::run_tests(argc, argv); }
