// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storesupport.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <cstring>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;

namespace
{

constexpr char childMode[] = "write-until-killed";

/// The child: posts without end and says which numbers were acknowledged.
int writeUntilKilled(int &argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const Result<std::unique_ptr<SqliteStore>> opened =
        SqliteStore::open(QString::fromLocal8Bit(argv[2]));
    if (!opened)
        return 1;
    Store &store = **opened;
    store.createRoom(room(u"a"_s), [](const Result<Done> &) {});
    const QString life = QString::number(QCoreApplication::applicationPid());
    int count = 0;
    std::function<void()> post = [&] {
        const QString id = u"%1-%2"_s.arg(life).arg(++count);
        store.append(draft(u"a"_s, id, id), [&](const Result<Appended> &appended) {
            std::printf("%lld %s\n", static_cast<long long>(number(appended->event.seq)),
                        qPrintable(appended->event.text));
            std::fflush(stdout);
            post();
        });
    };
    for (int i = 0; i < 20; ++i)
        post();
    return QCoreApplication::exec();
}

} // namespace

class SqliteStoreDurabilityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAcknowledgedOutlivesAKill()
    {
        const QTemporaryDir folder;
        QHash<qint64, QString> acknowledged;
        for (int life = 0; life < 3; ++life) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(),
                        {QString::fromLatin1(childMode), folder.path()});
            const qsizetype enough = acknowledged.size() + 500;
            while (acknowledged.size() < enough) {
                QVERIFY(child.canReadLine() || child.waitForReadyRead());
                while (child.canReadLine())
                    takeLine(child.readLine(), acknowledged);
            }
            child.kill();
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            while (child.canReadLine())
                takeLine(child.readLine(), acknowledged);
        }
        const Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(folder.path());
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.error().sentence));
        const qint64 last = number((*opened)->roomsAtStart().constFirst().lastSeq);
        const Result<Page> all = page(**opened, {RoomId{u"room-a"_s}, {}, {}, 1'000'000});
        QCOMPARE(all->events.size(), last);
        for (qsizetype i = 0; i < all->events.size(); ++i) {
            const protocol::Event &event = all->events[i];
            QCOMPARE(number(event.seq), i + 1);
            QCOMPARE(acknowledged.value(i + 1, event.text), event.text);
            acknowledged.remove(i + 1);
        }
        QVERIFY2(acknowledged.isEmpty(), "an acknowledged message is lost");
    }

private:
    static void takeLine(const QByteArray &line, QHash<qint64, QString> &acknowledged)
    {
        const QList<QByteArray> parts = line.trimmed().split(' ');
        QCOMPARE(parts.size(), 2);
        QVERIFY(!acknowledged.contains(parts[0].toLongLong()));
        acknowledged.insert(parts[0].toLongLong(), QString::fromLatin1(parts[1]));
    }
};

int main(int argc, char **argv)
{
    if (argc == 3 && std::strcmp(argv[1], childMode) == 0)
        return writeUntilKilled(argc, argv);
    QCoreApplication application(argc, argv);
    SqliteStoreDurabilityTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sqlitestoredurability.moc"
