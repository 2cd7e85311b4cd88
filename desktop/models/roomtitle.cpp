// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/roomtitle.h"

#include <QCoreApplication>
#include <QLocale>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// The context of the translations.
class RoomTitle
{
    Q_DECLARE_TR_FUNCTIONS(RoomTitle)
};

} // namespace

QList<protocol::User> othersIn(const protocol::RoomSummary &room, const UserId &self)
{
    auto others = room.people;
    others.removeIf([&](const protocol::User &user) { return user.id == self; });
    return others;
}

QString roomTitle(const protocol::RoomSummary &room, const UserId &self)
{
    if (room.kind != protocol::RoomKind::Direct)
        return room.name;
    QStringList names;
    const auto others = othersIn(room, self);
    for (const auto &user : others)
        names.append(user.name);
    return names.isEmpty() ? RoomTitle::tr("Just you") : names.join(u", "_s);
}

QString roomMark(protocol::RoomKind kind)
{
    switch (kind) {
    case protocol::RoomKind::Public:
        return u"hash"_s;
    case protocol::RoomKind::Private:
        return u"lock"_s;
    case protocol::RoomKind::Direct:
        return u"message-circle"_s;
    }
    Q_UNREACHABLE();
}

QString roleWord(protocol::Role role)
{
    switch (role) {
    case protocol::Role::Owner:
        return RoomTitle::tr("Owner");
    case protocol::Role::Moderator:
        return RoomTitle::tr("Moderator");
    case protocol::Role::Member:
        return RoomTitle::tr("Member");
    case protocol::Role::Reader:
        return RoomTitle::tr("Reader");
    }
    Q_UNREACHABLE();
}

} // namespace hobnob::desktop
