#include <async/fs/operations.hpp>

#include <cerrno>
#include <fcntl.h>
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

handle open(std::string const& path, open_flags how) {
  bool const writes = how & (open_flags::write | open_flags::append);
  int flags = O_CLOEXEC | (!writes ? O_RDONLY : how & open_flags::read ? O_RDWR : O_WRONLY);
  if (how & open_flags::append) flags |= O_APPEND;
  if (how & open_flags::create) flags |= O_CREAT;
  if (how & open_flags::truncate) flags |= O_TRUNC;
  if (how & open_flags::exclusive) flags |= O_EXCL;
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

}  // namespace async::fs::detail
