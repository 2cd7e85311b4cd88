// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/strictjson.h"
#include "shared/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace hobnob::server
{

/// One packet of Socket.IO 5, which travels as one Engine.IO message and one more for each
/// attachment.
struct SocketPacket {
    enum class Type { Connect, Disconnect, Event, Ack, ConnectError, BinaryEvent, BinaryAck };

    struct Head {
        Type type = Type::Connect;
        /// The namespace; it begins with a slash.
        QByteArray place = "/";
        /// Of an event: it wants to be acknowledged under this number; of an acknowledgement: the
        /// event's.
        std::optional<qint64> ack = {};
        /// How many follow, in messages of their own.
        qsizetype attachments = 0;

        friend bool operator==(const Head &, const Head &) = default;
    };

    Head head;
    /// Of an event a list that begins with its name; of an acknowledgement a list; of Connect an
    /// object, or nothing; of Disconnect nothing.
    std::optional<protocol::StrictJson> payload = {};
    /// In the order of their numbers; each is named once in the payload.
    QList<QByteArray> attachments = {};
};

/// What a text message says, without its attachments. Strict: refuses what no encoder writes, names
/// of events that mean something to client libraries, and JSON as StrictJson does. Pure and
/// thread-safe.
[[nodiscard]] Result<SocketPacket> decodeSocketPacket(QByteArrayView text);

/// \a json: the payload in UTF-8, or nothing.
[[nodiscard]] QByteArray encodeSocketPacket(const SocketPacket::Head &head,
                                            QByteArrayView json = {});

} // namespace hobnob::server
