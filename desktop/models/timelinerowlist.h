// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/looks.h"
#include "desktop/models/timelinerow.h"

#include <QAbstractListModel>

namespace hobnob::desktop
{

/// The rows of a timeline, and the order among them: whatever is put in or taken out, each day has
/// its separator, and each message knows whether it starts a group. Where the rows come from is the
/// business of TimelineModel.
class TimelineRowList : public QAbstractListModel
{
    Q_OBJECT

public:
    using DeliveryState = TimelineRow::Delivery;
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
        /// QString: the name of an image; empty: initials.
        PictureName,
        /// QString; also Qt::DisplayRole. A message's words, a separator's day, a notice's
        /// sentence.
        Text,
        /// QDateTime, local.
        Time,
        /// QString, "14:05" in the locale's form.
        TimeText,
        /// bool
        IsOwn,
        /// bool: a program wrote it.
        IsBot,
        /// DeliveryState, as int.
        Delivery,
        /// QString, why it failed; empty unless Failed.
        FailureText,
        /// bool: somebody else names the person in it.
        MentionsMe,
        /// bool: of somebody whom the person does not want to hear of, and not unfolded.
        IsFolded,
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

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    /// For delegates, which paint many rows: what data() answers from, without QVariants.
    [[nodiscard]] const TimelineRow &row(int row) const { return m_rows[row]; }
    /// The row of the event with this seq, or the first after it; -1 when there is none.
    [[nodiscard]] int rowOfSeq(Seq seq) const;
    [[nodiscard]] int rowOfPending(const ClientId &message) const;
    /// -1 when there is none.
    [[nodiscard]] int newLineRow() const;
    /// "Today" may have become "Yesterday": the separators are painted anew.
    void refreshDays();

protected:
    using Rows = QList<TimelineRow>;

    /// How the person chose to look.
    [[nodiscard]] virtual Looks::Look lookOf(const UserId &person) const = 0;
    /// The person looks otherwise from now on.
    void repaint(const UserId &person);
    /// Folds the person's messages, or shows them again.
    void setFolded(const UserId &person, bool folded);

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] const Rows &rows() const { return m_rows; }
    [[nodiscard]] int noticeCount() const { return m_notices; }
    /// Behind the last event or notice, where the messages begin that are not in the log.
    [[nodiscard]] int pendingStart() const;

    /// All rows at once, in order already.
    void reset(Rows rows);
    // After each of these, mend() what they touched.
    void insert(int at, const Rows &rows);
    void remove(int first, int count);
    void replace(int at, TimelineRow row);
    /// Puts right what stands between the rows on both sides of \a at: the day, and the grouping.
    void mend(int at);
    void regroup(int row);
    /// Whether \a row begins a group when it comes behind \a before.
    [[nodiscard]] static bool startsGroup(const Rows &before, const TimelineRow &row);

private:
    [[nodiscard]] static int noticesIn(const Rows &rows);

    Rows m_rows;
    int m_notices = 0;
};

} // namespace hobnob::desktop
