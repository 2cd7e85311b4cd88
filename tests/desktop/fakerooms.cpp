// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakerooms.h"

#include "fakeserver.h"

#include <QCryptographicHash>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using namespace protocol;

namespace
{

protocol::Error refusal(RequestId id, ErrorCode code)
{
    return {id, code, errorName(code).toString(), {}, {}};
}

QString roleWord(Role role)
{
    static const QStringList words{u"reader"_s, u"member"_s, u"moderator"_s, u"owner"_s};
    return words[static_cast<int>(role)];
}

/// Of \a all, newest first, the page that begins before \a before.
template <typename Record>
QList<Record> pageOf(const QList<Record> &all, std::optional<qint64> before, int size)
{
    QList<Record> rest;
    for (const auto &record : all) {
        if (!before || record.number < *before)
            rest.append(record);
    }
    return rest.mid(0, size + 1);
}

} // namespace

std::optional<ServerMessage> FakeRooms::answer(const ClientMessage &message, const User &visitor)
{
    for (const auto part :
         {&FakeRooms::answerRoom, &FakeRooms::answerPeople, &FakeRooms::answerRecords}) {
        if (auto found = (this->*part)(message, visitor))
            return found;
    }
    return answerPictures(message);
}

Event FakeRooms::notice(const RoomId &room, const User &author, const QString &text,
                        NoticeKind kind, std::optional<User> subject)
{
    auto &there = m_server->rooms[room];
    const auto said = there.summary;
    m_server->post(room.value(), author, text, FakeServer::FanOut::No);
    there.summary.lastAuthor = said.lastAuthor;
    there.summary.lastText = said.lastText;
    auto &event = there.events.last();
    event.notice = Notice{kind, std::move(subject)};
    m_server->send(RoomEvent{room, event});
    return event;
}

RoomId FakeRooms::direct(const QString &id, const QList<User> &with)
{
    auto &room = m_server->addRoom(id, {});
    room.summary.kind = RoomKind::Direct;
    room.summary.people = with;
    room.summary.memberCount = with.size();
    for (const auto &user : with) {
        const auto known = std::find_if(people.begin(), people.end(),
                                        [&](const Person &one) { return one.id == user.id; });
        Member member{user.id, user.name};
        member.kind = PersonKind::Account;
        if (known != people.end()) {
            member.presence = known->presence;
            member.status = known->status;
            member.colour = known->colour;
            member.picture = known->picture;
        }
        room.members.append(member);
    }
    return room.summary.id;
}

FakeRooms::Answer FakeRooms::answerRoom(const ClientMessage &message, const User &visitor)
{
    auto &rooms = m_server->rooms;
    if (const auto *create = std::get_if<CreateRoom>(&message)) {
        auto &room = m_server->addRoom(u"new-"_s + create->name, create->name);
        room.summary.kind = create->kind.value_or(RoomKind::Public);
        room.summary.topic = create->topic.value_or(QString());
        room.role = Role::Owner;
        room.members = {{visitor.id, visitor.name, Presence::Here, PersonKind::Guest, Role::Owner}};
        return m_server->enter(create->id, room, {});
    }
    if (const auto *change = std::get_if<ChangeRoom>(&message))
        return this->change(*change, visitor);
    if (const auto *remove = std::get_if<DeleteRoom>(&message)) {
        rooms.erase(remove->room);
        m_server->send(RoomGone{remove->room});
        return Accepted{remove->id};
    }
    if (const auto *get = std::get_if<GetRoom>(&message))
        return RoomDetails{get->id, rooms[get->room].summary, descriptions.value(get->room)};
    if (const auto *open = std::get_if<OpenDirect>(&message)) {
        QSet<UserId> wanted(open->people.begin(), open->people.end());
        wanted.insert(visitor.id);
        for (auto &[id, room] : rooms) {
            QSet<UserId> there;
            for (const auto &user : room.summary.people)
                there.insert(user.id);
            if (there == wanted)
                return m_server->enter(open->id, room, {});
        }
        QList<User> with{visitor};
        for (const auto &id : open->people)
            with.append(userOf(id));
        return m_server->enter(open->id, rooms[direct(u"dm-"_s + with.last().name, with)], {});
    }
    return {};
}

