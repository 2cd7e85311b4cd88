// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/moderationstore.h"

#include <QHash>
#include <QObject>

namespace hobnob::server
{

class Attendance;
class Rights;
class Roster;

/// What people object to, and how many reports wait for whom: those of a room for its moderators
/// and owners, all of them for the server's administrators.
class Reports final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = ModerationStore::Answer<T>;
    struct House {
        ModerationStore &store;
        const Attendance &attendance;
        const Roster &roster;
        const Rights &rights;
    };

    /// All of \a house outlive this; the store, or it drops its answers when it goes.
    explicit Reports(House house);

    /// Errors: RoomUnknown, NotMember, those of cleanReason() and of ModerationStore::addReport().
    /// What is refused may be answered from inside the call, here and below.
    void add(const protocol::User &reporter, const RoomId &room, Seq seq, const QString &reason,
             Answer<Done> answer);
    /// Those that the person may look at. limits::reportPage a page.
    void list(const UserId &user, bool resolved, std::optional<qint64> before,
              Answer<ReportPage> answer);
    /// Errors: ReportUnknown (also of one that they may not look at), those of cleanReason().
    void resolve(const protocol::User &by, qint64 number, const QString &note, Answer<Done> answer);

    [[nodiscard]] bool waitIn(const RoomId &room) const { return m_waiting.contains(room); }
    [[nodiscard]] qint64 waitingFor(const UserId &user) const;
    /// As waitingFor(); they are told it, and hear of it again when it changes.
    [[nodiscard]] qint64 tell(const UserId &user);
    /// What they may look at has changed, or may have.
    void refresh(const UserId &user);
    /// As refresh(), where only what they may do in this room has changed.
    void refreshIn(const RoomId &room, const UserId &user);
    /// Nobody is there who must be told.
    void drop(const UserId &user) { m_told.remove(user); }
    /// There is no such room any more.
    void forgetRoom(const RoomId &room);

Q_SIGNALS:
    void waitingChanged(const hobnob::UserId &user, qint64 count);

private:
    /// Nothing: in all.
    [[nodiscard]] std::optional<QList<RoomId>> roomsOf(const UserId &user) const;
    [[nodiscard]] bool isAdministrator(const UserId &user) const;
    /// Those who are there and may look at its reports.
    [[nodiscard]] QList<UserId> handlersOf(const RoomId &room) const;
    void setWaiting(const RoomId &room, qint64 count);

    const House m_house;
    /// Rooms without any are left out.
    QHash<RoomId, qint64> m_waiting;
    /// What those who are there were told last; who was told of none is left out.
    QHash<UserId, qint64> m_told;
};

} // namespace hobnob::server
