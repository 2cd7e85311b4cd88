// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/roomlistmodel.h"

#include "desktop/client/chatclient.h"
#include "desktop/models/face.h"
#include "desktop/models/roomtitle.h"
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
    connect(client, &ChatClient::roomRemoved, this, &RoomListModel::remove);
    connect(client, &ChatClient::membersReset, this, &RoomListModel::refreshPeople);
    connect(client, &ChatClient::membersChanged, this,
            [this](const protocol::MembersChanged &change) { refreshPeople(change.room); });
    connect(&client->looks(), &Looks::changed, this, [this] {
        for (int row = 0; row < rowCount(); ++row) {
            if (m_rows[row].section == Section::Directs)
                Q_EMIT dataChanged(index(row), index(row), {Portraits});
        }
    });
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
        return title(*room);
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
    case Kind:
        return static_cast<int>(room->summary.kind);
    case Topic:
        return room->summary.topic;
    case Archived:
        return room->summary.archived;
    case IsNew:
        return room->isNew;
    case Portraits:
        return portraits(*room);
    case PresenceKind:
        return presence(*room);
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

QString RoomListModel::title(const Room &room) const
{
    return roomTitle(room.summary, m_client->self().id);
}

QVariant RoomListModel::portraits(const Room &room) const
{
    Faces faces;
    if (room.isDirect()) {
        const auto others = othersIn(room.summary, m_client->self().id);
        for (const auto &user : others) {
            const auto look = m_client->looks().of(user.id);
            faces.append({user.id, user.name, look.hue, look.picture});
        }
    } else if (room.summary.picture) {
        faces.append({{}, room.summary.name, 0, *room.summary.picture});
    }
    return QVariant::fromValue(faces);
}

int RoomListModel::presence(const Room &room) const
{
    const auto others = othersIn(room.summary, m_client->self().id);
    const auto member = others.size() == 1 ? room.members.find(others.front().id) : std::nullopt;
    return member ? static_cast<int>(member->presence) : -1;
}

QString RoomListModel::accessibleText(const Room &room) const
{
    const auto unread = static_cast<int>(std::min<qint64>(room.unread(), INT_MAX));
    auto name = title(room);
    if (room.summary.kind == protocol::RoomKind::Private)
        name = tr("%1, private").arg(name);
    if (room.summary.archived)
        name = tr("%1, archived").arg(name);
    if (const int there = presence(room); there >= 0)
        name = (there == static_cast<int>(protocol::Presence::Here)   ? tr("%1, here")
                : there == static_cast<int>(protocol::Presence::Away) ? tr("%1, away")
                                                                      : tr("%1, not here"))
                   .arg(name);
    if (!room.isJoined())
        return tr("%1, not joined").arg(name);
    if (room.isNew)
        return tr("%1, new").arg(name);
    if (unread == 0)
        return name;
    const auto words = unread == 1 ? tr("%1, one unread message").arg(name)
                                   : tr("%1, %n unread messages", nullptr, unread).arg(name);
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
    const auto section = !room->isJoined()  ? Section::Others
                         : room->isDirect() ? Section::Directs
                                            : Section::Rooms;
    return {id, title(*room), section, room->summary.archived,
            milliseconds(room->summary.lastTime)};
}

bool RoomListModel::comesBefore(const Row &a, const Row &b) const
{
    if (a.section != b.section)
        return a.section < b.section;
    if (a.archived != b.archived)
        return b.archived;
    if (a.section != Section::Others && a.time != b.time)
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

void RoomListModel::remove(const RoomId &room)
{
    const int row = rowOf(room);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
}

void RoomListModel::refreshPeople(const RoomId &room)
{
    const Room *there = m_client->room(room);
    if (there && there->isDirect())
        refresh(room);
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
