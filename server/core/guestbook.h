// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/nameindex.h"
#include "server/core/sessionid.h"
#include "server/core/timeouts.h"
#include "server/store/store.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace hobnob::server
{

/// The guests who are present: who they are, which sessions (windows) they have, and for how long
/// they may be without one. A name belongs to one present guest; look-alikes are the same name.
///
/// A guest who was admitted or recalled has no session yet and would depart after the grace, so a
/// client that is gone before its answer leaves nothing behind.
class Guestbook final : public QObject
{
    Q_OBJECT

public:
    struct Admission {
        protocol::User user;
        QString token;
    };

    /// \a store outlives this, or drops its answers when it goes.
    Guestbook(Store &store, const Timeouts &timeouts);
    ~Guestbook() override;

    /// A new guest. Errors: those of cleanName(), NameTaken, those of Store::saveGuest(). An error
    /// may be answered from inside the call.
    void admit(const QString &name, Store::Answer<Admission> answer);
    /// The guest with this token, also one who departed or from before a restart. Errors:
    /// TokenUnknown, NameTaken (somebody else has the name now), StorageFailed. May answer from
    /// inside the call.
    void recall(const QString &token, Store::Answer<Admission> answer);
    /// One more window of a present guest; it counts as here.
    void attach(SessionId session, const UserId &user);
    /// The window is gone.
    void detach(SessionId session);
    void setPresence(SessionId session, protocol::Presence presence);
    /// Departs at once, and the token is worth nothing any more.
    void logOut(const UserId &user);

    [[nodiscard]] QList<SessionId> sessionsOf(const UserId &user) const;
    /// Here if any window is.
    [[nodiscard]] protocol::Presence presenceOf(const UserId &user) const;
    [[nodiscard]] qsizetype presentCount() const { return m_guests.size(); }

Q_SIGNALS:
    void presenceChanged(const hobnob::UserId &user, hobnob::protocol::Presence presence);
    /// The grace is over, or they logged out: the name is free.
    void departed(const hobnob::UserId &user);

private:
    struct Guest;

    void welcome(const StoredGuest &stored, const NameKeys &name);
    void refreshSeen();
    void startGrace(Guest &guest);
    void refreshPresence(Guest &guest);
    void remove(const UserId &user);

    Store &m_store;
    Timeouts m_timeouts;
    QHash<UserId, std::shared_ptr<Guest>> m_guests;
    QHash<SessionId, UserId> m_sessions;
    /// Of present guests, and of those who are being saved.
    NameIndex<UserId> m_names;
    QHash<QByteArray, UserId> m_byTokenHash;
    /// Of guests who logged out, while the store forgets them.
    QSet<QByteArray> m_ended;
    QTimer m_refresh;
};

} // namespace hobnob::server
