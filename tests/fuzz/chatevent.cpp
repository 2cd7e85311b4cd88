// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/chatevent.h"

#include "shared/limits.h"
#include "shared/text.h"
#include "tests/fuzz/check.h"

using namespace hobnob;
using namespace hobnob::server;

namespace
{

using fuzz::require;
using Type = SocketPacket::Type;

void checkRoom(const QString &room)
{
    const auto clean = cleanRoomName(room);
    require(clean.ok() && *clean == room, "a room's name is clean");
}

void check(const chatevent::Join &event)
{
    checkRoom(event.room);
}

void check(const chatevent::Leave &event)
{
    checkRoom(event.room);
}

void check(const chatevent::Typing &event)
{
    checkRoom(event.room);
}

void check(const chatevent::Message &event)
{
    checkRoom(event.room);
    const QString id = event.id.value();
    require(!id.isEmpty() && id.size() <= limits::idCharacters, "an id is short");
    for (const QChar c : id)
        require(c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_'),
                "an id is of plain characters");
}

void check(const chatevent::History &event)
{
    checkRoom(event.room);
    require(!event.before || number(*event.before) > 0, "a page is before an event");
    require(!event.limit || (*event.limit > 0 && *event.limit <= limits::historyPage),
            "a page is not too long");
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    const auto packet = decodeSocketPacket(input);
    if (!packet || packet->head.type != Type::Event)
        return;
    const auto event = readChatEvent(*packet);
    if (!event) {
        require(!event.error().sentence.isEmpty(), "a refusal has a sentence");
        require(!errorName(event.error().code).isEmpty(), "and a name");
        return;
    }
    std::visit([](const auto &e) { ::check(e); }, *event);
    // Each character of a text takes two bytes here, and one at least where it came from.
    require(heldBytes(*event) <= qint64(sizeof(ChatEvent)) + 2 * qint64(input.size()),
            "what is held is known");
}
