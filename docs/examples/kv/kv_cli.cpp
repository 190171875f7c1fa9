// kv-cli: one command, as redis-cli takes it; blocking, without a runtime.
#include "check.hpp"
#include "kv_client.hpp"

#include <async/async.hpp>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

using client = kv::client<async::blocking>;

void print_quoted(std::string_view text) {
  std::putchar('"');
  for (char const c : text) {
    if (c == '"' || c == '\\')
      std::printf("\\%c", c);
    else if (c == '\n')
      std::printf("\\n");
    else if (c == '\r')
      std::printf("\\r");
    else if (c == '\t')
      std::printf("\\t");
    else if (c >= ' ' && c <= '~')
      std::putchar(c);
    else
      std::printf("\\x%02x", static_cast<unsigned char>(c));
  }
  std::puts("\"");
}

void print_raw(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::putchar('\n');
}

/// For a person, or for a program that reads the output.
void print(kv::reply const& r, bool person) {
  using kind = kv::reply::kind;
  if (r.type == kind::array) {
    if (r.items.empty()) print_raw(person ? "(empty array)" : "");
    for (std::size_t i = 0; i < r.items.size(); ++i) {
      if (person) std::printf("%zu) ", i + 1);
      print(r.items[i], person);
    }
  } else if (!person) {
    print_raw(r.type == kind::integer ? std::to_string(r.number) : r.text);
  } else if (r.type == kind::error) {
    print_raw("(error) " + r.text);
  } else if (r.type == kind::integer) {
    std::printf("(integer) %lld\n", static_cast<long long>(r.number));
  } else if (r.type == kind::null) {
    print_raw("(nil)");
  } else if (r.type == kind::bulk) {
    print_quoted(r.text);
  } else {
    print_raw(r.text);
  }
}

int run(std::string_view host, std::uint16_t port, std::span<std::string_view const> words) {
  auto socket = async::net::tcp_stream<async::blocking>::connect(host, port);
  client c(socket);
  if (words[0] == "--check") {
    kv::check(c, "kv-cli:check");
    std::puts("checked");
    return 0;
  }
  auto const r = c.call(words);
  print(r, isatty(STDOUT_FILENO) != 0);
  return r.type == kv::reply::kind::error ? 1 : 0;
}

int main(int argc, char** argv) {
  std::string_view host = "127.0.0.1";
  std::uint16_t port = 7379;
  int first = 1;
  for (; first + 1 < argc && argv[first][0] == '-'; first += 2) {
    std::string_view const option = argv[first];
    if (option == "-h")
      host = argv[first + 1];
    else if (option == "-p")
      port = kv::to_number<std::uint16_t>(argv[first + 1]).value_or(0);
    else
      port = 0;
  }
  std::vector<std::string_view> const words(argv + first, argv + argc);
  if (words.empty() || port == 0) {
    std::fprintf(stderr, "usage: %s [-h HOST] [-p PORT] COMMAND [ARGUMENT...] | --check\n",
                 argv[0]);
    return 2;
  }
  try {
    return run(host, port, words);
  } catch (std::exception const& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}
