// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/moderationdesk.h"

#include "server/core/attendance.h"
#include "server/core/moderation.h"
#include "server/core/rights.h"
#include "server/store/store.h"
#include "shared/limits.h"
#include "shared/mentions.h"
#include "shared/text.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

protocol::AuditRecord toRecord(const AuditEntry &entry)
{
    const auto unlessNobody = [](const protocol::User &user) {
        return user.id.isEmpty() ? std::nullopt : std::optional(user);
    };
    return {.number = entry.number,
            .time = entry.time,
            .actor = unlessNobody(entry.actor),
            .action = entry.action,
            .room = entry.room.isEmpty() ? std::nullopt : std::optional(entry.room),
            .roomName = entry.roomName,
            .subject = unlessNobody(entry.subject),
            .details = entry.details};
}

Error personUnknown()
{
    return {ErrorCode::PersonUnknown, u"There is nobody like that."_s, u"person"_s};
}

} // namespace

void ModerationDesk::handle(SessionId session, const protocol::SetBlocked &request)
{
    const UserId self = personOf(session).user.id;
    auto &blocks = m_office.moderation.blocks;
    if (!request.blocked) {
        blocks.unblock(self, request.person, accept(session, request.id));
        return;
    }
    if (request.person == self) {
        refuse(session, request.id,
               {ErrorCode::PersonUnknown, u"You cannot block yourself."_s, u"person"_s});
        return;
    }
    if (const auto person = m_office.attendance.find(request.person)) {
        blocks.block(self, person->user, accept(session, request.id));
        return;
    }
    m_office.store.findPerson(
        request.person,
        [=, this, &blocks, id = request.id](const Result<std::optional<StoredPerson>> &found) {
            if (found && *found)
                blocks.block(self, (*found)->user, accept(session, id));
            else
                refuse(session, id, found ? personUnknown() : found.error());
        });
}

void ModerationDesk::handle(SessionId session, const protocol::FindPeople &request)
{
    const QString text = request.text.trimmed();
    if (characterCount(text) > limits::nameCharacters) {
        answer(session, protocol::PeopleFound{request.id, {}});
        return;
    }
    const UserId self = personOf(session).user.id;
    // One more: whoever asks may be among them.
    m_office.store.findPeople(
        text, limits::peoplePage + 1,
        [=, this, id = request.id](const Result<QList<StoredPerson>> &people) {
            if (people)
                answer(session, protocol::PeopleFound{id, found(self, text, *people)});
            else
                refuse(session, id, people.error());
        });
}

QList<protocol::Person> ModerationDesk::found(const UserId &asking, const QString &text,
                                              const QList<StoredPerson> &accounts) const
{
    struct Match {
        bool isLater;
        QString name;
        StoredPerson person;
    };
    const QString key = mentionKey(text);
    QList<Match> matches;
    for (const auto &person : accounts + m_office.attendance.findGuests(text)) {
        const QString name = mentionKey(person.user.name);
        if (person.user.id != asking)
            matches.append({!name.startsWith(key), name, person});
    }
    const auto inOrder = [](const Match &a, const Match &b) {
        return std::tie(a.isLater, a.name, a.person.user.id) <
               std::tie(b.isLater, b.name, b.person.user.id);
    };
    std::sort(matches.begin(), matches.end(), inOrder);
    QList<protocol::Person> people;
    for (const auto &match : matches.first(qMin<qsizetype>(limits::peoplePage, matches.size())))
        people.append(toPerson(match.person));
    return people;
}

protocol::Person ModerationDesk::toPerson(const StoredPerson &person) const
{
    const bool isPresent = m_office.attendance.find(person.user.id).has_value();
    return {.id = person.user.id,
            .name = person.user.name,
            .kind = person.kind,
            .presence = isPresent ? m_office.attendance.presenceOf(person.user.id)
                                  : protocol::Presence::Gone,
            .status = person.status,
            .colour = person.colour,
            .picture = person.picture.isEmpty() ? std::nullopt : std::optional(person.picture)};
}

void ModerationDesk::handle(SessionId session, const protocol::ReportEvent &request)
{
    m_office.moderation.reports.add(personOf(session).user, request.room, request.seq,
                                    request.reason, accept(session, request.id));
}

void ModerationDesk::handle(SessionId session, const protocol::GetReports &request)
{
    m_office.moderation.reports.list(
        personOf(session).user.id, request.resolved, request.before,
        [this, session, id = request.id](const Result<ReportPage> &page) {
            if (page)
                answer(session, protocol::Reports{id, page->reports, page->more});
            else
                refuse(session, id, page.error());
        });
}

void ModerationDesk::handle(SessionId session, const protocol::ResolveReport &request)
{
    m_office.moderation.reports.resolve(personOf(session).user, request.number, request.note,
                                        accept(session, request.id));
}

void ModerationDesk::handle(SessionId session, const protocol::GetAudit &request)
{
    if (const auto error = noAudit(session, request.room)) {
        refuse(session, request.id, *error);
        return;
    }
    const AuditQuery query{
        .room = request.room, .before = request.before, .limit = limits::auditPage};
    m_office.store.listAudit(query, [this, session, id = request.id,
                                     room = request.room](const Result<AuditPage> &page) {
        // They may have lost their role meanwhile.
        const auto error = noAudit(session, room);
        if (error || !page) {
            refuse(session, id, error ? *error : page.error());
            return;
        }
        protocol::AuditLog log{.id = id, .records = {}, .more = page->more};
        for (const auto &entry : page->entries)
            log.records.append(toRecord(entry));
        answer(session, log);
    });
}

std::optional<Error> ModerationDesk::noAudit(SessionId session,
                                             const std::optional<RoomId> &room) const
{
    if (isAdministrator(session))
        return std::nullopt;
    if (room)
        return m_office.rights.refusal(*room, personOf(session).user.id, Action::SeeAudit);
    return Error{ErrorCode::NotAllowed, u"Only administrators can see this."_s};
}

void ModerationDesk::handle(SessionId session, const protocol::Announce &request)
{
    if (!isAdministrator(session)) {
        refuse(session, request.id,
               {ErrorCode::NotAllowed, u"Only administrators can announce something."_s});
        return;
    }
    m_office.moderation.announcements.announce(request.text, personOf(session).user,
                                               accept(session, request.id));
}

} // namespace hobnob::server
