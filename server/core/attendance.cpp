// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/attendance.h"

#include "shared/mentions.h"

#include <QSet>

#include <algorithm>

namespace hobnob::server
{

using protocol::Presence;

struct Attendance::Present {
    StoredPerson person;
    NameKeys name;
    /// What people search by.
    QString searched;
    QHash<SessionId, Presence> windows;
    /// What others were told.
    Presence shown = Presence::Here;
    /// Run while there is no window.
    QTimer away;
    QTimer grace;
};

Attendance::Attendance(const Timeouts &timeouts) : m_timeouts(timeouts) {}

Attendance::~Attendance() = default;

bool Attendance::holdName(const NameKeys &name, const UserId &user)
{
    const auto holders = m_names.holdersOf(name);
    if (std::any_of(holders.begin(), holders.end(), [&](const UserId &h) { return h != user; }))
        return false;
    m_names.insert(name, user);
    return true;
}

void Attendance::freeName(const NameKeys &name, const UserId &user)
{
    m_names.remove(name, user);
    if (const auto present = m_people.value(user))
        m_names.insert(present->name, user);
}

void Attendance::enter(const StoredPerson &person)
{
    const UserId user = person.user.id;
    if (m_people.contains(user))
        return;
    auto present = std::make_shared<Present>();
    present->person = person;
    present->name = nameKeys(person.user.name);
    present->searched = mentionKey(person.user.name);
    present->away.setSingleShot(true);
    present->grace.setSingleShot(true);
    connect(&present->away, &QTimer::timeout, this,
            [this, user] { refreshPresence(*m_people.value(user)); });
    // A timer must not be destroyed by its own signal.
    connect(
        &present->grace, &QTimer::timeout, this, [this, user] { remove(user); },
        Qt::QueuedConnection);
    m_names.insert(present->name, user);
    m_people.insert(user, present);
    startGrace(*present);
    Q_EMIT entered(person);
}

void Attendance::attach(SessionId window, const UserId &user, const SessionKey &key)
{
    const auto present = m_people.value(user);
    if (!present)
        return;
    present->away.stop();
    present->grace.stop();
    present->windows.insert(window, Presence::Here);
    m_windows.insert(window, {user, key});
    refreshPresence(*present);
}

void Attendance::detach(SessionId window)
{
    const auto present = m_people.value(m_windows.take(window).user);
    if (!present)
        return;
    present->windows.remove(window);
    if (present->windows.isEmpty())
        startGrace(*present);
    else
        refreshPresence(*present);
}

void Attendance::setPresence(SessionId window, Presence presence)
{
    const auto present = m_people.value(m_windows.value(window).user);
    if (!present)
        return;
    present->windows.insert(window, presence);
    refreshPresence(*present);
}

void Attendance::dismiss(const UserId &user)
{
    const auto present = m_people.value(user);
    if (!present)
        return;
    for (const auto window : present->windows.keys())
        m_windows.remove(window);
    present->windows.clear();
    remove(user);
}

void Attendance::change(const StoredPerson &person)
{
    const auto present = m_people.value(person.user.id);
    if (!present)
        return;
    const bool isRenamed = present->person.user.name != person.user.name;
    present->person = person;
    if (isRenamed) {
        m_names.remove(present->name, person.user.id);
        present->name = nameKeys(person.user.name);
        present->searched = mentionKey(person.user.name);
        m_names.insert(present->name, person.user.id);
    }
    Q_EMIT changed(person.user.id);
    if (isRenamed)
        Q_EMIT renamed(person.user);
}

std::optional<StoredPerson> Attendance::find(const UserId &user) const
{
    const auto present = m_people.value(user);
    return present ? std::optional(present->person) : std::nullopt;
}

QList<StoredPerson> Attendance::findGuests(const QString &text) const
{
    const QString key = mentionKey(text);
    QList<StoredPerson> guests;
    for (const auto &present : m_people) {
        if (present->person.kind == protocol::PersonKind::Guest && present->searched.contains(key))
            guests.append(present->person);
    }
    return guests;
}

QList<SessionId> Attendance::windowsOf(const UserId &user) const
{
    const auto present = m_people.value(user);
    return present ? present->windows.keys() : QList<SessionId>();
}

bool Attendance::isAttached(SessionId window, const UserId &user) const
{
    const auto found = m_windows.constFind(window);
    return found != m_windows.constEnd() && found->user == user;
}

SessionKey Attendance::keyOf(SessionId window) const
{
    return m_windows.value(window).key;
}

QList<SessionKey> Attendance::keysInUse() const
{
    QSet<SessionKey> keys;
    for (const Window &window : m_windows)
        keys.insert(window.key);
    return keys.values();
}

Presence Attendance::presenceOf(const UserId &user) const
{
    const auto present = m_people.value(user);
    return present ? present->shown : Presence::Gone;
}

void Attendance::startGrace(Present &present)
{
    present.away.start(m_timeouts.awayAfterLoss);
    present.grace.start(m_timeouts.guestGrace);
}

void Attendance::refreshPresence(Present &present)
{
    const bool here = std::any_of(present.windows.cbegin(), present.windows.cend(),
                                  [](Presence p) { return p == Presence::Here; });
    const auto now = here ? Presence::Here : Presence::Away;
    if (present.shown == now)
        return;
    present.shown = now;
    Q_EMIT presenceChanged(present.person.user.id, now);
}

void Attendance::remove(const UserId &user)
{
    // They may have come back while the end of the grace was on its way through the event loop.
    const auto present = m_people.value(user);
    if (!present || !present->windows.isEmpty())
        return;
    m_people.remove(user);
    m_names.remove(present->name, user);
    Q_EMIT departed(user);
}

} // namespace hobnob::server
