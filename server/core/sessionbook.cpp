// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/sessionbook.h"

#include "server/core/attendance.h"

#include <QLoggingCategory>

namespace hobnob::server
{

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.people")

protocol::SessionInfo infoOf(const StoredSession &session, const SessionKey &current)
{
    return {.key = session.key,
            .client = session.client,
            .address = session.address,
            .created = session.created,
            .used = session.used,
            .current = session.key == current};
}

} // namespace

SessionBook::SessionBook(AccountStore &store, const Attendance &attendance,
                         Revocations &revocations, std::chrono::milliseconds refresh)
    : m_store(store), m_attendance(attendance), m_revocations(revocations)
{
    connect(&m_refresh, &QTimer::timeout, this, &SessionBook::noteUse);
    m_refresh.start(refresh);
}

void SessionBook::list(const StoredPerson &person, const SessionKey &current,
                       Answer<QList<protocol::SessionInfo>> answer)
{
    m_store.sessionsOf(person.user.id,
                       [current, answer](const Result<QList<StoredSession>> &sessions) {
                           if (!sessions) {
                               answer(sessions.error());
                               return;
                           }
                           QList<protocol::SessionInfo> infos;
                           for (const StoredSession &session : *sessions)
                               infos.append(infoOf(session, current));
                           answer(infos);
                       });
}

void SessionBook::end(const UserId &user, const SessionKey &key, Answer<Done> answer)
{
    m_revocations.revoke(user, key);
    m_store.removeSession(user, key, [this, user, key, answer](const Result<Done> &removed) {
        // One that is still on the disk stays revoked until the server ends.
        if (removed)
            m_revocations.forget(user, key);
        answer(removed);
    });
    Q_EMIT ended(user, {key});
}

void SessionBook::endOthers(const UserId &user, const SessionKey &except, Answer<Done> answer)
{
    m_revocations.revokeAllBut(except, user);
    m_store.removeSessions(user, except,
                           [this, user, answer](const Result<QList<SessionKey>> &removed) {
                               if (!removed) {
                                   answer(removed.error());
                                   return;
                               }
                               answer(Done{});
                               Q_EMIT ended(user, *removed);
                           });
}

void SessionBook::forgetGuest(const UserId &user, const SessionKey &key)
{
    m_revocations.revoke(user, key);
    m_store.forgetGuest(user, [this, user, key](const Result<Done> &forgotten) {
        if (forgotten)
            m_revocations.forget(user, key);
        else
            qCWarning(log) << "A guest who logged out could not be forgotten:"
                           << forgotten.error().sentence;
    });
}

void SessionBook::noteUse()
{
    const auto keys = m_attendance.keysInUse();
    if (keys.isEmpty())
        return;
    m_store.touchSessions(keys, [](const Result<Done> &noted) {
        if (!noted)
            qCWarning(log) << "When sessions were used was not saved:" << noted.error().sentence;
    });
}

} // namespace hobnob::server
