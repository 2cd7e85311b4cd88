// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/chat.h"

namespace hobnob::server
{

/// What the operator can watch, at one moment.
struct Figures {
    qint64 connections = 0;
    qint64 connectionsRefused = 0;
    qint64 webSockets = 0;
    qint64 socketIoSessions = 0;
    qint64 socketIoRefused = 0;
    qint64 queuedBytes = 0;
    ChatStatistics chat;
    StoreStatistics store;
};

/// \a figures in Prometheus' text format, version 0.0.4. Pure.
[[nodiscard]] QByteArray metricsText(const Figures &figures);

} // namespace hobnob::server
