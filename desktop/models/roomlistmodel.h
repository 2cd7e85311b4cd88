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

/// The rooms: first those one is in and then the direct ones, each by last activity, then the
/// others by name, archived ones last. Rows move precisely; a reset happens only when the server is
/// another. The client outlives the model.
class RoomListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Section { Rooms, Directs, Others };
    Q_ENUM(Section)

    enum Role {
        /// QString; also Qt::DisplayRole. Of a direct room, the names of the others.
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
        /// protocol::RoomKind, as int.
        Kind,
        /// QString, maybe empty.
        Topic,
        /// bool: nothing is said there any more.
        Archived,
        /// bool: somebody brought the person in, who did not look at it yet.
        IsNew,
        /// Faces: of a direct room, of the others; of another with a picture, the room's.
        Portraits,
        /// protocol::Presence, as int, of the other in a direct room of two; else -1.
        PresenceKind,
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
        Section section = Section::Others;
        bool archived = false;
        qint64 time = 0;
    };

    [[nodiscard]] static QString lastLine(const Room &room);
    [[nodiscard]] QString accessibleText(const Room &room) const;
    [[nodiscard]] QString title(const Room &room) const;
    [[nodiscard]] QVariant portraits(const Room &room) const;
    [[nodiscard]] int presence(const Room &room) const;
    [[nodiscard]] Row rowFor(const RoomId &room) const;
    [[nodiscard]] bool comesBefore(const Row &a, const Row &b) const;
    /// Where \a row belongs among the others; \a without: its present row, which does not count.
    [[nodiscard]] int placeOf(const Row &row, int without) const;
    void rebuild();
    void insert(const RoomId &room);
    void refresh(const RoomId &room);
    void remove(const RoomId &room);
    /// Who is in a direct room, and whether they are there, is on its line.
    void refreshPeople(const RoomId &room);

    const ChatClient *m_client;
    QList<Row> m_rows;
    QCollator m_collator;
    DayClock m_dayClock;
};

} // namespace hobnob::desktop
