// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QByteArray>
#include <QJsonObject>

/// What the server says in the default namespace, as JSON: the tutorial's events, and the answers
/// to those of clients. Pure.
namespace hobnob::server::chatwords
{

/// ["message", {...}]
[[nodiscard]] QByteArray message(const QString &room, const protocol::Event &event);
/// ["message_history", {...}], oldest first.
[[nodiscard]] QByteArray history(const QString &room, const QList<protocol::Event> &events,
                                 bool more);
/// ["message", {...}] of nobody, for each who came or went.
[[nodiscard]] QByteArrayList notices(const QString &room, const protocol::MembersChanged &change,
                                     Timestamp now);
/// ["typing", {...}]
[[nodiscard]] QByteArray typing(const QString &room, const QString &name, bool typing);

/// [{"ok": true, ...}]
[[nodiscard]] QByteArray accepted(const QJsonObject &more = {});
/// What accepted() says of a page of the log.
[[nodiscard]] QJsonObject page(const QString &room, const QList<protocol::Event> &events,
                               bool more);
/// [{"ok": false, "code": ..., "error": ...}]
[[nodiscard]] QByteArray refused(const protocol::Error &error);
/// {"message": ..., "data": {"code": ...}}, for who may not connect.
[[nodiscard]] QByteArray notConnected(const protocol::Error &error);

} // namespace hobnob::server::chatwords
