// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/attacks/target.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using hobnob::server::test::Target;

/// The generator at the real server: small rooms for a moment, and everybody is told everything.
class TestRooms final : public QObject
{
    Q_OBJECT

    struct Run {
        int status = -1;
        QJsonObject figures;
        QByteArray complaint;
    };

    Run run(const QStringList &more)
    {
        QProcess process;
        process.start(QStringLiteral(BENCH_FANOUT),
                      QStringList{u"--port"_s, QString::number(m_target.port()), u"--members"_s,
                                  u"50"_s, u"--rooms"_s, u"2"_s, u"--senders"_s, u"4"_s,
                                  u"--warm-up"_s, u"0.2"_s, u"--seconds"_s, u"1"_s} +
                          more);
        if (!process.waitForFinished(60000))
            return {};
        return {process.exitCode(),
                QJsonDocument::fromJson(process.readAllStandardOutput()).object(),
                process.readAllStandardError()};
    }

    Target m_target;

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_target.start({u"--limits"_s, u"bench"_s})); }

    void everybodyIsToldEverything_data()
    {
        QTest::addColumn<QStringList>("how");
        QTest::newRow("as fast as it goes") << QStringList{u"--window"_s, u"4"_s};
        QTest::newRow("at a pace, beside others")
            << QStringList{u"--rate"_s, u"200"_s, u"--idle"_s, u"20"_s};
    }
    void everybodyIsToldEverything()
    {
        QFETCH(QStringList, how);
        const Run done = run(how);
        QVERIFY2(done.status == 0, done.complaint.constData());
        const QJsonObject talk = done.figures["talk"_L1].toObject();
        QVERIFY(talk["messages"_L1].toInt() > 0);
        QVERIFY(talk["deliveries"_L1].toInt() >= 25);
        QVERIFY(talk["p50"_L1].toDouble() > 0);
        QVERIFY(talk["max"_L1].toDouble() >= talk["p99"_L1].toDouble());
    }

    void whatIsLostIsSeen()
    {
        const Run done = run({u"--window"_s, u"4"_s, u"--drop-one-in"_s, u"500"_s});
        QCOMPARE(done.status, 1);
        QVERIFY2(done.complaint.contains("was not told of number"), done.complaint.constData());
    }

    void aLossAtTheEndIsSeen()
    {
        // One delivery in a second is passed over, and nothing comes after it.
        const Run done =
            run({u"--rate"_s, u"2"_s, u"--drop-one-in"_s, u"50"_s, u"--patience"_s, u"1"_s});
        QCOMPARE(done.status, 1);
        QVERIFY2(done.complaint.contains("did not come") || done.complaint.contains("was not told"),
                 done.complaint.constData());
    }
};

QTEST_GUILESS_MAIN(TestRooms)
#include "tst_rooms.moc"
