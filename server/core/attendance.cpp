// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/attendance.h"

#include "shared/mentions.h"

#include <QSet>
#include <QVarLengthArray>

#include <algorithm>

namespace hobnob::server
{

using protocol::Presence;

struct Attendance::Present {
    StoredPerson person;
    NameKeys name;
    /// What people search by.
    QString searched;
    /// Most people have one.
    QVarLengthArray<std::pair<SessionId, Presence>, 1> windows;
    /// What others were told.
    Presence shown = Presence::Here;
    /// Since when there is no window; worth nothing while there is one.
    Clock::time_point lost;

    [[nodiscard]] auto window(SessionId id)
    {
        return std::find_if(windows.begin(), windows.end(),
                            [id](const auto &window) { return window.first == id; });
    }
    void set(SessionId id, Presence presence)
    {
        if (const auto found = window(id); found != windows.end())
            found->second = presence;
        else
            windows.append({id, presence});
    }
};

Attendance::Attendance(const Timeouts &timeouts) : m_timeouts(timeouts)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Attendance::noteLosses);
}

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
    if (const auto *present = presentOf(user))
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
    m_names.insert(present->name, user);
    m_people.insert(user, present);
    startGrace(*present);
    Q_EMIT entered(person);
}

void Attendance::attach(SessionId window, const UserId &user, const SessionKey &key)
{
    auto *present = presentOf(user);
    if (!present)
        return;
    present->set(window, Presence::Here);
    // Their own id rather than the one that was read with the session: it is kept once.
    m_windows.insert(window, {present->person.user.id, key});
    refreshPresence(*present);
}

void Attendance::detach(SessionId window)
{
    auto *present = presentOf(m_windows.take(window).user);
    if (!present)
        return;
    if (const auto found = present->window(window); found != present->windows.end())
        present->windows.erase(found);
    if (present->windows.isEmpty())
        startGrace(*present);
    else
        refreshPresence(*present);
}

void Attendance::setPresence(SessionId window, Presence presence)
{
    auto *present = presentOf(m_windows.value(window).user);
    if (!present)
        return;
    present->set(window, presence);
    refreshPresence(*present);
}

void Attendance::dismiss(const UserId &user)
{
    auto *present = presentOf(user);
    if (!present)
        return;
    for (const auto &[window, presence] : std::as_const(present->windows))
        m_windows.remove(window);
    present->windows.clear();
    remove(user);
}

void Attendance::change(const StoredPerson &person)
{
    auto *present = presentOf(person.user.id);
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
    const auto *present = presentOf(user);
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
    QList<SessionId> windows;
    if (const auto *present = presentOf(user)) {
        for (const auto &[window, presence] : present->windows)
            windows.append(window);
    }
    return windows;
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
    const auto *present = presentOf(user);
    return present ? present->shown : Presence::Gone;
}

Attendance::Present *Attendance::presentOf(const UserId &user) const
{
    const auto present = m_people.constFind(user);
    return present == m_people.constEnd() ? nullptr : present->get();
}

void Attendance::startGrace(Present &present)
{
    present.lost = Clock::now();
    m_aways.push_back({present.person.user.id, present.lost});
    m_graces.push_back({present.person.user.id, present.lost});
    if (!m_timer.isActive())
        schedule();
}

void Attendance::noteLosses()
{
    while (auto *present = takeLost(m_aways, m_timeouts.awayAfterLoss))
        refreshPresence(*present);
    while (const auto *present = takeLost(m_graces, m_timeouts.guestGrace))
        remove(UserId(present->person.user.id));
    schedule();
}

Attendance::Present *Attendance::takeLost(std::deque<Loss> &losses, std::chrono::milliseconds wait)
{
    const auto latest = Clock::now() - wait;
    while (!losses.empty() && losses.front().since <= latest) {
        const Loss loss = std::move(losses.front());
        losses.pop_front();
        auto *present = presentOf(loss.user);
        // They may have come back, and have been lost again since.
        if (present && present->windows.isEmpty() && present->lost == loss.since)
            return present;
    }
    return nullptr;
}

void Attendance::schedule()
{
    auto next = Clock::time_point::max();
    if (!m_aways.empty())
        next = m_aways.front().since + m_timeouts.awayAfterLoss;
    if (!m_graces.empty())
        next = std::min(next, m_graces.front().since + m_timeouts.guestGrace);
    if (next != Clock::time_point::max())
        m_timer.start(std::max(std::chrono::milliseconds(0),
                               std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now())));
}

void Attendance::refreshPresence(Present &present)
{
    const bool here =
        std::any_of(present.windows.cbegin(), present.windows.cend(),
                    [](const auto &window) { return window.second == Presence::Here; });
    const auto now = here ? Presence::Here : Presence::Away;
    if (present.shown == now)
        return;
    present.shown = now;
    Q_EMIT presenceChanged(present.person.user.id, now);
}

void Attendance::remove(const UserId &user)
{
    const auto present = m_people.take(user);
    m_names.remove(present->name, user);
    Q_EMIT departed(user);
}

} // namespace hobnob::server
