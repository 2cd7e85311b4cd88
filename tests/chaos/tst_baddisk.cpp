// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/diskrig.h"

#include <unistd.h>

using namespace hobnob;
using namespace hobnob::chaos;

/// The server on real file systems that are read-only or broken, or lose their power.
class BadDiskTest final : public QObject
{
    Q_OBJECT

public:
    BadDiskTest(const Result<Done> &mayMount, bool isRoot) : m_mayMount(mayMount), m_isRoot(isRoot)
    {
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_mayMount.ok(), m_mayMount ? "" : qPrintable(m_mayMount.error().sentence));
    }

    void init() { m_rig = std::make_unique<DiskRig>(); }
    void cleanup() { m_rig.reset(); }

    void aReadOnlyDiskIsRefusedAtTheStartAndNothingIsTouched()
    {
        m_rig->mountInMemory();
        m_rig->startServer();
        {
            WireClient ana(m_rig->port());
            const RoomId room = DiskRig::enter(ana);
            DiskRig::postFirst(ana, room, 3);
        }
        m_rig->stopServer();
        DiskRig::did(m_rig->disk().makeReadOnly());
        const QString refusal = m_rig->refusalToStart();
        QVERIFY2(refusal.startsWith(u"hobnobd: "_s), qPrintable(refusal));
        QVERIFY2(refusal.contains(u"ead-only"_s), qPrintable(refusal));
        QVERIFY(refusal.contains(u"--data"_s));
        QCOMPARE(refusal.count(u'\n'), 1);
        DiskRig::did(m_rig->disk().makeWritable());
        m_rig->goOnAfterThree();
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
            m_rig->mountLoop();
        else
            m_rig->mountInMemory();
        m_rig->startServer();
        {
            WireClient ana(m_rig->port());
            const RoomId room = DiskRig::enter(ana);
            DiskRig::postFirst(ana, room, 3);
            if (isLoop) {
                DiskRig::did(m_rig->disk().failAsBrokenHardware());
                ana.post(room, u"refused"_s, u"c4"_s);
                const auto error = ana.take<protocol::Error>();
                QVERIFY(error.code == ErrorCode::StorageFailed);
                QVERIFY2(error.message.contains(u"cannot"_s), qPrintable(error.message));
                QVERIFY(error.retryAfter);
                const DiskRig::Reply notReady = m_rig->get(u"/readyz"_s);
                QCOMPARE(notReady.status, 503);
                QVERIFY2(notReady.body.startsWith("The server"), notReady.body.constData());
                QCOMPARE(DiskRig::read(ana, room, 4, 3), DiskRig::firstThree());
            }
        }
        m_rig->killServer();
        if (isLoop) {
            // The operator puts the disk right: it is mounted anew.
            m_rig->unmount();
            m_rig->mountLoop();
        } else {
            DiskRig::did(m_rig->disk().makeReadOnly());
            const QString refusal = m_rig->refusalToStart();
            QVERIFY2(refusal.contains(u"ead-only"_s), qPrintable(refusal));
            QCOMPARE(refusal.count(u'\n'), 1);
            DiskRig::did(m_rig->disk().makeWritable());
        }
        m_rig->goOnAfterThree();
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
        m_rig->mountLoop();
        m_rig->startServer();
        {
            WireClient ana(m_rig->port());
            const RoomId room = DiskRig::enter(ana);
            DiskRig::postFirst(ana, room, count);
            QVERIFY(QFile::copy(m_rig->path(u"image"_s), m_rig->path(u"copy"_s)));
        }
        m_rig->killServer();
        m_rig->unmount();
        QVERIFY(QFile::remove(m_rig->path(u"image"_s)));
        QVERIFY(QFile::rename(m_rig->path(u"copy"_s), m_rig->path(u"image"_s)));
        m_rig->mountLoop();
        m_rig->startServer();
        WireClient ana(m_rig->port());
        const RoomId room = DiskRig::enter(ana);
        QCOMPARE(DiskRig::read(ana, room, count + 1, 1),
                 QStringList{u"text %1"_s.arg(count).left(7)});
        DiskRig::post(ana, room, count + 1);
        m_rig->stopServer();
        m_rig->checkData(count + 1);
    }

private:
    Result<Done> m_mayMount;
    bool m_isRoot;
    std::unique_ptr<DiskRig> m_rig;
};

int main(int argc, char **argv)
{
    const bool isRoot = ::geteuid() == 0;
    const Result<Done> mayMount = enterMountNamespace();
    QCoreApplication application(argc, argv);
    BadDiskTest test(mayMount, isRoot);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_baddisk.moc"
