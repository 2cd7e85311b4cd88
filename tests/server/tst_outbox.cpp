// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outbox.h"
#include "tests/support/wirepair.h"

using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;
using Kind = Outbox::Kind;

class OutboxTest final : public QObject
{
    Q_OBJECT

    /// Until the system takes no more; what was added.
    static QByteArray fill(Outbox &outbox, WirePair &pair, Kind kind)
    {
        pair.far.setReadBufferSize(1);
        QByteArray added;
        for (int i = 0; outbox.bytes() == 0; ++i) {
            const QByteArray frame(1000, char('a' + i % 26));
            added += frame;
            outbox.add(frame, kind);
            outbox.flush(*pair.near);
        }
        return added;
    }

    static bool arrives(Outbox &outbox, WirePair &pair, const QByteArray &expected)
    {
        pair.far.setReadBufferSize(0);
        return QTest::qWaitFor([&] {
                   outbox.flush(*pair.near);
                   return pair.farRead().size() >= expected.size();
               }) &&
               pair.farRead() == expected;
    }

private Q_SLOTS:
    void theFirstFrameAsksForAFlush()
    {
        WirePair pair;
        Outbox outbox;
        QVERIFY(outbox.add("one"_ba, Kind::Answer));
        QVERIFY(!outbox.add("two"_ba, Kind::Fact));
        QCOMPARE(outbox.bytes(), 6);
        outbox.flush(*pair.near);
        QCOMPARE(outbox.bytes(), 0);
        QCOMPARE(outbox.takenBytes(), 6);
        QVERIFY(outbox.add("three"_ba, Kind::Fact));
    }

    void everythingArrivesInOrder_data()
    {
        QTest::addColumn<int>("frames");
        QTest::addColumn<int>("bytes");
        QTest::newRow("one small frame") << 1 << 10;
        QTest::newRow("more frames than one write gathers") << 1000 << 10;
        QTest::newRow("more bytes than the system takes") << 300 << 65000;
    }

    void everythingArrivesInOrder()
    {
        QFETCH(int, frames);
        QFETCH(int, bytes);
        WirePair pair;
        Outbox outbox;
        QByteArray expected;
        for (int i = 0; i < frames; ++i) {
            const QByteArray frame(bytes, char('a' + i % 26));
            expected += frame;
            outbox.add(frame, i % 2 == 0 ? Kind::Answer : Kind::Fact);
            if (i % 50 == 49)
                outbox.flush(*pair.near);
        }
        QVERIFY(arrives(outbox, pair, expected));
        QCOMPARE(outbox.bytes(), 0);
        QCOMPARE(outbox.factBytes(), 0);
        QCOMPARE(outbox.takenBytes(), expected.size());
    }

    void controlsGoBetweenFrames()
    {
        WirePair pair;
        Outbox outbox;
        QByteArray expected = fill(outbox, pair, Kind::Answer);
        outbox.add("next"_ba, Kind::Answer);
        outbox.addControl("old pong"_ba);
        outbox.addControl("pong"_ba);
        outbox.flush(*pair.near);
        QVERIFY(arrives(outbox, pair, expected + "pongnext"));
        outbox.addControl("ping"_ba);
        QCOMPARE(outbox.bytes(), 4);
        QVERIFY(arrives(outbox, pair, expected + "pongnextping"));
        QCOMPARE(outbox.bytes(), 0);
    }

    void factsCanBeTakenBack()
    {
        WirePair pair;
        Outbox outbox;
        // The last one is taken in part or not at all.
        const QByteArray begun = fill(outbox, pair, Kind::Fact);
        outbox.add("FACT"_ba, Kind::Fact);
        outbox.add("answer"_ba, Kind::Answer);
        outbox.add("FACT"_ba, Kind::Fact);
        outbox.dropFacts();
        QCOMPARE(outbox.factBytes(), outbox.bytes() > 6 ? 1000 : 0);
        const QByteArray whole = begun + "answer";
        const QByteArray without = begun.chopped(1000) + "answer";
        const bool isBegun = outbox.bytes() > 6;
        QVERIFY(arrives(outbox, pair, isBegun ? whole : without));
    }

    void framesAreShared()
    {
        const QByteArray frame(1000, 'x');
        Outbox outbox;
        outbox.add(frame, Kind::Fact);
        QVERIFY(!frame.isDetached());
        outbox.clear();
        QVERIFY(frame.isDetached());
        QCOMPARE(outbox.bytes(), 0);
        QCOMPARE(outbox.factBytes(), 0);
    }
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