FakeRooms::Answer FakeRooms::answerPeople(const ClientMessage &message, const User &visitor)
{
    if (const auto *add = std::get_if<AddPeople>(&message))
        return this->add(*add);
    if (const auto *role = std::get_if<SetRole>(&message))
        return setRole(*role, visitor);
    if (const auto *act = std::get_if<Moderate>(&message))
        return moderate(*act, visitor);
    if (const auto *get = std::get_if<GetSanctions>(&message))
        return Sanctions{get->id, get->room, sanctions.value(get->room)};
    if (const auto *block = std::get_if<SetBlocked>(&message)) {
        blocked.removeIf([&](const User &user) { return user.id == block->person; });
        if (block->blocked)
            blocked.append(userOf(block->person));
        m_server->send(BlocksChanged{blocked});
        return Accepted{block->id};
    }
    if (const auto *find = std::get_if<FindPeople>(&message)) {
        PeopleFound found{find->id, {}};
        for (const auto &person : std::as_const(people)) {
            if (person.id != visitor.id && person.name.contains(find->text, Qt::CaseInsensitive))
                found.people.append(person);
        }
        return found;
    }
    return {};
}

FakeRooms::Answer FakeRooms::answerRecords(const ClientMessage &message, const User &visitor)
{
    if (const auto *report = std::get_if<ReportEvent>(&message)) {
        const auto &room = m_server->rooms[report->room];
        const auto at = number(report->seq) - 1;
        if (at < 0 || at >= room.events.size())
            return refusal(report->id, ErrorCode::EventUnknown);
        reports.prepend({reports.size() + 1, report->room, room.summary.name, room.events[at],
                         visitor, report->reason, Timestamp{m_server->clock}});
        return Accepted{report->id};
    }
    if (const auto *get = std::get_if<GetReports>(&message)) {
        QList<Report> wanted;
        for (const auto &report : std::as_const(reports)) {
            if (report.resolvedBy.has_value() == get->resolved)
                wanted.append(report);
        }
        const auto page = pageOf(wanted, get->before, pageSize);
        return Reports{get->id, page.mid(0, pageSize), page.size() > pageSize};
    }
    if (const auto *resolve = std::get_if<ResolveReport>(&message)) {
        qint64 waiting = 0;
        bool isKnown = false;
        for (auto &report : reports) {
            if (report.number == resolve->number) {
                report.resolvedBy = visitor;
                report.resolved = Timestamp{m_server->clock};
                report.note = resolve->note;
                isKnown = true;
            }
            waiting += report.resolvedBy ? 0 : 1;
        }
        if (!isKnown)
            return refusal(resolve->id, ErrorCode::ReportUnknown);
        m_server->send(ReportsWaiting{waiting});
        return Accepted{resolve->id};
    }
    if (const auto *get = std::get_if<GetAudit>(&message)) {
        QList<AuditRecord> wanted;
        for (const auto &record : std::as_const(audit)) {
            if (!get->room || record.room == get->room)
                wanted.append(record);
        }
        const auto page = pageOf(wanted, get->before, pageSize);
        return AuditLog{get->id, page.mid(0, pageSize), page.size() > pageSize};
    }
    if (const auto *announce = std::get_if<Announce>(&message)) {
        announcement =
            announce->text.isEmpty()
                ? std::nullopt
                : std::optional(Announcement{announce->text, visitor, Timestamp{m_server->clock}});
        m_server->send(Announced{announcement});
        return Accepted{announce->id};
    }
    return {};
}

