// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/guestbook.h"

#include "shared/text.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::Presence;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.guests")

QByteArray hashOf(const QString &token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
}

Error nameTaken()
{
    return {ErrorCode::NameTaken,
            u"Someone here has this name, or one that looks like it. Choose another."_s, u"name"_s};
}

Error tokenUnknown()
{
    return {ErrorCode::TokenUnknown, u"This session has ended. Enter your name again."_s,
            u"token"_s};
}

void noteSeen(const Result<Done> &saved)
{
    if (!saved)
        qCWarning(log) << "When a guest was seen was not saved:" << saved.error().sentence;
}

} // namespace

struct Guestbook::Guest {
    protocol::User user;
    NameKeys name;
    QByteArray tokenHash;
    QHash<SessionId, Presence> sessions;
    /// What others were told.
    Presence shown = Presence::Here;
    /// Run while there is no session.
    QTimer away;
    QTimer grace;
};

Guestbook::Guestbook(Store &store, const Timeouts &timeouts) : m_store(store), m_timeouts(timeouts)
{
    connect(&m_refresh, &QTimer::timeout, this, &Guestbook::refreshSeen);
    m_refresh.start(timeouts.guestRefresh);
}

Guestbook::~Guestbook() = default;

void Guestbook::admit(const QString &name, Store::Answer<Admission> answer)
{
    const auto clean = cleanName(name);
    if (!clean) {
        answer(clean.error());
        return;
    }
    const NameKeys keys = nameKeys(*clean);
    if (m_names.find(keys)) {
        answer(nameTaken());
        return;
    }
    const QString token = randomToken();
    const StoredGuest guest{{UserId(randomId()), *clean}, hashOf(token)};
    m_names.insert(keys, guest.user.id);
    m_store.saveGuest(guest, [=, this](const Result<Done> &saved) {
        if (!saved) {
            m_names.remove(keys, guest.user.id);
            answer(saved.error());
            return;
        }
        welcome(guest, keys);
        answer(Admission{guest.user, token});
    });
}

void Guestbook::recall(const QString &token, Store::Answer<Admission> answer)
{
    const QByteArray hash = hashOf(token);
    if (const auto present = m_byTokenHash.constFind(hash); present != m_byTokenHash.constEnd()) {
        answer(Admission{m_guests.value(*present)->user, token});
        return;
    }
    m_store.findGuest(hash, [=, this](const Result<StoredGuest> &found) {
        if (!found || m_ended.contains(hash)) {
            const bool unknown = found || found.error().code == ErrorCode::TokenUnknown;
            answer(unknown ? tokenUnknown() : found.error());
            return;
        }
        const NameKeys keys = nameKeys(found->user.name);
        const auto holder = m_names.find(keys);
        if (holder && *holder != found->user.id) {
            answer(nameTaken());
            return;
        }
        if (!holder) {
            m_names.insert(keys, found->user.id);
            welcome(*found, keys);
            m_store.saveGuest(*found, &noteSeen);
        }
        answer(Admission{found->user, token});
    });
}

void Guestbook::welcome(const StoredGuest &stored, const NameKeys &name)
{
    auto guest = std::make_shared<Guest>();
    guest->user = stored.user;
    guest->name = name;
    guest->tokenHash = stored.tokenHash;
    const UserId user = stored.user.id;
    guest->away.setSingleShot(true);
    guest->grace.setSingleShot(true);
    connect(&guest->away, &QTimer::timeout, this,
            [this, user] { refreshPresence(*m_guests.value(user)); });
    // A timer must not be destroyed by its own signal.
    connect(
        &guest->grace, &QTimer::timeout, this, [this, user] { remove(user); },
        Qt::QueuedConnection);
    m_byTokenHash.insert(stored.tokenHash, user);
    m_guests.insert(user, guest);
    startGrace(*guest);
}

void Guestbook::attach(SessionId session, const UserId &user)
{
    const auto guest = m_guests.value(user);
    if (!guest)
        return;
    guest->away.stop();
    guest->grace.stop();
    guest->sessions.insert(session, Presence::Here);
    m_sessions.insert(session, user);
    refreshPresence(*guest);
}

void Guestbook::detach(SessionId session)
{
    const auto guest = m_guests.value(m_sessions.take(session));
    if (!guest)
        return;
    guest->sessions.remove(session);
    if (guest->sessions.isEmpty())
        startGrace(*guest);
    else
        refreshPresence(*guest);
}

void Guestbook::setPresence(SessionId session, Presence presence)
{
    const auto guest = m_guests.value(m_sessions.value(session));
    if (!guest)
        return;
    guest->sessions.insert(session, presence);
    refreshPresence(*guest);
}

void Guestbook::logOut(const UserId &user)
{
    const auto guest = m_guests.value(user);
    if (!guest)
        return;
    const QByteArray hash = guest->tokenHash;
    m_ended.insert(hash);
    m_store.forgetGuest(user, [this, hash](const Result<Done> &forgotten) {
        if (forgotten)
            m_ended.remove(hash);
        else
            qCWarning(log) << "A guest who logged out could not be forgotten:"
                           << forgotten.error().sentence;
    });
    for (const auto session : guest->sessions.keys())
        m_sessions.remove(session);
    guest->sessions.clear();
    remove(user);
}

QList<SessionId> Guestbook::sessionsOf(const UserId &user) const
{
    const auto guest = m_guests.value(user);
    return guest ? guest->sessions.keys() : QList<SessionId>();
}

Presence Guestbook::presenceOf(const UserId &user) const
{
    const auto guest = m_guests.value(user);
    return guest ? guest->shown : Presence::Away;
}

/// The store forgets guests who were not seen for long.
void Guestbook::refreshSeen()
{
    for (const auto &guest : std::as_const(m_guests))
        m_store.saveGuest({guest->user, guest->tokenHash}, &noteSeen);
}

void Guestbook::startGrace(Guest &guest)
{
    guest.away.start(m_timeouts.awayAfterLoss);
    guest.grace.start(m_timeouts.guestGrace);
}

void Guestbook::refreshPresence(Guest &guest)
{
    const bool here = std::any_of(guest.sessions.cbegin(), guest.sessions.cend(),
                                  [](Presence p) { return p == Presence::Here; });
    const auto now = here ? Presence::Here : Presence::Away;
    if (guest.shown == now)
        return;
    guest.shown = now;
    Q_EMIT presenceChanged(guest.user.id, now);
}

void Guestbook::remove(const UserId &user)
{
    // They may have come back while the end of the grace was on its way through the event loop.
    const auto guest = m_guests.value(user);
    if (!guest || !guest->sessions.isEmpty())
        return;
    m_guests.remove(user);
    m_names.remove(guest->name, user);
    m_byTokenHash.remove(guest->tokenHash);
    Q_EMIT departed(user);
}

} // namespace hobnob::server
