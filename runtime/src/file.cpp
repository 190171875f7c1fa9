#include <async/fs/operations.hpp>

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace async::fs::detail {

namespace {

/// Repeats a call that a signal interrupted; throws if it fails.
template <class F>
auto checked(char const* what, F call) {
  for (;;) {
    auto const result = call();
    if (result >= 0) return result;
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), what);
  }
}

}  // namespace

void handle::close() noexcept {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
}

namespace {
int system_flags(open_flags how) noexcept {
  bool const writes = how & (open_flags::write | open_flags::append);
  int flags = O_CLOEXEC | (!writes ? O_RDONLY : how & open_flags::read ? O_RDWR : O_WRONLY);
  if (how & open_flags::append) flags |= O_APPEND;
  if (how & open_flags::create) flags |= O_CREAT;
  if (how & open_flags::truncate) flags |= O_TRUNC;
  if (how & open_flags::exclusive) flags |= O_EXCL;
  return flags;
}
}  // namespace

/// The system would see the part in front of a zero.
static void expect_path(std::string const& path) {
  if (path.find('\0') != path.npos)
    throw std::system_error(EINVAL, std::generic_category(), "a path with a zero in it: " + std::string(path.c_str()));
}

handle open(std::string const& path, open_flags how) {
  expect_path(path);
  int const flags = system_flags(how);
  return handle(checked(path.c_str(), [&] { return ::open(path.c_str(), flags, 0666); }));
}

std::size_t read(int fd, std::span<char> into) {
  return checked("read", [&] { return ::read(fd, into.data(), into.size()); });
}
std::size_t write(int fd, std::span<char const> from) {
  return checked("write", [&] { return ::write(fd, from.data(), from.size()); });
}
std::size_t read_at(int fd, std::uint64_t offset, std::span<char> into) {
  return checked("pread", [&] {
    return ::pread(fd, into.data(), into.size(), static_cast<off_t>(offset));
  });
}
std::size_t write_at(int fd, std::uint64_t offset, std::span<char const> from) {
  return checked("pwrite", [&] {
    return ::pwrite(fd, from.data(), from.size(), static_cast<off_t>(offset));
  });
}
void write_all(int fd, std::span<char const> from) {
  while (!from.empty()) from = from.subspan(write(fd, from));
}

std::uint64_t size(int fd) {
  struct stat s;
  checked("fstat", [&] { return ::fstat(fd, &s); });
  return static_cast<std::uint64_t>(s.st_size);
}
void resize(int fd, std::uint64_t bytes) {
  checked("ftruncate", [&] { return ::ftruncate(fd, static_cast<off_t>(bytes)); });
}
void sync(int fd) {
  checked("fsync", [&] { return ::fsync(fd); });
}

/// A pipe has no positions: the kernel would take it for a stream, a thread says what is wrong.
static bool has_position(file_request const& r) noexcept {
  bool const moves = r.what == file_request::kind::read || r.what == file_request::kind::write;
  return !moves || r.offset == file_request::here || ::lseek(r.descriptor, 0, SEEK_CUR) >= 0;
}

bool request_awaiter::begin(core::context& c, std::coroutine_handle<> h) {
  c.settle();
  if (!seen_through_ && c.stop_requested()) {
    cancelled_ = true;
    return false;
  }
  if (!c.home.has_reactor() || !has_position(*this)) return false;
  ctx_ = &c;
  c.resume_point = h;
  reactor_ = &c.home.io();
  if (!reactor_->start(*this)) return false;
  // Completed or not: nobody resumes the task, which is held, before it is suspended as a whole.
  started_ = true;
  if (c.stop && !seen_through_) c.stop->add(*this);
  return true;
}

void request_awaiter::completed(int result) noexcept {
  result_ = result;
  ctx_->schedule(post_hint::spawn);
}

void request_awaiter::on_stop(stop_node* self) noexcept {
  auto& me = *static_cast<request_awaiter*>(self);
  me.reactor_->cancel(me);
}

std::optional<int> request_awaiter::await_resume() {
  remove();
  if (cancelled_) throw cancelled();
  if (!started_) return std::nullopt;
  if (result_ >= 0) return result_;
  if (result_ == -ECANCELED || (result_ == -EINTR && ctx_->stop_requested())) throw cancelled();
  if (result_ == -EINTR || result_ == -EAGAIN) return std::nullopt;
  throw std::system_error(-result_, std::generic_category(), name_);
}

namespace {
using kind = async::file_request::kind;
constexpr std::uint64_t here = async::file_request::here;

void* writable(std::span<char const> from) noexcept { return const_cast<char*>(from.data()); }
}  // namespace

task<handle> open_async(std::string path, open_flags how) {
  if (this_task::stop_token().stop_requested()) throw cancelled();
  expect_path(path);
  auto const fd = co_await request_awaiter(path.c_str(), system_flags(how));
  if (fd) co_return handle(*fd);
  co_return co_await on_pool([&] { return open(path, how); });
}
task<std::size_t> read_async(int fd, std::uint64_t offset, std::span<char> into) {
  auto const n =
      co_await request_awaiter(kind::read, fd, into.data(), into.size(), offset, "read");
  if (n) co_return static_cast<std::size_t>(*n);
  co_return co_await on_pool(
      [=] { return offset == here ? read(fd, into) : read_at(fd, offset, into); });
}
task<std::size_t> write_async(int fd, std::uint64_t offset, std::span<char const> from) {
  auto const n =
      co_await request_awaiter(kind::write, fd, writable(from), from.size(), offset, "write");
  if (n) co_return static_cast<std::size_t>(*n);
  co_return co_await on_pool(
      [=] { return offset == here ? write(fd, from) : write_at(fd, offset, from); });
}
task<void> write_all_async(int fd, std::span<char const> from) {
  if (this_task::stop_token().stop_requested()) throw cancelled();
  while (!from.empty()) {
    auto const n =
        co_await request_awaiter(kind::write, fd, writable(from), from.size(), here, "write", true);
    if (!n) break;
    from = from.subspan(static_cast<std::size_t>(*n));
  }
  if (!from.empty()) co_await uncancellable(on_pool([=] { write_all(fd, from); }));
}
task<void> sync_async(int fd) {
  if (this_task::stop_token().stop_requested()) throw cancelled();
  auto const done = co_await request_awaiter(kind::sync, fd, nullptr, 0, 0, "fsync", true);
  if (!done) co_await on_pool([=] { sync(fd); });
}

}  // namespace async::fs::detail
