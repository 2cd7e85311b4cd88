// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QAbstractListModel>
#include <QCollator>

namespace hobnob::desktop
{

class ChatClient;

/// What screen readers say of a program beside its name; empty for people. Translated.
[[nodiscard]] QString botWord(bool isBot);

/// "Ana, away, Moderator": what screen readers say of somebody. Translated; empty \a notes are left
/// out.
[[nodiscard]] QString personWords(const QString &name, protocol::Presence presence,
                                  const QStringList &notes);

/// The people of one room, or those of them that were looked for: first those who are here, then
/// those who are away, then the members who are not there, each by name. The client outlives the
/// model. Further pages come through canFetchMore()/fetchMore().
class MemberListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        /// QString; also Qt::DisplayRole.
        Name = Qt::UserRole + 1,
        /// UserId::value() as QString.
        UserIdText,
        /// Face
        Portrait,
        /// protocol::Presence, as int.
        PresenceKind,
        /// bool
        IsSelf,
        /// QString, a line about themselves; may be empty.
        StatusText,
        /// QString: what they are here, when that is no plain member; may be empty.
        NoteText,
        /// protocol::Role, as int.
        RoleKind,
        /// bool: may not write here.
        IsMuted,
        /// bool: a program.
        IsBot,
        /// QString; also Qt::AccessibleTextRole: "Ana, away, Moderator".
        AccessibleText,
    };
    Q_ENUM(Role)

    explicit MemberListModel(ChatClient *client, QObject *parent = nullptr);

    /// An empty id: no room, no rows.
    void setRoom(const RoomId &room);
    [[nodiscard]] const RoomId &room() const { return m_room; }
    /// Shows these instead of all; nothing: all again.
    void showFound(const std::optional<QList<protocol::Member>> &found);
    /// Nothing when they have no row.
    [[nodiscard]] std::optional<protocol::Member> find(const UserId &user) const;
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
    /// Follows the list that is to be shown, row by row.
    void adopt();
    [[nodiscard]] QList<protocol::Member> wanted() const;
    [[nodiscard]] static QString noteOf(const protocol::Member &member);
    void apply(const protocol::MembersChanged &change);
    void put(const protocol::Member &member);
    void removeAt(int row);
    [[nodiscard]] int rowOf(const UserId &user) const;
    /// Where \a member belongs; \a without: its present row, which does not count; -1 for none.
    [[nodiscard]] int placeOf(const protocol::Member &member, int without) const;

    ChatClient *m_client;
    RoomId m_room;
    QList<protocol::Member> m_rows;
    std::optional<QList<protocol::Member>> m_found;
    QCollator m_collator;
};

} // namespace hobnob::desktop
