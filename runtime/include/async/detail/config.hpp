#pragma once

// g++ makes symmetric transfer a tail call only with -foptimize-sibling-calls (-O2, without ASan),
// which no macro tells. There a transfer goes through the loop that resumed the task instead.
#if defined(__clang__)
#define ASYNC_SYMMETRIC_TRANSFER 1
#elif !defined(ASYNC_SYMMETRIC_TRANSFER)
#define ASYNC_SYMMETRIC_TRANSFER 0
#endif

#if defined(__SANITIZE_ADDRESS__)
#define ASYNC_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASYNC_ASAN 1
#endif
#endif

#if defined(__SANITIZE_THREAD__)
#define ASYNC_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ASYNC_TSAN 1
#endif
#endif
