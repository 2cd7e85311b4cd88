// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roster.h"

#include "server/core/sanctions.h"
#include "shared/limits.h"

#include <algorithm>
#include <tuple>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::Member;
using protocol::PersonKind;
using protocol::Presence;
using protocol::Role;
using protocol::RoomKind;
using protocol::ServerRole;

void Roster::load(const QList<StoredMembership> &memberships, const QList<StoredPerson> &people,
                  const QList<StoredRoom> &rooms)
{
    QHash<RoomId, RoomKind> kinds;
    for (const StoredRoom &room : rooms)
        kinds.insert(room.id, room.kind);
    for (const StoredPerson &stored : people) {
        auto person = std::make_shared<Person>();
        person->stored = stored;
        person->key = {stored.user.name.toCaseFolded(), stored.user.id};
        m_people.insert(stored.user.id, person);
    }
    for (const StoredMembership &membership : memberships) {
        const auto person = m_people.value(membership.user);
        if (!person || !kinds.contains(membership.room))
            continue;
        // Its id is kept once, however many are in it.
        const auto room = kinds.constFind(membership.room);
        // Guests are in public rooms while they are there.
        if (*room != RoomKind::Public || person->stored.kind != PersonKind::Guest)
            sit({room.key(), *room, membership.role, Stay::ForGood, membership.joined}, person);
    }
    m_people.removeIf([](const auto &entry) { return entry.value()->rooms.isEmpty(); });
}

void Roster::sit(const Place &place, const std::shared_ptr<Person> &person)
{
    auto &room = m_rooms[place.room];
    if (!room)
        room = std::make_shared<Room>();
    room->isDirect = place.kind == RoomKind::Direct;
    room->seats.emplace(person->key, Seat{person, place.role, place.stay, place.joined});
    noteSeat(*room, person->key);
    person->rooms.insert(place.room);
    person->directs += room->isDirect ? 1 : 0;
    ++m_memberships;
}

std::optional<Error> Roster::refusal(const UserId &user, RoomKind kind) const
{
    const auto person = m_people.value(user);
    if (!person)
        return std::nullopt;
    if (kind == RoomKind::Direct && person->directs >= limits::directsPerUser)
        return Error{
            ErrorCode::TooManyRooms,
            u"One of you has %1 direct rooms, which is the most."_s.arg(limits::directsPerUser)};
    if (kind != RoomKind::Direct && person->rooms.size() - person->directs >= limits::roomsPerUser)
        return Error{ErrorCode::TooManyRooms,
                     u"You are in %1 rooms, which is the most. Leave one first."_s.arg(
                         limits::roomsPerUser)};
    return std::nullopt;
}

Result<Roster::Joining> Roster::join(const Place &place, const StoredPerson &stored,
                                     Presence presence, Coming coming)
{
    const UserId &user = stored.user.id;
    if (isMember(place.room, user))
        return Joining::Already;
    if (m_forgotten.contains(user))
        return Error{ErrorCode::PersonUnknown, u"There is no such person any more."_s};
    if (const auto error = refusal(user, place.kind))
        return *error;
    auto &person = m_people[user];
    if (!person) {
        person = std::make_shared<Person>();
        person->stored = stored;
        person->key = {stored.user.name.toCaseFolded(), user};
        person->presence = presence;
    }
    sit(place, person);
    const Member joined = *member(place.room, user);
    if (coming == Coming::Returning)
        Q_EMIT memberReturned(place.room, joined);
    else
        Q_EMIT memberJoined(place.room, joined);
    return Joining::New;
}

void Roster::leave(const RoomId &id, const UserId &user)
{
    const Seat *seat = find(id, user);
    if (!seat)
        return;
    const auto person = m_people.value(user);
    const auto room = m_rooms.value(id);
    const bool wasOwner = seat->role == Role::Owner && !room->isDirect;
    const Member left = memberOf(id, *room, *seat);
    room->seats.erase(person->key);
    noteSeat(*room, person->key);
    person->rooms.remove(id);
    person->directs -= room->isDirect ? 1 : 0;
    if (person->rooms.isEmpty())
        m_people.remove(user);
    if (room->seats.empty())
        m_rooms.remove(id);
    --m_memberships;
    Q_EMIT memberLeft(id, left);
    if (wasOwner && memberCount(id) > 0 && ownersOf(id).isEmpty())
        Q_EMIT ownerLeft(id, {left.id, left.name});
}

