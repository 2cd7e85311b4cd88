// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/memberlistmodel.h"

#include "desktop/client/chatclient.h"
#include "desktop/models/face.h"
#include "desktop/models/roomtitle.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::Member;
using protocol::Presence;

namespace
{

/// The context of the translations.
class PersonWords
{
    Q_DECLARE_TR_FUNCTIONS(PersonWords)
};

bool isBot(const Member &member)
{
    return member.kind == protocol::PersonKind::Bot;
}

bool isSame(const Member &a, const Member &b)
{
    return a.name == b.name && a.presence == b.presence && a.role == b.role &&
           a.status == b.status && a.colour == b.colour && a.picture == b.picture &&
           a.mutedUntil == b.mutedUntil && a.kind == b.kind;
}

} // namespace

QString botWord(bool isBot)
{
    return isBot ? PersonWords::tr("bot") : QString();
}

QString personWords(const QString &name, Presence presence, const QStringList &notes)
{
    auto words = presence == Presence::Here   ? PersonWords::tr("%1, here").arg(name)
                 : presence == Presence::Away ? PersonWords::tr("%1, away").arg(name)
                                              : PersonWords::tr("%1, not here").arg(name);
    for (const auto &note : notes) {
        if (!note.isEmpty())
            words = u"%1, %2"_s.arg(words, note);
    }
    return words;
}

MemberListModel::MemberListModel(ChatClient *client, QObject *parent)
    : QAbstractListModel(parent), m_client(client)
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    connect(client, &ChatClient::membersReset, this, [this](const RoomId &room) {
        if (room == m_room)
            adopt();
    });
    connect(client, &ChatClient::membersChanged, this, &MemberListModel::apply);
    connect(&client->looks(), &Looks::changed, this, [this](const UserId &person) {
        if (const int row = rowOf(person); row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {Portrait});
    });
    connect(client, &ChatClient::roomsReset, this, [this] { setRoom(m_room); });
}

void MemberListModel::setRoom(const RoomId &room)
{
    beginResetModel();
    m_room = room;
    m_found.reset();
    m_rows = wanted();
    std::sort(m_rows.begin(), m_rows.end(),
              [this](const Member &a, const Member &b) { return comesBefore(a, b); });
    endResetModel();
    Q_EMIT memberCountChanged(memberCount());
}

qint64 MemberListModel::memberCount() const
{
    const Room *room = m_client->room(m_room);
    return room ? room->members.count() : 0;
}

int MemberListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant MemberListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Member &member = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Name:
        return member.name;
    case UserIdText:
        return member.id.value();
    case Portrait: {
        const auto look = m_client->looks().of(member.id);
        return QVariant::fromValue(Face{member.id, member.name, look.hue, look.picture});
    }
    case PresenceKind:
        return static_cast<int>(member.presence);
    case IsSelf:
        return member.id == m_client->self().id;
    case Qt::AccessibleTextRole:
    case AccessibleText:
        return personWords(member.name, member.presence,
                           {botWord(isBot(member)), noteOf(member), member.status});
    case StatusText:
        return member.status;
    case NoteText:
        return noteOf(member);
    case RoleKind:
        return static_cast<int>(member.role);
    case IsMuted:
        return member.mutedUntil.has_value();
    case IsBot:
        return isBot(member);
    default:
        return {};
    }
}

bool MemberListModel::canFetchMore(const QModelIndex &parent) const
{
    const Room *room = m_client->room(m_room);
    return !parent.isValid() && !m_found && room && room->members.hasMore() &&
           !room->loadingMembers;
}

void MemberListModel::fetchMore(const QModelIndex &parent)
{
    if (!parent.isValid())
        m_client->loadMembers(m_room);
}

bool MemberListModel::comesBefore(const Member &a, const Member &b) const
{
    if (a.presence != b.presence)
        return a.presence < b.presence;
    if (const int order = m_collator.compare(a.name, b.name); order != 0)
        return order < 0;
    return a.id < b.id;
}

QString MemberListModel::noteOf(const Member &member)
{
    if (member.mutedUntil)
        return tr("Muted");
    return member.role == protocol::Role::Member ? QString() : roleWord(member.role);
}

QList<Member> MemberListModel::wanted() const
{
    if (m_found)
        return *m_found;
    const Room *room = m_client->room(m_room);
    return room ? room->members.members() : QList<Member>();
}

void MemberListModel::showFound(const std::optional<QList<Member>> &found)
{
    m_found = found;
    adopt();
}

std::optional<Member> MemberListModel::find(const UserId &user) const
{
    const int row = rowOf(user);
    return row < 0 ? std::nullopt : std::optional(m_rows[row]);
}

void MemberListModel::adopt()
{
    const auto members = wanted();
    QSet<UserId> present;
    for (const auto &member : members)
        present.insert(member.id);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!present.contains(m_rows[row].id))
            removeAt(row);
    }
    for (const auto &member : members)
        put(member);
    Q_EMIT memberCountChanged(memberCount());
}

void MemberListModel::apply(const protocol::MembersChanged &change)
{
    const Room *room = m_client->room(change.room);
    if (change.room != m_room || !room)
        return;
    for (const auto &member : change.left) {
        if (const int row = rowOf(member.id); row >= 0)
            removeAt(row);
    }
    for (const auto *changed : {&change.joined, &change.changed}) {
        for (const auto &member : *changed) {
            if (m_found ? rowOf(member.id) >= 0 : room->members.holds(member.id))
                put(member);
        }
    }
    Q_EMIT memberCountChanged(memberCount());
}

void MemberListModel::put(const Member &member)
{
    const int from = rowOf(member.id);
    const bool isNew = from < 0;
    const int to = placeOf(member, from);
    if (isNew) {
        beginInsertRows({}, to, to);
        m_rows.insert(to, member);
        endInsertRows();
        return;
    }
    const Member &old = m_rows[from];
    if (isSame(old, member))
        return;
    if (to != from) {
        // Qt counts the destination with the row still in its old place.
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
        m_rows.move(from, to);
        m_rows[to] = member;
        endMoveRows();
    } else {
        m_rows[to] = member;
    }
    Q_EMIT dataChanged(index(to), index(to));
}

void MemberListModel::removeAt(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

int MemberListModel::rowOf(const UserId &user) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [&](const Member &member) { return member.id == user; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

int MemberListModel::placeOf(const Member &member, int without) const
{
    const auto isBefore = [this](const Member &a, const Member &b) { return comesBefore(a, b); };
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), member, isBefore);
    int row = static_cast<int>(place - m_rows.begin());
    // Its own old row, should that be above, goes away.
    if (without >= 0 && without < row)
        --row;
    return row;
}

} // namespace hobnob::desktop
