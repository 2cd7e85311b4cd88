// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/chatclient.h"
#include "desktop/client/profile.h"
#include "tests/chaos/journal.h"

#include <QRandomGenerator>
#include <QTimer>

namespace hobnob::chaos
{

/// Who a person is and where they live.
struct PersonOptions {
    desktop::ServerAddress address;
    QString name;
    QStringList rooms;
    QString profileFolder;
    QString journal;
    /// Messages a second.
    double rate = 10;
};

/// Somebody who sits before the real client and never rests: writes numbered messages into all
/// rooms, looks from one room into the next, tries again what failed, and notes in a journal all
/// that they see. Lives in the main thread, as the client does.
class Person final : public QObject
{
    Q_OBJECT

public:
    explicit Person(const PersonOptions &options, QObject *parent = nullptr);

    void start();
    /// Writes nothing more; idle() comes when everything that was written is confirmed.
    void hush();

    [[nodiscard]] desktop::ChatClient &client() { return m_client; }
    [[nodiscard]] Journal &journal() { return m_journal; }

Q_SIGNALS:
    void idle();

private:
    void wireJournal();
    void noteSent(const RoomId &room, const ClientId &message);
    void noteState(const RoomId &room, const ClientId &message);
    void noteConfirmed(const RoomId &room, const ClientId &message);
    void noteLog(const RoomId &room, const desktop::LogChange &change);
    void noteOutbox();
    void writeSomething();
    void lookAround();
    void mend();
    [[nodiscard]] bool isIdle() const;
    [[nodiscard]] QString nextText();

    PersonOptions m_options;
    Journal m_journal;
    desktop::Profile m_profile;
    desktop::ChatClient m_client;
    QRandomGenerator m_random;
    QTimer m_write;
    QTimer m_look;
    QTimer m_mend;
    RoomId m_watched;
    bool m_hushed = false;
    bool m_retrying = false;
};

/// An event as journals have it: [seq, time, author id, author name, client id, text].
[[nodiscard]] QJsonArray asJson(const protocol::Event &event);

} // namespace hobnob::chaos
