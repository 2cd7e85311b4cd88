// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// Every test of Qt's version is in this file; elsewhere the facts have names.

/// QStyleHints knows whether the system is light or dark (6.5).
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#define HOBNOB_QT_HAS_COLOR_SCHEME 1
#else
#define HOBNOB_QT_HAS_COLOR_SCHEME 0
#endif

namespace hobnob::qt
{

/// QWebSocket's signal errorOccurred, which was called error before Qt 6.5. A template, so that
/// this header needs no other.
template <typename Socket, typename SocketError>
[[nodiscard]] constexpr auto webSocketErrorOccurred()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return static_cast<void (Socket::*)(SocketError)>(&Socket::errorOccurred);
#else
    return static_cast<void (Socket::*)(SocketError)>(&Socket::error);
#endif
}

} // namespace hobnob::qt
