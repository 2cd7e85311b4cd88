// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/roomlog.h"
#include "desktop/models/timelinerow.h"

#include <QAbstractListModel>

namespace hobnob::desktop
{

class ChatClient;

/// One room's timeline as rows: day separators, the new-messages line, messages of the log, notices
/// at the place where they arrived, and at the end our own messages that are not in the log yet.
///
/// Appending and prepending insert exactly the new rows and touch only the neighbours whose
/// grouping changes; a reset happens only when the log is replaced. The client outlives the model.
/// Get models from TimelineCache.
class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class DeliveryState { Sent, Pending, Failed };
    Q_ENUM(DeliveryState)
    using RowKind = TimelineRow::Kind;

    enum Role {
        /// TimelineRow::Kind, as int.
        Kind = Qt::UserRole + 1,
        /// QString; empty but for messages.
        Author,
        /// UserId::value() as QString.
        AuthorId,
        /// int, 0 to 11: the person's hue in the design tokens.
        Hue,
        /// QString
        Initials,
        /// QString; also Qt::DisplayRole. A message's words, a separator's day, a notice's
        /// sentence.
        Text,
        /// QDateTime, local.
        Time,
        /// QString, "14:05" in the locale's form.
        TimeText,
        /// bool
        IsOwn,
        /// DeliveryState, as int.
        Delivery,
        /// QString, why it failed; empty unless Failed.
        FailureText,
        /// bool: the first of consecutive messages of one person; show the avatar and name.
        StartsGroup,
        /// qint64; 0 for what is not in the log.
        SeqNumber,
        /// ClientId::value() as QString.
        ClientIdText,
        /// QString; also Qt::AccessibleTextRole: "Ana, 14:05: text".
        AccessibleText,
    };
    Q_ENUM(Role)

    /// At most so many notices are kept; older ones go.
    static constexpr int mostNotices = 100;

    TimelineModel(const ChatClient *client, RoomId room, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] const RoomId &room() const { return m_room; }
    /// For delegates, which paint many rows: what data() answers from, without QVariants.
    [[nodiscard]] const TimelineRow &row(int row) const { return m_rows[row]; }
    /// The row of the event with this seq, or the first after it; -1 when there is none.
    [[nodiscard]] int rowOfSeq(Seq seq) const;
    [[nodiscard]] int rowOfPending(const ClientId &message) const;

    /// The new-messages line goes before the first message of others after \a read, also when that
    /// comes later. Call it when the person comes to the room or turns to another window, with
    /// RoomLog::readSeq().
    void setNewLineAfter(Seq read);
    void clearNewLine();
    /// -1 when there is none.
    [[nodiscard]] int newLineRow() const;
    /// "Today" may have become "Yesterday": the separators are painted anew.
    void refreshDays();

private:
    void followLog(const RoomId &room, const LogChange &change);
    void rebuild();
    void appendEvents(qsizetype count);
    void appendEvent(const protocol::Event &event);
    void prependEvents(qsizetype count);
    void dropOldest(qsizetype count);
    void dropNewest(qsizetype count);
    void addPending(const RoomId &room, const ClientId &message);
    void changePending(const RoomId &room, const ClientId &message);
    void removePending(const RoomId &room, const ClientId &message);
    void addNotice(const protocol::MembersChanged &change);
    void thinNotices();

    /// Where the messages that are not in the log begin.
    [[nodiscard]] int pendingStart() const;
    [[nodiscard]] int firstEventRow() const;
    [[nodiscard]] int lastEventRow() const;
    void insertRow(int at, TimelineRow row);
    void removeRowsAt(int first, int count);
    void separateDay(int at);
    void tidyAround(int at);
    void placeNewLine();
    void regroup(int row);
    void changed(int row);

    const ChatClient *m_client;
    RoomId m_room;
    QList<TimelineRow> m_rows;
    std::optional<Seq> m_newLineAfter;
};

} // namespace hobnob::desktop