void Roster::forget(const UserId &user)
{
    m_forgotten.insert(user);
    m_lastForgotten.enqueue(user);
    if (m_lastForgotten.size() > limits::pendingWrites)
        m_forgotten.remove(m_lastForgotten.dequeue());
    const auto rooms = roomsOf(user);
    for (const auto &room : rooms)
        leave(room, user);
}

void Roster::remove(const RoomId &id)
{
    const auto room = m_rooms.take(id);
    if (!room)
        return;
    for (const auto &[key, seat] : room->seats) {
        const auto person = m_people.value(key.second);
        person->rooms.remove(id);
        person->directs -= room->isDirect ? 1 : 0;
        if (person->rooms.isEmpty())
            m_people.remove(key.second);
    }
    m_memberships -= qint64(room->seats.size());
}

void Roster::setRole(const RoomId &room, const UserId &user, Role role)
{
    if (Seat *seat = find(room, user); seat && seat->role != role) {
        seat->role = role;
        tellChanged(room, user);
    }
}

void Roster::setStay(const RoomId &room, const UserId &user, Stay stay)
{
    if (Seat *seat = find(room, user))
        seat->stay = stay;
}

void Roster::noteMute(const RoomId &room, const UserId &user)
{
    if (isMember(room, user))
        tellChanged(room, user);
}

void Roster::arrive(const StoredPerson &person)
{
    change(person);
    setPresence(person.user.id, Presence::Here);
}

void Roster::depart(const UserId &user)
{
    const auto rooms = roomsOf(user);
    for (const auto &room : rooms) {
        if (find(room, user)->stay == Stay::WhilePresent)
            leave(room, user);
    }
    setPresence(user, Presence::Gone);
}

void Roster::change(const StoredPerson &stored)
{
    const auto person = m_people.value(stored.user.id);
    if (!person)
        return;
    const StoredPerson before = std::exchange(person->stored, stored);
    const Key key = std::exchange(person->key, {stored.user.name.toCaseFolded(), stored.user.id});
    const auto shown = [](const StoredPerson &p) {
        return std::tie(p.user.name, p.kind, p.status, p.colour, p.picture, p.role);
    };
    if (shown(before) == shown(stored))
        return;
    const auto rooms = person->rooms.values();
    for (const auto &id : rooms) {
        const auto room = m_rooms.value(id);
        auto node = room->seats.extract(key);
        node.key() = person->key;
        const Seat &seat = room->seats.insert(std::move(node)).position->second;
        noteSeat(*room, key);
        noteSeat(*room, person->key);
        Q_EMIT memberChanged(id, memberOf(id, *room, seat));
        if (before.role != stored.role && seat.role != Role::Owner && !room->isDirect)
            Q_EMIT standingChanged(id, stored.user.id);
    }
}

void Roster::setState(const UserId &user, AccountState state)
{
    if (const auto person = m_people.value(user))
        person->stored.state = state;
}

void Roster::setPresence(const UserId &user, Presence presence)
{
    const auto person = m_people.value(user);
    if (!person || person->presence == presence)
        return;
    person->presence = presence;
    const auto rooms = person->rooms.values();
    for (const auto &room : rooms)
        tellChanged(room, user);
}

void Roster::tellChanged(const RoomId &room, const UserId &user)
{
    const auto changed = member(room, user);
    if (!changed)
        return;
    noteSeat(*m_rooms.value(room), m_people.value(user)->key);
    Q_EMIT memberChanged(room, *changed);
}

void Roster::noteSeat(Room &room, const Key &key)
{
    const auto &page = room.firstPage;
    if (page.size() < limits::memberPage ||
        key <= Key(page.last().name.toCaseFolded(), page.last().id))
        room.firstPage = {};
}

Roster::Seat *Roster::find(const RoomId &id, const UserId &user) const
{
    const auto person = m_people.constFind(user);
    if (person == m_people.constEnd() || !(*person)->rooms.contains(id))
        return nullptr;
    return &m_rooms.value(id)->seats.at((*person)->key);
}

Role Roster::roleOf(const Room &room, const Seat &seat) const
{
    if (room.isDirect)
        return Role::Member;
    return seat.person->stored.role == ServerRole::Administrator ? Role::Owner : seat.role;
}

Member Roster::memberOf(const RoomId &id, const Room &room, const Seat &seat) const
{
    const StoredPerson &person = seat.person->stored;
    return {.id = person.user.id,
            .name = person.user.name,
            .presence = seat.person->presence,
            .kind = person.kind,
            .role = roleOf(room, seat),
            .status = person.status,
            .colour = person.colour,
            .picture = person.picture.isEmpty() ? std::nullopt : std::optional(person.picture),
            .mutedUntil = m_sanctions.mutedUntil(id, person.user.id)};
}

