// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QList>

#include <optional>

namespace hobnob::desktop
{

/// What one step did to a log, for models that follow it row by row.
struct LogChange {
    enum class Kind { Nothing, Appended, Prepended, Replaced, DroppedOldest, DroppedNewest };

    Kind kind = Kind::Nothing;
    /// How many events were added or dropped; for Replaced, how many there are now.
    qsizetype count = 0;

    friend bool operator==(const LogChange &, const LogChange &) = default;
};

/// The part of one room's log that this client holds: a run of events without holes, and how far
/// the person has read. Order is by seq alone. A value, without I/O; tests/data/roomlog.json has
/// the cases that the page's roomlog.ts must answer alike.
class RoomLog final
{
public:
    /// Past most, drop() thins the log to keep, from the end that is far from what one looks at.
    struct Bounds {
        qsizetype most = 1000;
        qsizetype keep = 900;
    };

    RoomLog() = default;

    /// Oldest first; the seqs are consecutive.
    [[nodiscard]] const QList<protocol::Event> &events() const { return m_events; }
    [[nodiscard]] bool isEmpty() const { return m_events.isEmpty(); }
    /// Seq{0} when the log is empty.
    [[nodiscard]] Seq first() const;
    [[nodiscard]] Seq last() const;
    [[nodiscard]] bool hasOlder() const { return m_hasOlder; }
    /// The room goes on after last().
    [[nodiscard]] bool hasNewer() const { return number(last()) < number(m_lastSeq); }
    /// The newest seq of the room that we heard of.
    [[nodiscard]] Seq lastSeq() const { return m_lastSeq; }
    /// The newest event was held when last we looked, so that events that follow are wanted too.
    /// With hasNewer(), something is missing: ask for what is after last().
    [[nodiscard]] bool follows() const { return m_follows; }

    [[nodiscard]] Seq readSeq() const { return m_readSeq; }
    [[nodiscard]] qint64 unread() const;

    /// What to name in JoinRoom::after; nothing when there is nothing to go on from.
    [[nodiscard]] std::optional<Seq> resumePoint() const;

    /// The answer to a join. \a gap, \a more: as in protocol::Joined.
    LogChange join(const QList<protocol::Event> &events, Seq lastSeq, bool gap, bool more);
    /// A live event. One that is held or older is passed over; one past a hole is not taken, and
    /// then hasNewer() is true.
    LogChange add(const protocol::Event &event);
    /// A page that ends right before first(); others are passed over.
    LogChange prepend(const QList<protocol::Event> &events, bool more);
    /// A page that begins right after last(), or earlier.
    LogChange append(const QList<protocol::Event> &events, bool more);
    /// The newest page, in place of what is held.
    LogChange replace(const QList<protocol::Event> &events, bool more);
    /// Holds nothing any more; knows where it ends. The newest page is wanted again.
    LogChange forget();
    /// The room's newest seq, heard elsewhere (the room list). Never goes back.
    void hearOf(Seq lastSeq);
    /// Thins the log when it is past its bound. Call it after each step that adds.
    LogChange drop();

    /// What is on the screen, so that drop() spares it; Seq{0}: the newest.
    void look(Seq at) { m_look = at; }
    void setBounds(Bounds bounds) { m_bounds = bounds; }
    /// Everything up to \a seq was read; never goes back, never past lastSeq().
    void markRead(Seq seq);
    /// What was remembered from before; may be anything.
    void restoreReadSeq(Seq seq) { m_readSeq = seq; }

private:
    QList<protocol::Event> m_events;
    Bounds m_bounds;
    Seq m_lastSeq{};
    Seq m_readSeq{};
    Seq m_look{};
    bool m_hasOlder = false;
    bool m_follows = true;
};

} // namespace hobnob::desktop
