// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/coalescer.h"
#include "server/core/timeouts.h"
#include "shared/protocol/messages.h"

#include <QDeadlineTimer>

namespace hobnob::server
{

/// Who types where. It ends by itself after Timeouts::typingExpiry without a repetition. Changes
/// are gathered for a tick; what is the same at its end as at its start is not told.
class TypingTracker final : public QObject
{
    Q_OBJECT

public:
    explicit TypingTracker(const Timeouts &timeouts);

    /// Starts or repeats. That they are in the room is the caller's to know.
    void start(const RoomId &room, const protocol::User &user);
    void stop(const RoomId &room, const UserId &user);

    /// Nobody types there any more.
    void stopAll(const RoomId &room);
    /// There is no such room any more; nobody is told.
    void forget(const RoomId &room);

    /// As of now, those who started first come first; with no more than limits::typingNames names.
    [[nodiscard]] protocol::Typing current(const RoomId &room) const;

Q_SIGNALS:
    void typingChanged(const hobnob::protocol::Typing &typing);

private:
    struct Typist {
        protocol::User user;
        QDeadlineTimer until;
    };

    void expire();
    void scheduleExpiry();
    void tell(const RoomId &room);

    std::chrono::milliseconds m_expiry;
    Coalescer m_coalescer;
    QTimer m_timer;
    QHash<RoomId, QList<Typist>> m_rooms;
    /// The ids that were told last, to tell only what is new.
    QHash<RoomId, QList<UserId>> m_told;
};

} // namespace hobnob::server
