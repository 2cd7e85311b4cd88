// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/reports.h"

#include "server/core/attendance.h"
#include "server/core/lines.h"
#include "server/core/rights.h"
#include "server/core/roster.h"
#include "shared/limits.h"

#include <numeric>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Reports::Reports(House house)
    : m_house(std::move(house)), m_waiting(m_house.store.reportsWaitingAtStart())
{
}

void Reports::add(const protocol::User &reporter, const RoomId &room, Seq seq,
                  const QString &reason, Answer<Done> answer)
{
    if (const auto error = m_house.rights.refusal(room, reporter.id, Action::Report)) {
        answer(*error);
        return;
    }
    const auto clean = cleanReason(reason);
    if (!clean) {
        answer(clean.error());
        return;
    }
    m_house.store.addReport({.room = room, .seq = seq, .reporter = reporter, .reason = *clean},
                            [=, this](const Result<AddedReport> &added) {
                                if (!added) {
                                    answer(added.error());
                                    return;
                                }
                                answer(Done{});
                                if (!added->repeated)
                                    setWaiting(room, m_waiting.value(room) + 1);
                            });
}

void Reports::list(const UserId &user, bool resolved, std::optional<qint64> before,
                   Answer<ReportPage> answer)
{
    const ReportQuery query{.rooms = roomsOf(user),
                            .resolved = resolved,
                            .before = before,
                            .limit = limits::reportPage};
    if (query.rooms && query.rooms->isEmpty())
        answer(ReportPage{});
    else
        m_house.store.listReports(query, std::move(answer));
}

void Reports::resolve(const protocol::User &by, qint64 number, const QString &note,
                      Answer<Done> answer)
{
    const auto clean = cleanReason(note, u"note"_s);
    if (!clean) {
        answer(clean.error());
        return;
    }
    const AuditEntry entry{.actor = by, .action = u"report-resolved"_s, .details = *clean};
    m_house.store.resolveReport(number, roomsOf(by.id), by, *clean, entry,
                                [=, this](const Result<RoomId> &room) {
                                    if (!room) {
                                        answer(room.error());
                                        return;
                                    }
                                    answer(Done{});
                                    setWaiting(*room, m_waiting.value(*room) - 1);
                                });
}

qint64 Reports::waitingFor(const UserId &user) const
{
    const bool isAdmin = isAdministrator(user);
    qint64 count = 0;
    for (const auto &[room, waiting] : m_waiting.asKeyValueRange()) {
        if (isAdmin || !m_house.rights.refusal(room, user, Action::HandleReports))
            count += waiting;
    }
    return count;
}

qint64 Reports::tell(const UserId &user)
{
    const qint64 count = waitingFor(user);
    if (count > 0)
        m_told.insert(user, count);
    else
        m_told.remove(user);
    return count;
}

void Reports::refresh(const UserId &user)
{
    const qint64 before = m_told.value(user);
    if (const qint64 count = tell(user); count != before)
        Q_EMIT waitingChanged(user, count);
}

void Reports::refreshIn(const RoomId &room, const UserId &user)
{
    if (m_waiting.contains(room))
        refresh(user);
}

void Reports::forgetRoom(const RoomId &room)
{
    m_waiting.remove(room);
    for (const auto &user : m_told.keys())
        refresh(user);
}

std::optional<QList<RoomId>> Reports::roomsOf(const UserId &user) const
{
    if (isAdministrator(user))
        return std::nullopt;
    auto rooms = m_house.roster.roomsOf(user);
    rooms.removeIf([&](const RoomId &room) {
        return m_house.rights.refusal(room, user, Action::HandleReports).has_value();
    });
    return rooms;
}

bool Reports::isAdministrator(const UserId &user) const
{
    const auto person = m_house.attendance.find(user);
    return person && person->role == protocol::ServerRole::Administrator;
}

QList<UserId> Reports::handlersOf(const RoomId &room) const
{
    auto people = m_house.attendance.present();
    people.removeIf([&](const UserId &user) {
        // Most are not in the room, which is told quickly.
        const bool isOfRoom = m_house.roster.isMember(room, user) &&
                              !m_house.rights.refusal(room, user, Action::HandleReports);
        return !isOfRoom && !isAdministrator(user);
    });
    return people;
}

void Reports::setWaiting(const RoomId &room, qint64 count)
{
    if (count > 0)
        m_waiting.insert(room, count);
    else
        m_waiting.remove(room);
    for (const auto &user : handlersOf(room))
        refresh(user);
}

} // namespace hobnob::server
