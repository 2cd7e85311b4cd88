// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/nameindex.h"
#include "server/core/sessionid.h"
#include "server/core/timeouts.h"
#include "server/store/accountstore.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>
#include <memory>

namespace hobnob::server
{

/// The people who are present, guests and those with an account: who they are, which connections
/// (windows) they have and by which of their sessions, and for how long they may be without one. A
/// name belongs to one of them; look-alikes are the same name.
///
/// Whoever has entered has no window yet and would depart after the grace, so a client that is
/// gone before its answer leaves nothing behind.
class Attendance final : public QObject
{
    Q_OBJECT

public:
    explicit Attendance(const Timeouts &timeouts);
    ~Attendance() override;

    /// Keeps the name for someone who is about to come in, or to be called so. False when somebody
    /// else here has it, or one that looks like it.
    [[nodiscard]] bool holdName(const NameKeys &name, const UserId &user);
    /// They do not come in, or are not called so, after all; what they are called stays theirs.
    void freeName(const NameKeys &name, const UserId &user);
    /// Present from now on. Does nothing for who is present already.
    void enter(const StoredPerson &person);
    /// One more window of somebody present, or one of their windows in another session of theirs;
    /// it counts as here.
    void attach(SessionId window, const UserId &user, const SessionKey &key);
    /// The window is gone, or not theirs any more.
    void detach(SessionId window);
    void setPresence(SessionId window, protocol::Presence presence);
    /// Departs at once, with all windows.
    void dismiss(const UserId &user);
    /// They are another, or called otherwise, from now on. Does nothing for who is not present.
    void change(const StoredPerson &person);

    /// Those who are present, or about to come in, with this name, or one that looks like it.
    [[nodiscard]] QList<UserId> holdersOf(const NameKeys &name) const
    {
        return m_names.holdersOf(name);
    }
    /// Nothing when they are not present.
    [[nodiscard]] std::optional<StoredPerson> find(const UserId &user) const;
    [[nodiscard]] QList<SessionId> windowsOf(const UserId &user) const;
    [[nodiscard]] bool isAttached(SessionId window, const UserId &user) const;
    /// Empty when the window is nobody's.
    [[nodiscard]] SessionKey keyOf(SessionId window) const;
    /// The sessions of all windows.
    [[nodiscard]] QList<SessionKey> keysInUse() const;
    /// Here if any window is; gone when they are not present.
    [[nodiscard]] protocol::Presence presenceOf(const UserId &user) const;
    [[nodiscard]] qsizetype presentCount() const { return m_people.size(); }
    /// In no order.
    [[nodiscard]] QList<UserId> present() const { return m_people.keys(); }
    /// Guests with \a text in their name, as AccountStore::findPeople() finds accounts; in no
    /// order.
    [[nodiscard]] QList<StoredPerson> findGuests(const QString &text) const;

Q_SIGNALS:
    void entered(const hobnob::server::StoredPerson &person);
    void presenceChanged(const hobnob::UserId &user, hobnob::protocol::Presence presence);
    /// What they are told of themselves changed.
    void changed(const hobnob::UserId &user);
    /// After changed().
    void renamed(const hobnob::protocol::User &user);
    /// The grace is over, or they were dismissed: the name is free.
    void departed(const hobnob::UserId &user);

private:
    using Clock = std::chrono::steady_clock;
    struct Present;
    struct Window {
        UserId user;
        SessionKey key;
    };
    /// Somebody whose last window was gone at that time, unless they came back meanwhile.
    struct Loss {
        UserId user;
        Clock::time_point since;
    };

    [[nodiscard]] Present *presentOf(const UserId &user) const;
    void startGrace(Present &present);
    /// Does what is due for those without a window.
    void noteLosses();
    /// Takes the first who has been without a window for so long; nothing when there is none.
    [[nodiscard]] Present *takeLost(std::deque<Loss> &losses, std::chrono::milliseconds wait);
    void schedule();
    void refreshPresence(Present &present);
    void remove(const UserId &user);

    const Timeouts m_timeouts;
    QHash<UserId, std::shared_ptr<Present>> m_people;
    QHash<SessionId, Window> m_windows;
    /// Who is to be away, and whose grace is to end. All wait equally long, so those who come first
    /// are due first, and one timer does for all.
    std::deque<Loss> m_aways;
    std::deque<Loss> m_graces;
    QTimer m_timer;
    /// Of people who are present, and of those who are about to come in.
    NameIndex<UserId> m_names;
};

} // namespace hobnob::server
