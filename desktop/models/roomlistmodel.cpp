// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/roomlistmodel.h"

#include "desktop/client/chatclient.h"
#include "desktop/models/timetext.h"

#include <algorithm>

namespace hobnob::desktop
{

RoomListModel::RoomListModel(const ChatClient *client, QObject *parent)
    : QAbstractListModel(parent), m_client(client)
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
    connect(client, &ChatClient::roomsReset, this, &RoomListModel::rebuild);
    connect(client, &ChatClient::roomAdded, this, &RoomListModel::insert);
    connect(client, &ChatClient::roomChanged, this, &RoomListModel::refresh);
    connect(&m_dayClock, &DayClock::dayChanged, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {LastTimeText});
    });
    rebuild();
}

int RoomListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant RoomListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Room *room = m_client->room(m_rows[index.row()].id);
    if (!room)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Name:
        return room->summary.name;
    case RoomIdText:
        return room->summary.id.value();
    case LastLine:
        return lastLine(*room);
    case LastAuthor:
        return room->summary.lastAuthor;
    case LastText:
        return room->summary.lastText;
    case LastTime:
        return localTime(room->summary.lastTime);
    case LastTimeText:
        return shortTimeText(localTime(room->summary.lastTime), QDateTime::currentDateTime());
    case Unread:
        return room->unread();
    case Mentions:
        return room->unreadMentions();
    case Joined:
        return room->isJoined();
    case MemberCount:
        return room->summary.memberCount;
    case SectionKind:
        return QVariant::fromValue(m_rows[index.row()].section);
    case Qt::AccessibleTextRole:
    case AccessibleText:
        return accessibleText(*room);
    default:
        return {};
    }
}

QString RoomListModel::lastLine(const Room &room)
{
    if (room.summary.lastText.isEmpty())
        return {};
    //: Who, and what they said.
    return tr("%1: %2").arg(room.summary.lastAuthor, room.summary.lastText);
}

QString RoomListModel::accessibleText(const Room &room)
{
    const auto unread = static_cast<int>(std::min<qint64>(room.unread(), INT_MAX));
    if (!room.isJoined())
        return tr("%1, not joined").arg(room.summary.name);
    if (unread == 0)
        return room.summary.name;
    const auto words = unread == 1
                           ? tr("%1, one unread message").arg(room.summary.name)
                           : tr("%1, %n unread messages", nullptr, unread).arg(room.summary.name);
    return room.unreadMentions() > 0 ? tr("%1, you are mentioned").arg(words) : words;
}

RoomId RoomListModel::roomAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].id : RoomId();
}

int RoomListModel::rowOf(const RoomId &room) const
{
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) { return row.id == room; });
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

qint64 RoomListModel::unreadTotal() const
{
    qint64 total = 0;
    for (const auto &row : m_rows) {
        if (const Room *room = m_client->room(row.id))
            total += room->unread();
    }
    return total;
}

RoomListModel::Row RoomListModel::rowFor(const RoomId &id) const
{
    const Room *room = m_client->room(id);
    return {id, room->summary.name, room->isJoined() ? Section::Joined : Section::Other,
            milliseconds(room->summary.lastTime)};
}

bool RoomListModel::comesBefore(const Row &a, const Row &b) const
{
    if (a.section != b.section)
        return a.section == Section::Joined;
    if (a.section == Section::Joined && a.time != b.time)
        return a.time > b.time;
    if (const int order = m_collator.compare(a.name, b.name); order != 0)
        return order < 0;
    return a.id < b.id;
}

void RoomListModel::rebuild()
{
    beginResetModel();
    m_rows.clear();
    const auto ids = m_client->rooms().ids();
    for (const auto &id : ids)
        m_rows.append(rowFor(id));
    std::sort(m_rows.begin(), m_rows.end(),
              [this](const Row &a, const Row &b) { return comesBefore(a, b); });
    endResetModel();
}

void RoomListModel::insert(const RoomId &room)
{
    if (!m_client->room(room))
        return;
    if (rowOf(room) >= 0) {
        refresh(room);
        return;
    }
    const Row row = rowFor(room);
    const int at = placeOf(row, rowCount());
    beginInsertRows({}, at, at);
    m_rows.insert(at, row);
    endInsertRows();
}

void RoomListModel::refresh(const RoomId &room)
{
    const int from = rowOf(room);
    if (from < 0 || !m_client->room(room))
        return;
    const Row row = rowFor(room);
    const int to = placeOf(row, from);
    if (to != from) {
        // Qt counts the destination with the row still in its old place.
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
        m_rows.move(from, to);
        m_rows[to] = row;
        endMoveRows();
    } else {
        m_rows[from] = row;
    }
    Q_EMIT dataChanged(index(to), index(to));
}

int RoomListModel::placeOf(const Row &row, int without) const
{
    int place = 0;
    for (int i = 0; i < rowCount(); ++i) {
        if (i != without && comesBefore(m_rows[i], row))
            ++place;
    }
    return place;
}

} // namespace hobnob::desktop
