// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/diskrig.h"

using namespace hobnob;
using namespace hobnob::chaos;

/// The server on a real file system that is full.
class FullDiskTest final : public QObject
{
    Q_OBJECT

public:
    explicit FullDiskTest(const Result<Done> &mayMount) : m_mayMount(mayMount) {}

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_mayMount.ok(), m_mayMount ? "" : qPrintable(m_mayMount.error().sentence));
    }

    void init() { m_rig = std::make_unique<DiskRig>(); }
    void cleanup() { m_rig.reset(); }

    void aFullDiskRefusesPostsAndKeepsWhatWasAcknowledged()
    {
        m_rig->mountInMemory();
        m_rig->startServer();
        WireClient ana(m_rig->port());
        const RoomId room = DiskRig::enter(ana);
        DiskRig::postFirst(ana, room, 3);
        DiskRig::did(m_rig->disk().fill());

        const auto [error, stored] = DiskRig::postUntilRefused(ana, room);
        QVERIFY(error.code == ErrorCode::StorageFailed);
        QVERIFY2(error.message.contains(u"disk is full"_s), qPrintable(error.message));
        QVERIFY(error.retryAfter);
        const DiskRig::Reply notReady = m_rig->get(u"/readyz"_s);
        QCOMPARE(notReady.status, 503);
        QVERIFY2(notReady.body.contains("full"), notReady.body.constData());
        QCOMPARE(m_rig->get(u"/healthz"_s).status, 200);
        m_rig->checkData(3 + stored);
        QCOMPARE(DiskRig::read(ana, room, 4, 3), DiskRig::firstThree());

        DiskRig::did(m_rig->disk().free());
        QTRY_COMPARE_WITH_TIMEOUT(m_rig->get(u"/readyz"_s).status, 200, 10000);
        DiskRig::post(ana, room, 4 + stored);
        // What was refused left nothing behind: its number was given away, and it is stored now.
        ana.post(room, DiskRig::longest(), u"long%1"_s.arg(stored));
        QCOMPARE(number(ana.take<protocol::Posted>().seq), 5 + stored);
        m_rig->stopServer();
        m_rig->checkData(5 + stored);
        m_rig->startServer();
        WireClient again(m_rig->port());
        QCOMPARE(DiskRig::read(again, DiskRig::enter(again), 6 + stored, 2),
                 QStringList({u"text %1"_s.arg(4 + stored).left(7), DiskRig::longest().left(7)}));
    }

    void aServerThatIsKilledOnAFullDiskComesBackWithEverything()
    {
        m_rig->mountInMemory();
        m_rig->startServer();
        int stored = 0;
        {
            WireClient ana(m_rig->port());
            const RoomId room = DiskRig::enter(ana);
            DiskRig::postFirst(ana, room, 3);
            DiskRig::did(m_rig->disk().fill());
            const auto refused = DiskRig::postUntilRefused(ana, room);
            QVERIFY(refused.first.code == ErrorCode::StorageFailed);
            stored = refused.second;
        }
        m_rig->killServer();
        // With its files in place it may start. If it does not, it says so in one sentence.
        const QString refusal = m_rig->refusalToStart();
        QVERIFY2(refusal.isEmpty() || refusal.count(u'\n') == 1, qPrintable(refusal));
        DiskRig::did(m_rig->disk().free());
        m_rig->goOnAfterThree(stored);
    }

    void aServerDoesNotBeginOnAFullDiskAndSaysWhy()
    {
        m_rig->mountInMemory();
        DiskRig::did(m_rig->disk().fill());
        const QString refusal = m_rig->refusalToStart();
        QVERIFY2(refusal.startsWith(u"hobnobd: "_s), qPrintable(refusal));
        QVERIFY2(refusal.contains(u"full"_s) || refusal.contains(u"No space left"_s),
                 qPrintable(refusal));
        QCOMPARE(refusal.count(u'\n'), 1);
        DiskRig::did(m_rig->disk().free());
        QCOMPARE(m_rig->refusalToStart(), QString());
    }

private:
    Result<Done> m_mayMount;
    std::unique_ptr<DiskRig> m_rig;
};

int main(int argc, char **argv)
{
    const Result<Done> mayMount = enterMountNamespace();
    QCoreApplication application(argc, argv);
    FullDiskTest test(mayMount);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_fulldisk.moc"
