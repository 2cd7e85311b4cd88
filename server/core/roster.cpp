// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roster.h"

#include "shared/limits.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<Roster::Joining> Roster::join(const RoomId &room, const protocol::Member &member,
                                     Coming coming)
{
    if (isMember(room, member.id))
        return Joining::Already;
    Person &person = m_people[member.id];
    if (person.rooms.size() >= limits::roomsPerUser) {
        return Error{ErrorCode::TooManyRooms,
                     u"You are in %1 rooms, which is the most. Leave one first."_s.arg(
                         limits::roomsPerUser)};
    }
    person.key = {member.name.toCaseFolded(), member.id};
    person.rooms.insert(room);
    auto &members = m_rooms[room];
    if (!members)
        members = std::make_shared<Members>();
    members->emplace(person.key, member);
    ++m_memberships;
    if (coming == Coming::Returning)
        Q_EMIT memberReturned(room, member);
    else
        Q_EMIT memberJoined(room, member);
    return Joining::New;
}

void Roster::leave(const RoomId &room, const UserId &user)
{
    if (!isMember(room, user))
        return;
    Person &person = m_people[user];
    const auto members = m_rooms.value(room);
    const auto found = members->find(person.key);
    const protocol::Member member = found->second;
    members->erase(found);
    if (members->empty())
        m_rooms.remove(room);
    person.rooms.remove(room);
    if (person.rooms.isEmpty())
        m_people.remove(user);
    --m_memberships;
    Q_EMIT memberLeft(room, member);
}

void Roster::leaveAll(const UserId &user)
{
    const auto rooms = roomsOf(user);
    for (const auto &room : rooms)
        leave(room, user);
}

void Roster::setPresence(const UserId &user, protocol::Presence presence)
{
    const auto person = m_people.constFind(user);
    if (person == m_people.constEnd())
        return;
    const Key key = person->key;
    const auto rooms = roomsOf(user);
    for (const auto &room : rooms) {
        protocol::Member &member = m_rooms.value(room)->at(key);
        if (member.presence == presence)
            continue;
        member.presence = presence;
        Q_EMIT memberChanged(room, member);
    }
}

void Roster::rename(const protocol::User &user)
{
    const auto person = m_people.find(user.id);
    if (person == m_people.end())
        return;
    const Key before = std::exchange(person->key, Key{user.name.toCaseFolded(), user.id});
    for (const auto &room : std::as_const(person->rooms)) {
        const auto members = m_rooms.value(room);
        auto node = members->extract(before);
        node.key() = person->key;
        node.mapped().name = user.name;
        members->insert(std::move(node));
    }
}

bool Roster::isMember(const RoomId &room, const UserId &user) const
{
    const auto person = m_people.constFind(user);
    return person != m_people.constEnd() && person->rooms.contains(room);
}

qint64 Roster::memberCount(const RoomId &room) const
{
    const auto members = m_rooms.constFind(room);
    return members == m_rooms.constEnd() ? 0 : qint64((*members)->size());
}

QList<RoomId> Roster::roomsOf(const UserId &user) const
{
    const auto person = m_people.constFind(user);
    return person == m_people.constEnd() ? QList<RoomId>() : person->rooms.values();
}

Roster::Page Roster::page(const RoomId &room, const std::optional<QString> &after) const
{
    Page page;
    const auto members = m_rooms.value(room);
    if (!members)
        return page;
    // An id is ASCII, so this key comes after every member of that name.
    auto it = after ? members->upper_bound({after->toCaseFolded(), UserId(u"\uffff"_s)})
                    : members->begin();
    for (; it != members->end() && page.members.size() < limits::memberPage; ++it)
        page.members.append(it->second);
    page.more = it != members->end();
    return page;
}

} // namespace hobnob::server
