// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "peoplesupport.h"

/// What the tests of the store's rooms share.
namespace hobnob::server::test
{

inline const RoomId labId{u"room-Lab"_s};
inline const UserId ana{u"id-Ana"_s};
inline const UserId ben{u"id-Ben"_s};
inline const protocol::User boss{UserId{u"id-Ana"_s}, u"Ana"_s};

inline StoredMembership member(const UserId &user, protocol::Role role = protocol::Role::Member,
                               qint64 joined = 100)
{
    return {labId, user, role, Timestamp{joined}};
}

inline StoredSanction sanction(protocol::SanctionKind kind, const QString &reason,
                               std::optional<Timestamp> ends = {})
{
    return {labId, {kind, {ben, u"Ben"_s}, boss, reason, Timestamp{4000}, ends}};
}

inline Draft notice(protocol::NoticeKind kind, const QString &text,
                    const std::optional<protocol::User> &subject = {})
{
    return {labId, boss, ClientId{randomId()}, text, protocol::Notice{kind, subject}};
}

/// A store with two accounts, Ana and Ben.
class RoomRig final : public PeopleRig
{
public:
    RoomRig()
    {
        registerAs(u"Ana"_s);
        registerAs(u"Ben"_s);
    }

    QString create(const StoredRoom &room, const QList<StoredMembership> &members = {})
    {
        return codeOf<Done>(
            [&](Store &store, auto answer) { store.createRoom(room, members, answer); });
    }

    Result<QList<Appended>> act(const RoomAct &act)
    {
        return answer<QList<Appended>>([&](Store &store, auto answer) { store.act(act, answer); });
    }

    QString remove(const RoomId &room, const Audit &audit = {})
    {
        return codeOf<Done>(
            [&](Store &store, auto answer) { store.deleteRoom(room, audit, answer); });
    }

    /// "Ana owner, Ben member", of the room.
    QString people()
    {
        open();
        QStringList words;
        for (const StoredMembership &membership : store().membershipsAtStart())
            words.append(membership.user.value().mid(3) + u' ' + wordOf(membership.role));
        return words.join(u", "_s);
    }

    /// "mute: noise, ban: spam".
    QString sanctions()
    {
        open();
        QStringList words;
        for (const StoredSanction &kept : store().sanctionsAtStart())
            words.append(wordOf(kept.sanction.kind) + u": "_s + kept.sanction.reason);
        return words.join(u", "_s);
    }

    StoredRoom lab()
    {
        open();
        return store().roomsAtStart().value(0);
    }

    static StoredRoom privateRoom(const QString &name)
    {
        StoredRoom made = room(name);
        made.kind = protocol::RoomKind::Private;
        return made;
    }

    static StoredRoom directRoom(const QString &id)
    {
        return {.id = RoomId{id},
                .name = {},
                .skeleton = {},
                .lastTime = Timestamp{1000},
                .kind = protocol::RoomKind::Direct,
                .directKey = u"id-Ana id-Ben"_s};
    }

    /// What \a ask's requests, which are held up until all of them were made, are answered.
    template <typename Ask>
    QStringList together(Ask ask)
    {
        QStringList results;
        const auto note = [&results](const auto &result) { results.append(test::codeOf(result)); };
        whileLocked([&] { ask(store(), note); });
        [[maybe_unused]] const auto flushed = flush(store());
        return results;
    }
};

} // namespace hobnob::server::test
