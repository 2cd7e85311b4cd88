// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outbox.h"

#include <QTcpServer>
#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;
using Kind = Outbox::Kind;

class OutboxTest final : public QObject
{
    Q_OBJECT

    QTcpServer m_server;
    std::unique_ptr<QTcpSocket> m_near;
    std::unique_ptr<QTcpSocket> m_far;

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_server.isListening() || m_server.listen(QHostAddress::LocalHost));
        m_far = std::make_unique<QTcpSocket>();
        m_far->connectToHost(m_server.serverAddress(), m_server.serverPort());
        QTRY_VERIFY(m_server.hasPendingConnections());
        m_near.reset(m_server.nextPendingConnection());
        QTRY_COMPARE(m_far->state(), QAbstractSocket::ConnectedState);
    }

    void theFirstFrameAsksForAFlush()
    {
        Outbox outbox(m_near.get());
        QVERIFY(outbox.add("one"_ba, Kind::Answer));
        QVERIFY(!outbox.add("two"_ba, Kind::Fact));
        QCOMPARE(outbox.bytes(), 6);
        outbox.flush();
        QCOMPARE(outbox.bytes(), 0);
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
        Outbox outbox(m_near.get());
        connect(m_near.get(), &QTcpSocket::bytesWritten, this,
                [&](qint64 written) { outbox.noteWritten(written); });
        QByteArray expected;
        int controls = 0;
        for (int i = 0; i < frames; ++i) {
            const QByteArray frame(bytes, char('a' + i % 26));
            expected += frame;
            outbox.add(frame, i % 2 == 0 ? Kind::Answer : Kind::Fact);
            if (i % 50 == 49) {
                outbox.flush();
                m_near->write("CONTROL");
                ++controls;
            }
        }
        outbox.flush();
        QByteArray got;
        while (got.size() < expected.size() + controls * 7) {
            QTRY_VERIFY(m_far->bytesAvailable() > 0);
            got += m_far->readAll();
        }
        // What others write to the socket comes between frames, never inside one.
        for (auto at = got.indexOf("CONTROL"); at >= 0; at = got.indexOf("CONTROL")) {
            QCOMPARE(at % bytes, 0);
            got.remove(at, 7);
            --controls;
        }
        QCOMPARE(controls, 0);
        QVERIFY(got == expected);
        QTRY_COMPARE(outbox.bytes(), 0);
        m_near->disconnect(this);
    }

    void whatThePeerDoesNotReadIsNotCopied()
    {
        Outbox outbox(m_near.get());
        m_far->setReadBufferSize(1);
        const QByteArray frame(1000, 'x');
        for (int i = 0; i < 20000; ++i)
            outbox.add(frame, Kind::Fact);
        outbox.flush();
        QVERIFY(outbox.bytes() > 0);
        QVERIFY(m_near->bytesToWrite() <= frame.size());
    }

    void factsCanBeTakenBack()
    {
        Outbox outbox(m_near.get());
        connect(m_near.get(), &QTcpSocket::bytesWritten, this,
                [&](qint64 written) { outbox.noteWritten(written); });
        m_far->setReadBufferSize(1);
        // Until the system takes no more, the last one in part or not at all.
        QByteArray expected;
        for (int i = 0; outbox.bytes() == 0; ++i) {
            const QByteArray frame(1000, char('a' + i % 26));
            expected += frame;
            outbox.add(frame, Kind::Fact);
            outbox.flush();
        }
        outbox.add("FACT"_ba, Kind::Fact);
        outbox.add("answer"_ba, Kind::Answer);
        outbox.add("FACT"_ba, Kind::Fact);
        QCOMPARE(outbox.factBytes(), 8);
        outbox.dropFacts();
        QCOMPARE(outbox.factBytes(), 0);
        expected += "answer";
        m_far->setReadBufferSize(0);
        QByteArray got;
        QTRY_VERIFY((got += m_far->readAll()).size() >= expected.size());
        QVERIFY(got == expected);
        m_near->disconnect(this);
    }

    void aSocketThatIsGoneTakesNothing()
    {
        Outbox outbox(m_near.get());
        outbox.add("one"_ba, Kind::Answer);
        m_near.reset();
        outbox.flush();
        QCOMPARE(outbox.bytes(), 0);
    }

    void aPeerThatIsGoneIsNoCrash()
    {
        Outbox outbox(m_near.get());
        m_far->abort();
        for (int i = 0; i < 100; ++i) {
            outbox.add(QByteArray(65000, 'x'), Kind::Fact);
            outbox.flush();
        }
        QTRY_COMPARE(m_near->state(), QAbstractSocket::UnconnectedState);
        outbox.add("one"_ba, Kind::Answer);
        outbox.flush();
        QCOMPARE(outbox.bytes(), 0);
    }
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
