// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/outbox.h"

#include "shared/text.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace hobnob::desktop
{

using State = PendingMessage::State;

namespace
{

bool isUnsent(const PendingMessage &message)
{
    return message.state == State::Waiting || message.state == State::Sending;
}

} // namespace

Result<ClientId> Outbox::add(const RoomId &room, QStringView text, Timestamp now)
{
    auto cleaned = cleanMessage(text);
    if (!cleaned)
        return cleaned.error();
    auto &list = m_rooms[room];
    if (list.size() >= mostPerRoom)
        return Error{ErrorCode::Busy,
                     QCoreApplication::translate("Outbox",
                                                 "Too many messages wait for the server already.")};
    const ClientId id(QUuid::createUuid().toString(QUuid::WithoutBraces));
    list.append({.clientId = id, .text = *std::move(cleaned), .time = now});
    return id;
}

std::optional<PendingMessage> Outbox::takeNext(const RoomId &room)
{
    const auto list = m_rooms.find(room);
    if (list == m_rooms.end())
        return std::nullopt;
    const auto open = std::find_if(list->begin(), list->end(), isUnsent);
    if (open == list->end() || open->state == State::Sending)
        return std::nullopt;
    open->state = State::Sending;
    return *open;
}

void Outbox::markSent(const RoomId &room, const ClientId &id, Seq seq)
{
    if (auto *message = locate(room, id)) {
        message->state = State::Sent;
        message->seq = seq;
    }
}

bool Outbox::confirm(const RoomId &room, const ClientId &id)
{
    return remove(room, id);
}

void Outbox::fail(const RoomId &room, const ClientId &id, const Error &error)
{
    if (auto *message = locate(room, id)) {
        message->state = State::Failed;
        message->error = error;
    }
}

void Outbox::connectionLost()
{
    for (auto &list : m_rooms) {
        for (auto &message : list) {
            if (message.state == State::Sending)
                message.state = State::Waiting;
        }
    }
}

void Outbox::postpone(const RoomId &room, const ClientId &id)
{
    if (auto *message = locate(room, id); message && message->state == State::Sending)
        message->state = State::Waiting;
}

bool Outbox::retry(const RoomId &room, const ClientId &id)
{
    const auto *message = find(room, id);
    if (!message || message->state != State::Failed)
        return false;
    PendingMessage again = *message;
    again.state = State::Waiting;
    again.error = {};
    remove(room, id);
    m_rooms[room].append(again);
    return true;
}

bool Outbox::discard(const RoomId &room, const ClientId &id)
{
    const auto *message = find(room, id);
    const bool mayGo =
        message && (message->state == State::Failed || message->state == State::Waiting);
    return mayGo && remove(room, id);
}

const QList<PendingMessage> &Outbox::messages(const RoomId &room) const
{
    static const QList<PendingMessage> none;
    const auto list = m_rooms.constFind(room);
    return list == m_rooms.constEnd() ? none : *list;
}

const PendingMessage *Outbox::find(const RoomId &room, const ClientId &id) const
{
    const auto &list = messages(room);
    const auto it =
        std::find_if(list.begin(), list.end(), [&](const auto &m) { return m.clientId == id; });
    return it == list.end() ? nullptr : &*it;
}

QList<RoomId> Outbox::unsentRooms() const
{
    QList<RoomId> rooms;
    for (auto list = m_rooms.begin(); list != m_rooms.end(); ++list) {
        if (std::any_of(list->begin(), list->end(), isUnsent))
            rooms.append(list.key());
    }
    return rooms;
}

int Outbox::unsentCount() const
{
    qsizetype count = 0;
    for (const auto &list : m_rooms)
        count += std::count_if(list.begin(), list.end(), isUnsent);
    return static_cast<int>(count);
}

PendingMessage *Outbox::locate(const RoomId &room, const ClientId &id)
{
    const auto list = m_rooms.find(room);
    if (list == m_rooms.end())
        return nullptr;
    const auto it =
        std::find_if(list->begin(), list->end(), [&](const auto &m) { return m.clientId == id; });
    return it == list->end() ? nullptr : &*it;
}

bool Outbox::remove(const RoomId &room, const ClientId &id)
{
    const auto list = m_rooms.find(room);
    if (list == m_rooms.end())
        return false;
    const bool removed = list->removeIf([&](const auto &m) { return m.clientId == id; }) > 0;
    if (list->isEmpty())
        m_rooms.erase(list);
    return removed;
}

} // namespace hobnob::desktop
