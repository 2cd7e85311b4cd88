// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/sanctions.h"

#include <QTimeZone>

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::Sanction;
using protocol::SanctionKind;

Sanctions::Sanctions(const QList<StoredSanction> &sanctions, WallClock clock)
    : m_clock(std::move(clock))
{
    for (const StoredSanction &stored : sanctions)
        impose(stored.room, stored.sanction);
}

void Sanctions::impose(const RoomId &room, const Sanction &sanction)
{
    auto &sanctions = m_rooms[room];
    std::erase_if(sanctions, [this](const auto &entry) { return isOver(entry.second); });
    sanctions.insert_or_assign({sanction.person.id, sanction.kind}, sanction);
}

void Sanctions::lift(const RoomId &room, const UserId &user, SanctionKind kind)
{
    const auto sanctions = m_rooms.find(room);
    if (sanctions == m_rooms.end())
        return;
    sanctions->erase({user, kind});
    if (sanctions->empty())
        m_rooms.erase(sanctions);
}

std::optional<Sanction> Sanctions::find(const RoomId &room, const UserId &user,
                                        SanctionKind kind) const
{
    const auto sanctions = m_rooms.constFind(room);
    if (sanctions == m_rooms.constEnd())
        return std::nullopt;
    const auto sanction = sanctions->find({user, kind});
    if (sanction == sanctions->end() || isOver(sanction->second))
        return std::nullopt;
    return sanction->second;
}

std::optional<Timestamp> Sanctions::mutedUntil(const RoomId &room, const UserId &user) const
{
    const auto mute = find(room, user, SanctionKind::Mute);
    return mute ? std::optional(mute->ends.value_or(Timestamp{limits::maxInteger})) : std::nullopt;
}

std::optional<Error> Sanctions::ban(const RoomId &room, const UserId &user) const
{
    const auto ban = find(room, user, SanctionKind::Ban);
    if (!ban)
        return std::nullopt;
    QString sentence = u"You are banned from this room."_s;
    if (ban->ends)
        sentence = u"You are banned from this room until %1 UTC."_s.arg(
            QDateTime::fromMSecsSinceEpoch(milliseconds(*ban->ends), QTimeZone::utc())
                .toString(u"yyyy-MM-dd HH:mm"_s));
    if (!ban->reason.isEmpty())
        sentence += u" Reason: "_s + ban->reason;
    return Error{ErrorCode::Banned, sentence};
}

QList<Sanction> Sanctions::of(const RoomId &room) const
{
    QList<Sanction> sanctions;
    const auto all = m_rooms.value(room);
    for (const auto &[key, sanction] : all) {
        if (!isOver(sanction))
            sanctions.append(sanction);
    }
    std::sort(sanctions.begin(), sanctions.end(), [](const Sanction &a, const Sanction &b) {
        return std::tie(a.created, a.person.id, a.kind) > std::tie(b.created, b.person.id, b.kind);
    });
    return sanctions;
}

bool Sanctions::isOver(const Sanction &sanction) const
{
    return sanction.ends && *sanction.ends <= m_clock();
}

} // namespace hobnob::server
