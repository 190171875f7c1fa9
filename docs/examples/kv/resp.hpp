#pragma once

// RESP, the protocol of Redis: commands are read, replies are written.

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kv {

/// What a peer may ask for. The defaults are those of Redis.
struct resp_limits {
  std::size_t arguments = std::size_t{1024} * 1024;
  std::size_t bulk = std::size_t{512} * 1024 * 1024;
  std::size_t line = std::size_t{64} * 1024;
  std::size_t command = std::size_t{1024} * 1024 * 1024;
};

/// The whole of `text` as a number, else nothing.
template <class Number = std::int64_t>
std::optional<Number> to_number(std::string_view text) noexcept {
  Number n{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return n;
}

/// Finds commands at the start of what was read. It remembers how far it came, so that a command
/// which arrives in many pieces is looked at once.
class command_parser {
 public:
  enum class outcome { incomplete, command, error };

  explicit command_parser(resp_limits limits = {}) noexcept : limits_(limits) {}

  /// `input` starts with the same bytes as at the last call, unless that one found a command.
  outcome next(std::string_view input) {
    if (done_) restart();
    outcome const o = parse(input);
    done_ = o == outcome::command;
    return o;
  }

  /// Of the command that was found; they point into its input. May be empty.
  std::span<std::string_view const> arguments() const noexcept { return arguments_; }
  std::size_t length() const noexcept { return position_; }
  /// How many bytes the rest of the argument needs whose size is known.
  std::size_t missing(std::string_view input) const noexcept {
    if (!bulk_ || position_ + *bulk_ + 2 <= input.size()) return 0;
    return position_ + *bulk_ + 2 - input.size();
  }
  std::string const& error() const noexcept { return error_; }

 private:
  void restart() noexcept {
    position_ = 0;
    searched_ = 0;
    remaining_ = 0;
    bulk_.reset();
    in_array_ = false;
    done_ = false;
    pieces_.clear();
    arguments_.clear();
  }

  outcome parse(std::string_view input) {
    if (!in_array_) {
      if (input.empty()) return outcome::incomplete;
      if (input[0] != '*') return parse_inline(input);
      auto const line = take_line(input, "too big mbulk count string");
      if (!line) return unfinished();
      auto const n = to_number(line->substr(1));
      if (!n || *n > static_cast<std::int64_t>(limits_.arguments))
        return fail("invalid multibulk length");
      remaining_ = *n > 0 ? static_cast<std::size_t>(*n) : 0;
      in_array_ = true;
    }
    while (remaining_ > 0) {
      if (!bulk_) {
        if (position_ < input.size() && input[position_] != '$')
          return fail(std::string("expected '$', got '") + input[position_] + "'");
        auto const line = take_line(input, "too big bulk count string");
        if (!line) return unfinished();
        auto const n = to_number(line->substr(1));
        if (!n || *n < 0 || *n > static_cast<std::int64_t>(limits_.bulk))
          return fail("invalid bulk length");
        bulk_ = static_cast<std::size_t>(*n);
        if (position_ + *bulk_ > limits_.command) return fail("too big command");
      }
      if (input.size() < position_ + *bulk_ + 2) return outcome::incomplete;
      pieces_.emplace_back(position_, *bulk_);
      position_ += *bulk_ + 2;
      searched_ = position_;
      bulk_.reset();
      --remaining_;
    }
    for (auto const& [at, size] : pieces_) arguments_.push_back(input.substr(at, size));
    return outcome::command;
  }

  /// What a person types into telnet: words, which may be quoted.
  outcome parse_inline(std::string_view input) {
    auto const line = take_line(input, "too big inline request");
    if (!line) return unfinished();
    words_.clear();
    if (!split(*line)) return fail("unbalanced quotes in request");
    for (auto const& w : words_) arguments_.push_back(w);
    return outcome::command;
  }

  bool split(std::string_view line);

  std::optional<std::string_view> take_line(std::string_view input, char const* too_long) {
    std::size_t const end = input.find('\n', searched_);
    if (end == input.npos) {
      searched_ = input.size();
      if (input.size() - position_ > limits_.line) fail(too_long);
      return std::nullopt;
    }
    auto line = input.substr(position_, end - position_);
    if (line.size() > limits_.line) {
      fail(too_long);
      return std::nullopt;
    }
    if (line.ends_with('\r')) line.remove_suffix(1);
    position_ = searched_ = end + 1;
    return line;
  }

  outcome unfinished() const noexcept {
    return error_.empty() ? outcome::incomplete : outcome::error;
  }
  outcome fail(std::string what) {
    error_ = "ERR Protocol error: " + std::move(what);
    return outcome::error;
  }

  resp_limits limits_;
  std::size_t position_ = 0;
  std::size_t searched_ = 0;
  std::size_t remaining_ = 0;
  std::optional<std::size_t> bulk_;
  bool in_array_ = false;
  bool done_ = false;
  // Offsets, because the buffer may move between two calls.
  std::vector<std::pair<std::size_t, std::size_t>> pieces_;
  std::vector<std::string_view> arguments_;
  std::vector<std::string> words_;
  std::string error_;
};

inline bool command_parser::split(std::string_view line) {
  auto const is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; };
  std::size_t i = 0;
  for (;;) {
    while (i < line.size() && is_space(line[i])) ++i;
    if (i == line.size()) return true;
    std::string& word = words_.emplace_back();
    while (i < line.size() && !is_space(line[i])) {
      char const quote = line[i];
      if (quote != '"' && quote != '\'') {
        word += line[i++];
        continue;
      }
      for (++i; i < line.size() && line[i] != quote; ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) {
          char const c = line[++i];
          if (quote == '\'' && c != '\'') word += '\\';
          word += quote == '\'' ? c : c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
        } else {
          word += line[i];
        }
      }
      if (i == line.size()) return false;
      if (++i < line.size() && !is_space(line[i])) return false;
    }
  }
}

/// Appends replies to a buffer. Version 3 of the protocol has a null and maps of its own.
class reply_writer {
 public:
  explicit reply_writer(std::string& out) noexcept : out_(out) {}

  void use_version(int v) noexcept { version_ = v; }
  int version() const noexcept { return version_; }

  void simple(std::string_view s) { line('+', s); }
  void error(std::string_view s) { line('-', s); }
  void integer(std::int64_t n) { number(':', n); }
  void array(std::size_t n) { number('*', static_cast<std::int64_t>(n)); }
  void map(std::size_t pairs) {
    if (version_ == 3)
      number('%', static_cast<std::int64_t>(pairs));
    else
      array(2 * pairs);
  }
  void null() { out_ += version_ == 3 ? "_\r\n" : "$-1\r\n"; }
  void bulk(std::string_view s) {
    number('$', static_cast<std::int64_t>(s.size()));
    out_.append(s).append("\r\n", 2);
  }

 private:
  void line(char kind, std::string_view s) {
    out_ += kind;
    out_.append(s).append("\r\n", 2);
  }
  void number(char kind, std::int64_t n) {
    char text[24];
    text[0] = kind;
    char* const end = std::to_chars(text + 1, text + 22, n).ptr;
    end[0] = '\r';
    end[1] = '\n';
    out_.append(text, static_cast<std::size_t>(end + 2 - text));
  }

  std::string& out_;
  int version_ = 2;
};

}  // namespace kv
