// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/dayclock.h"
#include "shared/protocol/messages.h"

#include <QAbstractListModel>
#include <QCollator>

namespace hobnob::desktop
{

class ChatClient;
struct Room;

/// The rooms: first those one is in, by last activity, then the others by name. Rows move
/// precisely; a reset happens only when the server is another. The client outlives the model.
class RoomListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Section { Joined, Other };
    Q_ENUM(Section)

    enum Role {
        /// QString; also Qt::DisplayRole.
        Name = Qt::UserRole + 1,
        /// RoomId::value() as QString.
        RoomIdText,
        /// QString, "Ana: text" on one line; empty when nothing was said.
        LastLine,
        /// QString, its two parts, for whoever has little room.
        LastAuthor,
        LastText,
        /// QDateTime, local.
        LastTime,
        /// QString, short: "14:05", "Yesterday", "3 May".
        LastTimeText,
        /// qint64
        Unread,
        /// qint64: unread messages that name the person.
        Mentions,
        /// bool
        Joined,
        /// qint64
        MemberCount,
        /// Section
        SectionKind,
        /// QString; also Qt::AccessibleTextRole: "Lobby, 3 unread messages".
        AccessibleText,
    };
    Q_ENUM(Role)

    explicit RoomListModel(const ChatClient *client, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    [[nodiscard]] RoomId roomAt(int row) const;
    /// -1 when it has no row.
    [[nodiscard]] int rowOf(const RoomId &room) const;
    /// Unread messages of all rooms, for the window's title and the tray.
    [[nodiscard]] qint64 unreadTotal() const;

private:
    struct Row {
        RoomId id;
        QString name;
        Section section = Section::Other;
        qint64 time = 0;
    };

    [[nodiscard]] static QString lastLine(const Room &room);
    [[nodiscard]] static QString accessibleText(const Room &room);
    [[nodiscard]] Row rowFor(const RoomId &room) const;
    [[nodiscard]] bool comesBefore(const Row &a, const Row &b) const;
    /// Where \a row belongs among the others; \a without: its present row, which does not count.
    [[nodiscard]] int placeOf(const Row &row, int without) const;
    void rebuild();
    void insert(const RoomId &room);
    void refresh(const RoomId &room);

    const ChatClient *m_client;
    QList<Row> m_rows;
    QCollator m_collator;
    DayClock m_dayClock;
};

} // namespace hobnob::desktop
