// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outbox.h"

#include <QTcpServer>
#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

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
        QVERIFY(outbox.add("one"_ba));
        QVERIFY(!outbox.add("two"_ba));
        QCOMPARE(outbox.bytes(), 6);
        outbox.flush();
        QCOMPARE(outbox.bytes(), 0);
        QVERIFY(outbox.add("three"_ba));
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
        QByteArray expected;
        for (int i = 0; i < frames; ++i) {
            const QByteArray frame(bytes, char('a' + i % 26));
            expected += frame;
            outbox.add(frame);
            // What others write to the socket keeps its place, too.
            if (i % 50 == 49) {
                outbox.flush();
                m_near->write("control");
                expected += "control";
            }
        }
        outbox.flush();
        QByteArray got;
        while (got.size() < expected.size()) {
            QTRY_VERIFY(m_far->bytesAvailable() > 0);
            got += m_far->readAll();
        }
        QVERIFY(got == expected);
        QTRY_COMPARE(outbox.bytes(), 0);
    }

    void aSocketThatIsGoneTakesNothing()
    {
        Outbox outbox(m_near.get());
        outbox.add("one"_ba);
        m_near.reset();
        outbox.flush();
        QCOMPARE(outbox.bytes(), 0);
    }

    void aPeerThatIsGoneIsNoCrash()
    {
        Outbox outbox(m_near.get());
        m_far->abort();
        for (int i = 0; i < 100; ++i) {
            outbox.add(QByteArray(65000, 'x'));
            outbox.flush();
        }
        QTRY_COMPARE(m_near->state(), QAbstractSocket::UnconnectedState);
        outbox.add("one"_ba);
        outbox.flush();
        QCOMPARE(outbox.bytes(), 0);
    }
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
