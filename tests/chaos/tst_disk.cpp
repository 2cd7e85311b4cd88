// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/smalldisk.h"
#include "tests/support/wireclient.h"

#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace hobnob;
using namespace hobnob::chaos;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;

namespace
{

/// Room for the database, its log, and little else.
constexpr qint64 diskBytes = 6 * 1024 * 1024;
/// As long as a message may be, so that the disk is soon full.
const QString longText(7900, u'x');

} // namespace

/// The server on real file systems that are full, read-only or broken.
class DiskTest final : public QObject
{
    Q_OBJECT

public:
    explicit DiskTest(const Result<Done> &mayMount, bool isRoot)
        : m_mayMount(mayMount), m_isRoot(isRoot)
    {
    }

private:
    struct Reply {
        int status = 0;
        QByteArray body;
    };

    QString path(const QString &name) const { return m_folder->filePath(name); }

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

    void spawn(QProcess &process, const QStringList &arguments) const
    {
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, m_folder->path());
        environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        process.setProcessEnvironment(environment);
        // Below the mount, whose own folder another may have made with other permissions.
        process.start(QStringLiteral(HOBNOBD),
                      arguments + QStringList{u"--data"_s, path(u"data/hobnob"_s)});
    }

    void startServer()
    {
        static const QRegularExpression port(u":(\\d+)\n$"_s);
        m_server = std::make_unique<QProcess>();
        spawn(*m_server, {u"--listen"_s, u"127.0.0.1:0"_s, u"--rate-limits"_s, u"off"_s});
        while (!m_server->canReadLine())
            QVERIFY2(m_server->waitForReadyRead(), m_server->readAllStandardError().constData());
        m_port = port.match(QString::fromUtf8(m_server->readLine())).captured(1).toUShort();
        QVERIFY(m_port > 0);
    }

    void stopServer()
    {
        m_server->terminate();
        QVERIFY(m_server->waitForFinished());
        QCOMPARE(m_server->exitCode(), 0);
    }

    /// What it says when it does not start; empty when it does.
    QString refusalToStart()
    {
        QProcess server;
        spawn(server, {u"--listen"_s, u"127.0.0.1:0"_s});
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
        QProcess check;
        spawn(check, {u"check"_s});
        QVERIFY(check.waitForFinished());
        const QString words = QString::fromUtf8(check.readAll() + check.readAllStandardError());
        QVERIFY2(check.exitCode() == 0, qPrintable(words));
        QVERIFY2(words.contains(u" %1 event"_s.arg(events)), qPrintable(words));
    }

    Reply get(const QString &where) const
    {
        QNetworkAccessManager manager;
        const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(where));
        const std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(url)));
        QSignalSpy(reply.get(), &QNetworkReply::finished).wait();
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                reply->readAll()};
    }

    RoomId enter(WireClient &client)
    {
        const bool isLoggedIn = !client.logIn(u"Ana"_s).token.isEmpty();
        return isLoggedIn ? client.join(u"Lobby"_s).room.id : RoomId();
    }

    static void post(WireClient &client, const RoomId &room, int number)
    {
        client.post(room, u"text %1"_s.arg(number), u"c%1"_s.arg(number));
        QCOMPARE(hobnob::number(client.take<protocol::Posted>().seq), number);
    }

    /// Posts long messages until one is refused: that one's error, and how many were stored.
    static std::pair<protocol::Error, int> postUntilRefused(WireClient &client, const RoomId &room)
    {
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

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_mayMount.ok(), m_mayMount ? "" : qPrintable(m_mayMount.error().sentence));
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(u"data"_s));
    }

    void cleanup()
    {
        if (m_server && m_server->state() != QProcess::NotRunning) {
            m_server->kill();
            m_server->waitForFinished();
        }
        m_server.reset();
        m_disk.reset();
    }

    void aFullDiskRefusesPostsAndKeepsWhatWasAcknowledged()
    {
        mountInMemory();
        startServer();
        WireClient ana(m_port);
        const RoomId room = enter(ana);
        for (int i = 1; i <= 3; ++i)
            post(ana, room, i);
        did(m_disk->fill());

        const auto [error, stored] = postUntilRefused(ana, room);
        QVERIFY(error.code == ErrorCode::StorageFailed);
        QVERIFY2(error.message.contains(u"disk is full"_s), qPrintable(error.message));
        QVERIFY(error.retryAfter);
        const Reply notReady = get(u"/readyz"_s);
        QCOMPARE(notReady.status, 503);
        QVERIFY2(notReady.body.contains("full"), notReady.body.constData());
        QCOMPARE(get(u"/healthz"_s).status, 200);
        checkData(3 + stored);
        QCOMPARE(read(ana, room, 4, 3), firstThree());

        did(m_disk->free());
        QTRY_COMPARE_WITH_TIMEOUT(get(u"/readyz"_s).status, 200, 10000);
        post(ana, room, 4 + stored);
        // What was refused left nothing behind: its number was given away, and it is stored now.
        ana.post(room, longText, u"long%1"_s.arg(stored));
        QCOMPARE(number(ana.take<protocol::Posted>().seq), 5 + stored);
        stopServer();
        checkData(5 + stored);
        startServer();
        WireClient again(m_port);
        QCOMPARE(read(again, enter(again), 6 + stored, 2),
                 QStringList({u"text %1"_s.arg(4 + stored).left(7), longText.left(7)}));
    }

    void aServerThatIsKilledOnAFullDiskComesBackWithEverything()
    {
        mountInMemory();
        startServer();
        int stored = 0;
        {
            WireClient ana(m_port);
            const RoomId room = enter(ana);
            for (int i = 1; i <= 3; ++i)
                post(ana, room, i);
            did(m_disk->fill());
            const auto refused = postUntilRefused(ana, room);
            QVERIFY(refused.first.code == ErrorCode::StorageFailed);
            stored = refused.second;
        }
        m_server->kill();
        QVERIFY(m_server->waitForFinished());
        // With its files in place it may start. If it does not, it says so in one sentence.
        const QString refusal = refusalToStart();
        QVERIFY2(refusal.isEmpty() || refusal.count(u'\n') == 1, qPrintable(refusal));
        did(m_disk->free());
        startServer();
        WireClient ana(m_port);
        const RoomId room = enter(ana);
        QCOMPARE(read(ana, room, 4, 3), firstThree());
        post(ana, room, 4 + stored);
        stopServer();
        checkData(4 + stored);
    }

    void aServerDoesNotBeginOnAFullDiskAndSaysWhy()
    {
        mountInMemory();
        did(m_disk->fill());
        const QString refusal = refusalToStart();
        QVERIFY2(refusal.startsWith(u"hobnobd: "_s), qPrintable(refusal));
        QVERIFY2(refusal.contains(u"full"_s) || refusal.contains(u"No space left"_s),
                 qPrintable(refusal));
        QCOMPARE(refusal.count(u'\n'), 1);
        did(m_disk->free());
        QCOMPARE(refusalToStart(), QString());
    }

    void aReadOnlyDiskIsRefusedAtTheStartAndNothingIsTouched()
    {
        mountInMemory();
        startServer();
        {
            WireClient ana(m_port);
            const RoomId room = enter(ana);
            for (int i = 1; i <= 3; ++i)
                post(ana, room, i);
        }
        stopServer();
        did(m_disk->makeReadOnly());
        const QString refusal = refusalToStart();
        QVERIFY2(refusal.startsWith(u"hobnobd: "_s), qPrintable(refusal));
        QVERIFY2(refusal.contains(u"ead-only"_s), qPrintable(refusal));
        QVERIFY(refusal.contains(u"--data"_s));
        QCOMPARE(refusal.count(u'\n'), 1);
        did(m_disk->makeWritable());
        startServer();
        WireClient ana(m_port);
        const RoomId room = enter(ana);
        QCOMPARE(read(ana, room, 4, 3), firstThree());
        post(ana, room, 4);
        stopServer();
        checkData(4);
    }

    /// Files that are open for writing hold off a remount, so while the server runs it takes an
    /// error of the disk, and that needs a disk. Root alone can have one.
    void aDiskThatBecomesReadOnlyUnderTheServerIsTold_data()
    {
        QTest::addColumn<bool>("isLoop");
        if (m_isRoot)
            QTest::newRow("ext4 after an error") << true;
        QTest::newRow("in memory, while it is down after a kill") << false;
    }

    void aDiskThatBecomesReadOnlyUnderTheServerIsTold()
    {
        QFETCH(const bool, isLoop);
        if (isLoop)
            mountLoop();
        else
            mountInMemory();
        startServer();
        {
            WireClient ana(m_port);
            const RoomId room = enter(ana);
            for (int i = 1; i <= 3; ++i)
                post(ana, room, i);
            if (isLoop) {
                did(m_disk->failAsBrokenHardware());
                ana.post(room, u"refused"_s, u"c4"_s);
                const auto error = ana.take<protocol::Error>();
                QVERIFY(error.code == ErrorCode::StorageFailed);
                QVERIFY2(error.message.contains(u"cannot"_s), qPrintable(error.message));
                QVERIFY(error.retryAfter);
                const Reply notReady = get(u"/readyz"_s);
                QCOMPARE(notReady.status, 503);
                QVERIFY2(notReady.body.startsWith("The server"), notReady.body.constData());
                QCOMPARE(read(ana, room, 4, 3), firstThree());
            }
        }
        m_server->kill();
        QVERIFY(m_server->waitForFinished());
        if (isLoop) {
            // The operator puts the disk right: it is mounted anew.
            m_disk.reset();
            mountLoop();
        } else {
            did(m_disk->makeReadOnly());
            const QString refusal = refusalToStart();
            QVERIFY2(refusal.contains(u"ead-only"_s), qPrintable(refusal));
            QCOMPARE(refusal.count(u'\n'), 1);
            did(m_disk->makeWritable());
        }
        startServer();
        WireClient ana(m_port);
        const RoomId room = enter(ana);
        QCOMPARE(read(ana, room, 4, 3), firstThree());
        post(ana, room, 4);
        stopServer();
        checkData(4);
    }

    /// The image holds what was brought to the disk and nothing of what the system still keeps in
    /// memory, so a copy of it is what a cut of the power leaves behind.
    void aPowerCutLosesNothingThatWasAcknowledged_data()
    {
        QTest::addColumn<int>("count");
        if (m_isRoot) {
            QTest::newRow("one message") << 1;
            QTest::newRow("some hundred messages") << 300;
        }
    }

    void aPowerCutLosesNothingThatWasAcknowledged()
    {
        QFETCH(const int, count);
        mountLoop();
        startServer();
        {
            WireClient ana(m_port);
            const RoomId room = enter(ana);
            for (int i = 1; i <= count; ++i)
                post(ana, room, i);
            QVERIFY(QFile::copy(path(u"image"_s), path(u"copy"_s)));
        }
        m_server->kill();
        QVERIFY(m_server->waitForFinished());
        m_disk.reset();
        QVERIFY(QFile::remove(path(u"image"_s)));
        QVERIFY(QFile::rename(path(u"copy"_s), path(u"image"_s)));
        mountLoop();
        startServer();
        WireClient ana(m_port);
        const RoomId room = enter(ana);
        QCOMPARE(read(ana, room, count + 1, 1), QStringList{u"text %1"_s.arg(count).left(7)});
        post(ana, room, count + 1);
        stopServer();
        checkData(count + 1);
    }

private:
    Result<Done> m_mayMount;
    bool m_isRoot;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SmallDisk> m_disk;
    std::unique_ptr<QProcess> m_server;
    quint16 m_port = 0;
};

int main(int argc, char **argv)
{
    const bool isRoot = ::geteuid() == 0;
    const Result<Done> mayMount = enterMountNamespace();
    QCoreApplication application(argc, argv);
    DiskTest test(mayMount, isRoot);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_disk.moc"
