// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/memberlistmodel.h"

#include "desktop/client/chatclient.h"
#include "shared/personlook.h"

#include <QSet>

#include <algorithm>

namespace hobnob::desktop
{

using protocol::Member;
using protocol::Presence;

MemberListModel::MemberListModel(ChatClient *client, QObject *parent)
    : QAbstractListModel(parent), m_client(client)
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    connect(client, &ChatClient::membersReset, this, [this](const RoomId &room) {
        if (room == m_room)
            adopt();
    });
    connect(client, &ChatClient::membersChanged, this, &MemberListModel::apply);
    connect(client, &ChatClient::roomsReset, this, [this] { setRoom(m_room); });
}

void MemberListModel::setRoom(const RoomId &room)
{
    beginResetModel();
    m_room = room;
    const Room *state = m_client->room(room);
    m_rows = state ? state->members.members() : QList<Member>();
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
    case Hue:
        return personHue(member.id);
    case Initials:
        return personInitials(member.name);
    case PresenceKind:
        return static_cast<int>(member.presence);
    case IsSelf:
        return member.id == m_client->self().id;
    case Qt::AccessibleTextRole:
    case AccessibleText:
        return member.presence == Presence::Here ? tr("%1, here").arg(member.name)
                                                 : tr("%1, away").arg(member.name);
    default:
        return {};
    }
}

bool MemberListModel::canFetchMore(const QModelIndex &parent) const
{
    const Room *room = m_client->room(m_room);
    return !parent.isValid() && room && room->members.hasMore() && !room->loadingMembers;
}

void MemberListModel::fetchMore(const QModelIndex &parent)
{
    if (!parent.isValid())
        m_client->loadMembers(m_room);
}

bool MemberListModel::comesBefore(const Member &a, const Member &b) const
{
    if (a.presence != b.presence)
        return a.presence == Presence::Here;
    if (const int order = m_collator.compare(a.name, b.name); order != 0)
        return order < 0;
    return a.id < b.id;
}

void MemberListModel::adopt()
{
    const Room *room = m_client->room(m_room);
    const auto members = room ? room->members.members() : QList<Member>();
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
            if (room->members.holds(member.id))
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
    if (old.name == member.name && old.presence == member.presence)
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