bool Roster::isMember(const RoomId &room, const UserId &user) const
{
    return find(room, user);
}

std::optional<Member> Roster::member(const RoomId &room, const UserId &user) const
{
    const Seat *seat = find(room, user);
    return seat ? std::optional(memberOf(room, *m_rooms.value(room), *seat)) : std::nullopt;
}

std::optional<Role> Roster::role(const RoomId &room, const UserId &user) const
{
    const Seat *seat = find(room, user);
    return seat ? std::optional(roleOf(*m_rooms.value(room), *seat)) : std::nullopt;
}

std::optional<Roster::Place> Roster::place(const RoomId &id, const UserId &user) const
{
    const Seat *seat = find(id, user);
    if (!seat)
        return std::nullopt;
    // Whether public or private does not matter here.
    const RoomKind kind = m_rooms.value(id)->isDirect ? RoomKind::Direct : RoomKind::Private;
    return Place{id, kind, seat->role, seat->stay, seat->joined};
}

std::optional<StoredPerson> Roster::person(const UserId &user) const
{
    const auto person = m_people.value(user);
    return person ? std::optional(person->stored) : std::nullopt;
}

qint64 Roster::memberCount(const RoomId &room) const
{
    const auto found = m_rooms.constFind(room);
    return found == m_rooms.constEnd() ? 0 : qint64((*found)->seats.size());
}

QList<RoomId> Roster::roomsOf(const UserId &user) const
{
    const auto person = m_people.constFind(user);
    return person == m_people.constEnd() ? QList<RoomId>() : (*person)->rooms.values();
}

QList<StoredPerson> Roster::peopleIn(const RoomId &id) const
{
    QList<StoredPerson> people;
    if (const auto room = m_rooms.value(id)) {
        for (const auto &[key, seat] : room->seats)
            people.append(seat.person->stored);
    }
    return people;
}

QList<UserId> Roster::ownersOf(const RoomId &id) const
{
    QList<UserId> owners;
    if (const auto room = m_rooms.value(id)) {
        for (const auto &[key, seat] : room->seats) {
            if (seat.role == Role::Owner)
                owners.append(key.second);
        }
    }
    return owners;
}

std::optional<UserId> Roster::heirOf(const RoomId &id, const UserId &leaving) const
{
    const auto room = m_rooms.value(id);
    if (!room)
        return std::nullopt;
    const auto rank = [](const Seat &seat) {
        const StoredPerson &person = seat.person->stored;
        return std::tuple(person.state == AccountState::Deactivated, -int(seat.role),
                          person.kind == PersonKind::Guest, seat.joined, seat.person->key);
    };
    const Seat *heir = nullptr;
    for (const auto &[key, seat] : room->seats) {
        const bool isBot = seat.person->stored.kind == PersonKind::Bot;
        if (key.second != leaving && !isBot && (!heir || rank(seat) < rank(*heir)))
            heir = &seat;
    }
    return heir ? std::optional(heir->person->stored.user.id) : std::nullopt;
}

Roster::Page Roster::page(const RoomId &id, const std::optional<QString> &after,
                          const QString &query) const
{
    Page page;
    const auto room = m_rooms.value(id);
    if (!room)
        return page;
    const QString part = query.toCaseFolded();
    const auto &seats = room->seats;
    const bool isFirst = !after && part.isEmpty();
    if (isFirst && !room->firstPage.isEmpty())
        return {room->firstPage, qsizetype(seats.size()) > limits::memberPage};
    // An id is ASCII, so this key comes after every member of that name.
    auto it =
        after ? seats.upper_bound({after->toCaseFolded(), UserId(u"\uffff"_s)}) : seats.begin();
    for (; it != seats.end(); ++it) {
        if (!it->first.first.contains(part))
            continue;
        if (page.members.size() == limits::memberPage) {
            page.more = true;
            break;
        }
        page.members.append(memberOf(id, *room, it->second));
    }
    // Mutes end by the clock.
    const auto isMuted = [](const Member &member) { return member.mutedUntil.has_value(); };
    if (isFirst && std::none_of(page.members.begin(), page.members.end(), isMuted))
        room->firstPage = page.members;
    return page;
}

} // namespace hobnob::server