FakeRooms::Answer FakeRooms::answerPictures(const ClientMessage &message)
{
    if (const auto *get = std::get_if<GetPicture>(&message)) {
        if (!pictures.contains(get->picture))
            return refusal(get->id, ErrorCode::PictureInvalid);
        return Picture{get->id, get->picture, pictures[get->picture]};
    }
    if (const auto *set = std::get_if<SetPicture>(&message)) {
        PictureSet done{set->id, {}};
        if (!set->image.isEmpty()) {
            const auto bytes = QByteArray::fromBase64(set->image.toLatin1());
            done.picture = QString::fromLatin1(
                QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
            pictures.insert(*done.picture, set->image);
        }
        if (set->room) {
            m_server->rooms[*set->room].summary.picture = done.picture;
            tellRoom(*set->room);
        }
        return done;
    }
    return {};
}

ServerMessage FakeRooms::change(const ChangeRoom &message, const User &visitor)
{
    auto &room = m_server->rooms[message.room];
    const auto before = room.summary;
    for (const auto &[id, other] : m_server->rooms) {
        if (message.name && id != message.room && other.summary.name == *message.name)
            return refusal(message.id, ErrorCode::RoomExists);
    }
    auto &now = room.summary;
    now.name = message.name.value_or(now.name);
    now.topic = message.topic.value_or(now.topic);
    now.kind = message.kind.value_or(now.kind);
    now.rules = message.rules.value_or(now.rules);
    now.archived = message.archived.value_or(now.archived);
    if (message.description)
        descriptions[message.room] = *message.description;
    if (before.name != now.name)
        notice(message.room, visitor, now.name, NoticeKind::Renamed);
    if (before.topic != now.topic)
        notice(message.room, visitor, now.topic, NoticeKind::Topic);
    if (before.archived != now.archived)
        notice(message.room, visitor, {},
               now.archived ? NoticeKind::Archived : NoticeKind::Unarchived);
    tellRoom(message.room);
    return Accepted{message.id};
}

ServerMessage FakeRooms::add(const AddPeople &message)
{
    auto &room = m_server->rooms[message.room];
    MembersChanged change{message.room, 0, {}, {}, {}};
    for (const auto &id : message.people) {
        if (member(message.room, id))
            continue;
        const auto user = userOf(id);
        room.members.append({user.id, user.name, Presence::Gone, PersonKind::Account});
        change.joined.append(room.members.last());
    }
    room.summary.memberCount = change.memberCount = room.members.size();
    m_server->send(change);
    return Accepted{message.id};
}

ServerMessage FakeRooms::setRole(const SetRole &message, const User &visitor)
{
    auto *person = member(message.room, message.person);
    if (!person)
        return refusal(message.id, ErrorCode::PersonUnknown);
    auto &room = m_server->rooms[message.room];
    const auto owners = std::count_if(room.members.begin(), room.members.end(),
                                      [](const Member &m) { return m.role == Role::Owner; });
    if (person->role == Role::Owner && message.role != Role::Owner && owners == 1)
        return refusal(message.id, ErrorCode::LastOwner);
    person->role = message.role;
    m_server->send(MembersChanged{message.room, room.members.size(), {}, {}, {*person}});
    notice(message.room, visitor, roleWord(message.role), NoticeKind::Role,
           User{person->id, person->name});
    return Accepted{message.id};
}

ServerMessage FakeRooms::moderate(const Moderate &message, const User &visitor)
{
    auto &room = m_server->rooms[message.room];
    auto &all = sanctions[message.room];
    const auto who = userOf(message.person);
    const auto lift = [&](SanctionKind kind) {
        all.removeIf([&](const Sanction &s) { return s.kind == kind && s.person.id == who.id; });
    };
    const Timestamp now{m_server->clock};
    std::optional<Timestamp> ends;
    if (message.minutes)
        ends = Timestamp{m_server->clock + *message.minutes * 60'000};
    auto *person = member(message.room, message.person);
    auto kind = NoticeKind::Kicked;
    switch (message.act) {
    case ModerationAct::Mute:
        lift(SanctionKind::Mute);
        all.append({SanctionKind::Mute, who, visitor, message.reason, now, ends});
        kind = NoticeKind::Muted;
        break;
    case ModerationAct::Unmute:
        lift(SanctionKind::Mute);
        kind = NoticeKind::Unmuted;
        break;
    case ModerationAct::Unban:
        lift(SanctionKind::Ban);
        kind = NoticeKind::Unbanned;
        break;
    case ModerationAct::Ban:
        all.append({SanctionKind::Ban, who, visitor, message.reason, now, ends});
        kind = NoticeKind::Banned;
        break;
    case ModerationAct::Kick:
        break;
    }
    const bool removes = message.act == ModerationAct::Kick || message.act == ModerationAct::Ban;
    if (person && removes) {
        const auto gone = *person;
        room.members.removeIf([&](const Member &m) { return m.id == gone.id; });
        room.summary.memberCount = room.members.size();
        m_server->send(MembersChanged{message.room, room.members.size(), {}, {gone}, {}});
    } else if (person) {
        // For ever is a year that nobody here lives to see.
        const Timestamp never{m_server->clock + 100'000'000'000LL};
        person->mutedUntil =
            message.act == ModerationAct::Mute ? std::optional(ends.value_or(never)) : std::nullopt;
        m_server->send(MembersChanged{message.room, room.members.size(), {}, {}, {*person}});
    }
    notice(message.room, visitor, message.reason, kind, who);
    return Accepted{message.id};
}

Member *FakeRooms::member(const RoomId &room, const UserId &person)
{
    auto &members = m_server->rooms[room].members;
    const auto it = std::find_if(members.begin(), members.end(),
                                 [&](const Member &m) { return m.id == person; });
    return it == members.end() ? nullptr : &*it;
}

User FakeRooms::userOf(const UserId &id) const
{
    for (const auto &person : people) {
        if (person.id == id)
            return {id, person.name};
    }
    for (const auto &[room, state] : m_server->rooms) {
        for (const auto &member : state.members) {
            if (member.id == id)
                return {id, member.name};
        }
    }
    return {id, id.value()};
}

void FakeRooms::tellRoom(const RoomId &room)
{
    m_server->send(RoomChanged{m_server->rooms[room].summary});
}

} // namespace hobnob::desktop
