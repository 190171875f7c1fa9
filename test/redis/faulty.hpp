#pragma once

// Transports that fail when they are told to.

#include <async/async.hpp>

#include <cerrno>
#include <cstddef>
#include <span>
#include <system_error>
#include <utility>

struct faults {
  int dials = 0;           // so many fail
  int writes = 0;          // so many fail, and nothing is sent
  int attempts = 0;        // of dialling
};

template <class T>
class [[async::maybe]] faulty_transport {
 public:
  using async_mode = async::mode_of<T>;

  faulty_transport(T t, faults& f) : inner_(std::move(t)), faults_(&f) {}

  async::maybe<async_mode, std::size_t> read_some(std::span<char> into) {
    return inner_.read_some(into);
  }
  async::maybe<async_mode, std::size_t> write_some(std::span<char const> from) {
    if (faults_->writes > 0) {
      --faults_->writes;
      throw std::system_error(EPIPE, std::generic_category(), "write");
    }
    co_return co_await inner_.write_some(from);
  }

 private:
  T inner_;
  faults* faults_;
};

template <class D>
class [[async::maybe]] faulty_dialer {
 public:
  using async_mode = async::mode_of<D>;
  using transport = faulty_transport<typename D::transport>;

  faulty_dialer(D dial, faults& f) : dial_(std::move(dial)), faults_(&f) {}

  async::maybe<async_mode, transport> operator()() {
    ++faults_->attempts;
    if (faults_->dials > 0) {
      --faults_->dials;
      throw std::system_error(ECONNREFUSED, std::generic_category(), "connect");
    }
    typename D::transport connected = co_await dial_();
    co_return transport(std::move(connected), *faults_);
  }

 private:
  D dial_;
  faults* faults_;
};
