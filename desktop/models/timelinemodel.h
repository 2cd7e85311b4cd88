// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/roomlog.h"
#include "desktop/models/timelinerowlist.h"

namespace hobnob::desktop
{

class ChatClient;
struct Room;

/// One room's timeline as rows: day separators, the new-messages line, messages of the log, notices
/// at the place where they arrived, and at the end our own messages that are not in the log yet.
///
/// Appending and prepending insert exactly the new rows and touch only the neighbours whose
/// grouping changes; a reset happens only when the log is replaced. The client outlives the model.
/// Get models from TimelineCache.
class TimelineModel final : public TimelineRowList
{
    Q_OBJECT

public:
    /// At most so many notices are kept; older ones go.
    static constexpr int mostNotices = 100;

    TimelineModel(const ChatClient *client, RoomId room, QObject *parent = nullptr);

    [[nodiscard]] const RoomId &room() const { return m_room; }

    /// The new-messages line goes before the first message of others after \a read, also when that
    /// comes later. Call it when the person comes to the room or turns to another window, with
    /// RoomLog::readSeq().
    void setNewLineAfter(Seq read);
    void clearNewLine();
    /// Shows what somebody wrote whom the person blocked.
    void unfold(const UserId &person);

private:
    void followLog(const LogChange &change);
    void rebuild();
    void append(const QList<protocol::Event> &events);
    void appendUnseen(const QList<protocol::Event> &events);
    /// Our own message, on the screen already: it stays where it is and becomes an event.
    void settle(const protocol::Event &event);
    void prepend(const QList<protocol::Event> &events);
    void dropBefore(Seq first);
    void dropAfter(Seq last);
    void addPending(const ClientId &message);
    void changePending(const ClientId &message);
    void removePending(const ClientId &message);
    void addNotice(const protocol::MembersChanged &change);
    void thinNotices();

    [[nodiscard]] bool isFolded(const protocol::Event &event) const;
    void foldBlocked();
    [[nodiscard]] Looks::Look lookOf(const UserId &person) const override;
    [[nodiscard]] const Room *state() const;
    /// Messages as rows, with what belongs between them. \a before: the row that they follow.
    [[nodiscard]] Rows rowsOf(const QList<protocol::Event> &events, const TimelineRow *before);
    [[nodiscard]] bool isOwn(const protocol::Event &event) const;
    [[nodiscard]] bool isNews(const protocol::Event &event) const;
    /// Moves the new-messages line to where it belongs among the rows that there are.
    void placeNewLine();

    const ChatClient *m_client;
    RoomId m_room;
    /// As whom the rows were made.
    protocol::User m_self;
    std::optional<Seq> m_newLineAfter;
    /// Blocked people whose words are shown here all the same.
    QSet<UserId> m_unfolded;
    /// Whose words are folded.
    QSet<UserId> m_folded;
    /// The line was put somewhere since setNewLineAfter(); it does not appear a second time.
    bool m_newLinePlaced = false;
};

} // namespace hobnob::desktop
