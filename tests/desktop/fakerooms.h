// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QHash>

#include <optional>

namespace hobnob::desktop
{

class FakeServer;

/// What a FakeServer knows beside rooms and their logs: people who can be found, who is muted or
/// banned, reports, the audit log, pictures; and its answers to what concerns them. It lets anybody
/// do everything: who may is the real server's business.
class FakeRooms final
{
public:
    explicit FakeRooms(FakeServer *server) : m_server(server) {}

    /// Nothing: it is not about these.
    [[nodiscard]] std::optional<protocol::ServerMessage>
    answer(const protocol::ClientMessage &message, const protocol::User &visitor);
    /// A line in the room's log that is no message; goes to everyone.
    protocol::Event notice(const RoomId &room, const protocol::User &author, const QString &text,
                           protocol::NoticeKind kind, std::optional<protocol::User> subject = {});
    /// Has the room, and is in it.
    RoomId direct(const QString &id, const QList<protocol::User> &people);

    QList<protocol::Person> people;
    QHash<RoomId, QString> descriptions;
    QHash<RoomId, QList<protocol::Sanction>> sanctions;
    QList<protocol::Report> reports;
    QList<protocol::AuditRecord> audit;
    QList<protocol::User> blocked;
    std::optional<protocol::Announcement> announcement;
    QHash<QString, QString> pictures;
    /// How many records one answer has.
    int pageSize = 50;

private:
    using Answer = std::optional<protocol::ServerMessage>;
    Answer answerRoom(const protocol::ClientMessage &message, const protocol::User &visitor);
    Answer answerPeople(const protocol::ClientMessage &message, const protocol::User &visitor);
    Answer answerRecords(const protocol::ClientMessage &message, const protocol::User &visitor);
    Answer answerPictures(const protocol::ClientMessage &message);
    protocol::ServerMessage change(const protocol::ChangeRoom &message,
                                   const protocol::User &visitor);
    protocol::ServerMessage add(const protocol::AddPeople &message);
    protocol::ServerMessage setRole(const protocol::SetRole &message,
                                    const protocol::User &visitor);
    protocol::ServerMessage moderate(const protocol::Moderate &message,
                                     const protocol::User &visitor);
    protocol::Member *member(const RoomId &room, const UserId &person);
    protocol::User userOf(const UserId &person) const;
    void tellRoom(const RoomId &room);

    FakeServer *m_server;
};

} // namespace hobnob::desktop
