#pragma once

// The time as headers give it, whatever the locale.

#include <cstdio>
#include <ctime>
#include <string>

namespace http {

/// "Sun, 06 Nov 1994 08:49:37 GMT"
inline std::string http_date(std::time_t at = std::time(nullptr)) {
  static constexpr char days[] = "SunMonTueWedThuFriSat";
  static constexpr char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  std::tm t{};
  gmtime_r(&at, &t);
  char text[64];
  int const n = std::snprintf(text, sizeof text, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
                              days + 3 * t.tm_wday, t.tm_mday, months + 3 * t.tm_mon,
                              t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
  return std::string(text, static_cast<std::size_t>(n));
}

}  // namespace http
