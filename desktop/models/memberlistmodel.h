// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QAbstractListModel>
#include <QCollator>

namespace hobnob::desktop
{

class ChatClient;

/// The people of one room: first those who are here, then those who are away, each by name. The
/// client outlives the model. Further pages come through canFetchMore()/fetchMore().
class MemberListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        /// QString; also Qt::DisplayRole.
        Name = Qt::UserRole + 1,
        /// UserId::value() as QString.
        UserIdText,
        /// int, 0 to 11.
        Hue,
        /// QString
        Initials,
        /// protocol::Presence, as int.
        PresenceKind,
        /// bool
        IsSelf,
        /// QString; also Qt::AccessibleTextRole: "Ana, away".
        AccessibleText,
    };
    Q_ENUM(Role)

    explicit MemberListModel(ChatClient *client, QObject *parent = nullptr);

    /// An empty id: no room, no rows.
    void setRoom(const RoomId &room);
    [[nodiscard]] const RoomId &room() const { return m_room; }
    /// Everyone in the room, also those who have no row yet.
    [[nodiscard]] qint64 memberCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void memberCountChanged(qint64 count);

private:
    [[nodiscard]] bool comesBefore(const protocol::Member &a, const protocol::Member &b) const;
    /// Follows the client's list, row by row.
    void adopt();
    void apply(const protocol::MembersChanged &change);
    void put(const protocol::Member &member);
    void removeAt(int row);
    [[nodiscard]] int rowOf(const UserId &user) const;
    /// Where \a member belongs; \a without: its present row, which does not count; -1 for none.
    [[nodiscard]] int placeOf(const protocol::Member &member, int without) const;

    ChatClient *m_client;
    RoomId m_room;
    QList<protocol::Member> m_rows;
    QCollator m_collator;
};

} // namespace hobnob::desktop
