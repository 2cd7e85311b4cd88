// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/timelinemodel.h"
#include "fakeworld.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace hobnob::desktop
{

/// Plays one case of tests/data/sync.json with a real client, whose files are on disk, against the
/// fake server. What the words mean is said at the top of that file.
class SyncCase final : public QObject
{
    Q_OBJECT

public:
    explicit SyncCase(const QJsonObject &words);
    ~SyncCase() override;

    /// Each returns what is wrong; empty when all is well.
    [[nodiscard]] QString play();

private:
    void start();
    void restart(const QString &how);
    void connectAgain();
    void cut();
    void post(const QStringList &texts, const QString &how);
    /// The server's part; true when it has dealt with it.
    bool answer(const protocol::PostMessage &request);
    void tell(const protocol::Event &event, const QString &how, const protocol::Posted &posted);
    void loadOlder();
    [[nodiscard]] ClientId failed(const QString &text) const;

    void carryOut(const QJsonObject &step);
    [[nodiscard]] bool isAtRest() const;
    [[nodiscard]] QString complaint() const;
    [[nodiscard]] QString finalComplaint();
    /// Empty while the client knows nothing of the room: it was killed before it wrote it down.
    [[nodiscard]] RoomLog log() const
    {
        const auto *room = m_client->room(lobby);
        return room ? room->log : RoomLog();
    }

    QJsonObject m_words;
    QTemporaryDir m_folders;
    int m_runs = 0;
    FakeServer m_server;
    QHash<QString, QString> m_hows;
    bool m_isConnected = true;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<TimelineModel> m_model;
};

} // namespace hobnob::desktop
