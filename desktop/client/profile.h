// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace hobnob::desktop
{

/// What is remembered of one server.
struct ServerMemory {
    /// Who the token stands for: a guest's name, or what an account logs in with.
    QString name;
    protocol::PersonKind kind = protocol::PersonKind::Guest;
    QString token;
    /// A TokenVault has the token, and token is empty.
    bool isTokenInVault = false;
    [[nodiscard]] bool hasToken() const { return isTokenInVault || !token.isEmpty(); }
    /// The name under which LocalData keeps what is theirs, which stays when a guest makes an
    /// account of another name. Empty: the name.
    QString place;
    /// The identity of its data when we last spoke; read pointers are of that.
    QString epoch;
    RoomId lastRoom;
    QList<RoomId> joined;
    QHash<RoomId, Seq> read;
};

/// What this program remembers between runs, in one folder: profile.json, readable by its owner
/// alone because of the tokens, and replaced as a whole. A damaged file is put aside as
/// profile.json.damaged and costs a log warning, not the start.
class Profile final
{
public:
    /// Oldest use first out.
    static constexpr qsizetype mostServers = 50;

    /// An empty \a folder: nothing is read or written, for tests and trials.
    explicit Profile(QString folder = {});
    /// Saves what was not.
    ~Profile();
    Profile(const Profile &) = delete;
    Profile &operator=(const Profile &) = delete;

    /// QStandardPaths' place for this program's data.
    [[nodiscard]] static QString defaultFolder();
    [[nodiscard]] const QString &folder() const { return m_folder; }

    /// As ServerAddress::text(); empty before the first connection.
    [[nodiscard]] const QString &lastAddress() const { return m_lastAddress; }
    [[nodiscard]] const QString &lastName() const { return m_lastName; }
    void setLast(const QString &address, const QString &name);

    /// \a address: ServerAddress::text(). An unknown server has an empty memory.
    [[nodiscard]] ServerMemory server(const QString &address) const;
    void setServer(const QString &address, const ServerMemory &memory);

    /// QWidget::saveGeometry() and the like, by a name of the caller's; empty when there is none.
    [[nodiscard]] QByteArray windowState(const QString &key) const;
    void setWindowState(const QString &key, const QByteArray &state);

    /// Writes if anything changed. Errors: StorageFailed.
    [[nodiscard]] Result<Done> save();

private:
    void load();
    [[nodiscard]] QString path() const;

    QString m_folder;
    QString m_lastAddress;
    QString m_lastName;
    QHash<QString, ServerMemory> m_servers;
    /// Least recently used first.
    QStringList m_order;
    QHash<QString, QByteArray> m_windowStates;
    bool m_changed = false;
};

} // namespace hobnob::desktop
