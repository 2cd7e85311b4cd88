// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/auditentry.h"
#include "server/store/storedpeople.h"

#include <QHash>
#include <QList>

namespace hobnob::server
{

/// A room as it is kept: what the room list shows is kept beside it, so that starting does not read
/// logs.
struct StoredRoom {
    RoomId id;
    QString name;
    /// The name as look-alikes compare it; unique among public rooms.
    QString skeleton;
    Seq lastSeq{};
    /// Of the last event; the room's birth when there is none.
    Timestamp lastTime{};
    // Of the last message:
    QString lastAuthor = {};
    QString lastText = {};
    protocol::RoomKind kind = protocol::RoomKind::Public;
    /// Of a direct room: who it is between, their ids in order with a space between; unique.
    QString directKey = {};
    QString topic = {};
    QString description = {};
    protocol::RoomRules rules = {};
    bool archived = false;
    /// The name of an image; empty: none.
    QString picture = {};
};

/// Somebody is in a room for good. Kept for accounts; for guests only in rooms that are not public,
/// and in those not for longer than the guest.
struct StoredMembership {
    RoomId room;
    UserId user;
    protocol::Role role = protocol::Role::Member;
    Timestamp joined{};
};

struct StoredSanction {
    RoomId room;
    protocol::Sanction sanction;
};

/// A message, or a notice, before it has its place in the log.
struct Draft {
    RoomId room;
    protocol::User author;
    ClientId clientId;
    QString text;
    std::optional<protocol::Notice> notice = {};
    /// Who writes it.
    protocol::PersonKind by = protocol::PersonKind::Guest;
    /// The keys of the author's name when it is another than they have.
    std::optional<NameKeys> borrowedName = {};
};

struct Appended {
    protocol::Event event;
    /// This author sent this client id before: event is the first answer, and nothing was added.
    bool repeated = false;
    /// Whom it mentions, of those who have a read pointer in the room.
    QList<UserId> mentioned = {};
};

/// What somebody does to a room and to those in it; it is done as a whole, or not at all.
struct RoomAct {
    RoomId room;
    /// What the room is from now on, but for what of it follows from its log.
    std::optional<StoredRoom> change = {};
    /// Added, or with another role.
    QList<StoredMembership> members = {};
    /// Not in it any more, with their read pointers.
    QList<UserId> gone = {};
    /// Made, or in the place of one of the same kind for the same person.
    QList<StoredSanction> imposed = {};
    QList<std::pair<UserId, protocol::SanctionKind>> lifted = {};
    QList<Draft> notices = {};
    Audit audit = {};
};

} // namespace hobnob::server
