// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/clientsocket.h"

#include <QTcpServer>
#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;
using Writing = ClientSocket::Writing;

class ClientSocketTest final : public QObject
{
    Q_OBJECT

    QTcpServer m_server;
    std::unique_ptr<ClientSocket> m_near;
    std::unique_ptr<QTcpSocket> m_far;

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_server.isListening() || m_server.listen(QHostAddress::LocalHost));
        m_near = std::make_unique<ClientSocket>();
        m_near->connectToHost(m_server.serverAddress(), m_server.serverPort());
        QTRY_VERIFY(m_server.hasPendingConnections());
        m_far.reset(m_server.nextPendingConnection());
        QTRY_COMPARE(m_near->state(), QAbstractSocket::ConnectedState);
    }

    void writesAreBufferedUnlessSaidOtherwise()
    {
        QCOMPARE(m_near->write("one"), 3);
        QCOMPARE(m_near->bytesToWrite(), 3);
        m_near->setWriting(Writing::Straight);
        // Behind what waits already.
        QCOMPARE(m_near->write("two"), 3);
        QCOMPARE(m_near->bytesToWrite(), 6);
        QTRY_COMPARE(m_far->peek(100), "onetwo"_ba);
    }

    void straightWritesNeedNoBuffer()
    {
        m_near->setWriting(Writing::Straight);
        QCOMPARE(m_near->write("one"), 3);
        QCOMPARE(m_near->bytesToWrite(), 0);
        m_near->setWriting(Writing::Buffered);
        QCOMPARE(m_near->write("two"), 3);
        QCOMPARE(m_near->bytesToWrite(), 3);
        QTRY_COMPARE(m_far->peek(100), "onetwo"_ba);
    }

    void whatTheSystemDoesNotTakeIsBuffered()
    {
        m_near->setWriting(Writing::Straight);
        // More than the two ends' buffers of the system hold.
        QByteArray sent;
        for (char c = 'a'; c <= 'z'; ++c)
            sent += QByteArray(1 << 20, c);
        QCOMPARE(m_near->write(sent), sent.size());
        QVERIFY(m_near->bytesToWrite() > 0);
        QVERIFY(m_near->bytesToWrite() < sent.size());
        QCOMPARE(m_near->write("end"), 3);
        QByteArray got;
        QTRY_COMPARE((got += m_far->readAll()).size(), sent.size() + 3);
        QVERIFY(got == sent + "end");
    }

    void nothingIsWrittenToAClosedSocket()
    {
        m_near->setWriting(Writing::Straight);
        m_far->abort();
        QTRY_COMPARE(m_near->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(m_near->write("one"), -1);
    }
};

QTEST_GUILESS_MAIN(ClientSocketTest)
#include "tst_clientsocket.moc"
