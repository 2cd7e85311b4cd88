// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/chaos/smalldisk.h"
#include "tests/support/serverprogram.h"
#include "tests/support/wireclient.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace hobnob::chaos
{

using namespace Qt::StringLiterals;
using server::test::ServerProgram;
using server::test::WireClient;

/// What the tests of disks share: a data folder on a file system of its own, the real server on it,
/// and the questions that one asks it. One object a test.
class DiskRig final
{
public:
    using Reply = ServerProgram::Reply;

    DiskRig() { QDir(m_folder.path()).mkdir(u"data"_s); }
    Q_DISABLE_COPY_MOVE(DiskRig)

    [[nodiscard]] SmallDisk &disk() { return *m_disk; }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    void mountInMemory()
    {
        auto disk = SmallDisk::inMemory(path(u"data"_s), diskBytes);
        QVERIFY2(disk.ok(), disk ? "" : qPrintable(disk.error().sentence));
        m_disk = std::move(*disk);
    }

    void mountLoop()
    {
        auto disk = SmallDisk::onLoopDevice(path(u"data"_s), path(u"image"_s));
        QVERIFY2(disk.ok(), disk ? "" : qPrintable(disk.error().sentence));
        m_disk = std::move(*disk);
    }

    static void did(const Result<Done> &result)
    {
        QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().sentence));
    }

    void startServer() { m_server.start({u"--rate-limits"_s, u"off"_s}); }
    void stopServer() { m_server.stop(); }
    void killServer() { m_server.kill(); }
    void unmount() { m_disk.reset(); }

    /// What it says when it does not start; empty when it does.
    [[nodiscard]] QString refusalToStart() const
    {
        QProcess server;
        m_server.spawn(server, {u"--listen"_s, u"127.0.0.1:0"_s});
        while (!server.canReadLine() && server.waitForReadyRead()) {
        }
        if (server.canReadLine()) {
            server.kill();
            server.waitForFinished();
            return {};
        }
        server.waitForFinished();
        return server.exitCode() == 1 ? QString::fromUtf8(server.readAllStandardError())
                                      : u"exit code %1"_s.arg(server.exitCode());
    }

    void checkData(int events) const
    {
        const auto check = m_server.run({u"check"_s});
        const QString words = check.output + check.complaint;
        QVERIFY2(check.exitCode == 0, qPrintable(words));
        QVERIFY2(words.contains(u" %1 event"_s.arg(events)), qPrintable(words));
    }

    [[nodiscard]] Reply get(const QString &where) const { return m_server.get(where); }

    [[nodiscard]] static RoomId enter(WireClient &client)
    {
        const bool isLoggedIn = !client.logIn(u"Ana"_s).token.isEmpty();
        return isLoggedIn ? client.join(u"Lobby"_s).room.id : RoomId();
    }

    /// Posts one to \a count.
    static void postFirst(WireClient &client, const RoomId &room, int count)
    {
        for (int i = 1; i <= count; ++i)
            post(client, room, i);
    }

    static void post(WireClient &client, const RoomId &room, int number)
    {
        client.post(room, u"text %1"_s.arg(number), u"c%1"_s.arg(number));
        QCOMPARE(hobnob::number(client.take<protocol::Posted>().seq), number);
    }

    /// Posts long messages until one is refused: that one's error, and how many were stored.
    static std::pair<protocol::Error, int> postUntilRefused(WireClient &client, const RoomId &room)
    {
        const QString longText = longest();
        constexpr int more = 2000;
        for (int stored = 0; stored < more; ++stored) {
            client.post(room, longText, u"long%1"_s.arg(stored));
            if (!WireClient::waitFor([&] {
                    return client.count<protocol::Posted>() + client.count<protocol::Error>() > 0;
                }))
                break;
            if (client.count<protocol::Error>() > 0)
                return {client.take<protocol::Error>(), stored};
            (void)client.take<protocol::Posted>();
        }
        return {};
    }

    /// The beginnings of the texts of the \a count events before this one.
    static QStringList read(WireClient &client, const RoomId &room, int before, int count)
    {
        client.say(protocol::GetHistory{RequestId{9}, room, Seq{before}, {}, count});
        QStringList texts;
        const auto page = client.take<protocol::History>();
        for (const auto &event : page.events)
            texts += event.text.left(7);
        return texts;
    }

    /// The texts of three posts.
    static QStringList firstThree() { return {u"text 1"_s, u"text 2"_s, u"text 3"_s}; }

    /// Somebody reads the first three again, after which \a stored others are, and posts the next;
    /// in the end the data are whole.
    void goOnAfterThree(int stored = 0)
    {
        startServer();
        WireClient ana(port());
        const RoomId room = enter(ana);
        QCOMPARE(read(ana, room, 4, 3), firstThree());
        post(ana, room, 4 + stored);
        stopServer();
        checkData(4 + stored);
    }

    /// A message about as long as one may be, so that the disk is soon full.
    [[nodiscard]] static QString longest() { return QString(7900, u'x'); }

private:
    /// Room for the database, its log, and little else.
    static constexpr qint64 diskBytes = 6 * 1024 * 1024;

    QTemporaryDir m_folder;
    std::unique_ptr<SmallDisk> m_disk;
    // Below the mount, whose own folder another may have made with other permissions.
    ServerProgram m_server{m_folder.path(), path(u"data/hobnob"_s)};
};

} // namespace hobnob::chaos
