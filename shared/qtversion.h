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

/// QAbstractHttpServer's handlers get the socket; from 6.5 on they get a responder.
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
#define HOBNOB_QT_HTTP_HANDLERS_GET_SOCKETS 1
#else
#define HOBNOB_QT_HTTP_HANDLERS_GET_SOCKETS 0
#endif

/// HTTP answers have QHttpHeaders (6.8); before, the parts of an answer are written one by one.
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#define HOBNOB_QT_HAS_HTTP_HEADERS 1
#else
#define HOBNOB_QT_HAS_HTTP_HEADERS 0
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
