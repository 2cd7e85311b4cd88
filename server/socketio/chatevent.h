// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/socketpacket.h"
#include "shared/ids.h"

#include <variant>

namespace hobnob::server
{

/// What clients say in the default namespace: the tutorial's events. username: as it was given;
/// nothing: it was left out. room: a room's name, cleaned.
namespace chatevent
{
struct Join {
    std::optional<QString> username;
    QString room;
};
struct Leave {
    std::optional<QString> username;
    QString room;
};
struct Message {
    std::optional<QString> username;
    QString room;
    QString text;
    /// Made by the client, for a retry; or by us.
    ClientId id;
};
struct Typing {
    std::optional<QString> username;
    QString room;
    bool typing = true;
};
struct History {
    QString room;
    std::optional<Seq> before;
    std::optional<qint64> limit;
};
} // namespace chatevent

using ChatEvent = std::variant<chatevent::Join, chatevent::Leave, chatevent::Message,
                               chatevent::Typing, chatevent::History>;

/// \a packet is an event. Strict: its only argument is an object, and each field is of its kind and
/// within its bounds; fields that an event does not have are passed over. Errors: UnknownType,
/// NotObject, MissingField, WrongKind, OutOfRange, BadText, and those of names; with the field.
[[nodiscard]] Result<ChatEvent> readChatEvent(const SocketPacket &packet);

/// What it takes of memory, about.
[[nodiscard]] qint64 heldBytes(const ChatEvent &event);

} // namespace hobnob::server
