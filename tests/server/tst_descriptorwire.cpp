// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/wirepair.h"

#include <array>
#include <sys/socket.h>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;

class DescriptorWireTest final : public QObject
{
    Q_OBJECT

    static qint64 write(DescriptorWire &wire, QByteArrayView bytes)
    {
        const std::array<QByteArrayView, 1> pieces = {bytes};
        return wire.write(pieces);
    }

private Q_SLOTS:
    void whatThePeerSendsIsRead()
    {
        WirePair pair;
        pair.far.write("hello");
        QTRY_COMPARE(pair.got, "hello"_ba);
        char more = 0;
        QCOMPARE(pair.near->read(&more, 1), 0);
    }

    void piecesArriveAsOne()
    {
        WirePair pair;
        std::vector<QByteArray> frames;
        std::vector<QByteArrayView> pieces;
        QByteArray expected;
        // More than one system call gathers.
        for (int i = 0; i < 3000; ++i)
            frames.push_back(QByteArray::number(i) + ' ');
        for (const auto &frame : frames) {
            pieces.emplace_back(frame);
            expected += frame;
        }
        QCOMPARE(pair.near->write(pieces), expected.size());
        QTRY_COMPARE(pair.farRead(), expected);
        QCOMPARE(pair.writable, 0);
    }

    void whatIsNotTakenIsToldOfOnceThereIsRoom()
    {
        WirePair pair;
        pair.far.setReadBufferSize(1024);
        const QByteArray much(4 * 1024 * 1024, 'x');
        qint64 taken = 0;
        for (qint64 now = 1; now > 0; taken += now)
            now = write(*pair.near, QByteArrayView(much).sliced(taken));
        QVERIFY(taken < much.size());
        QTest::qWait(20);
        QCOMPARE(pair.writable, 0);
        pair.far.setReadBufferSize(0);
        QTRY_VERIFY((pair.farRead(), pair.writable > 0));
        // Once for each time that it was full, not again and again.
        QTRY_COMPARE(pair.farRead().size(), taken);
        const int told = pair.writable;
        QTest::qWait(20);
        QCOMPARE(pair.writable, told);
        QCOMPARE(told, 1);
        QVERIFY(write(*pair.near, QByteArrayView(much).sliced(taken)) > 0);
    }

    void anEndOfOurSideComesBehindWhatWasWritten()
    {
        WirePair pair;
        QCOMPARE(write(*pair.near, "bye"), 3);
        pair.near->finish();
        QTRY_COMPARE(pair.farRead(), "bye"_ba);
        QTRY_COMPARE(pair.far.state(), QAbstractSocket::UnconnectedState);
    }

    void theOtherSideCanBeHeardAfterOurEnd()
    {
        WirePair pair;
        pair.near->finish();
        const int descriptor = int(pair.far.socketDescriptor());
        QCOMPARE(::send(descriptor, "still", 5, 0), 5);
        QTRY_COMPARE(pair.got, "still"_ba);
    }

    void thePeersEndIsRead()
    {
        WirePair pair;
        pair.far.write("last");
        pair.far.disconnectFromHost();
        QTRY_VERIFY(pair.isEnded);
        QCOMPARE(pair.got, "last"_ba);
    }

    void aConnectionThatBreaksIsAnEnd()
    {
        WirePair pair;
        const linger now{1, 0};
        const int descriptor = int(pair.far.socketDescriptor());
        QCOMPARE(::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now), 0);
        pair.far.abort();
        QTRY_VERIFY(pair.isEnded);
    }

    void nothingIsTakenOnceItIsBroken()
    {
        WirePair pair;
        pair.far.abort();
        const QByteArray bytes(65000, 'x');
        qint64 taken = 1;
        for (int i = 0; i < 100 && taken > 0; ++i)
            taken = write(*pair.near, bytes);
        QCOMPARE(taken, 0);
        QTRY_VERIFY(pair.isEnded);
    }

    void itsListenerMayDestroyIt()
    {
        WirePair pair;
        pair.destroyWhenReadable = true;
        pair.far.write("x");
        QTRY_VERIFY(!pair.near);
        QTRY_COMPARE(pair.far.state(), QAbstractSocket::UnconnectedState);
    }

    void theDescriptorCanBeTakenAway()
    {
        WirePair pair;
        QTcpSocket socket;
        QVERIFY(socket.setSocketDescriptor(pair.near->release()));
        pair.near.reset();
        pair.far.write("to the other one");
        QTRY_COMPARE(socket.bytesAvailable(), 16);
        QCOMPARE(pair.readable, 0);
    }

    void thePeerHasAnAddress()
    {
        const WirePair pair;
        QCOMPARE(pair.near->peerAddress(), QHostAddress(QHostAddress::LocalHost));
    }

    /// What the system is asked of each connection.
    void theSystemLooksAfterIt()
    {
        WirePair pair;
        const int descriptor = int(pair.near->release());
        const auto option = [descriptor](int name) {
            int value = 0;
            socklen_t size = sizeof value;
            return ::getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
        };
        QCOMPARE(option(SO_KEEPALIVE), 1);
        // Linux doubles it.
        QVERIFY(option(SO_SNDBUF) <= 2 * limits::sendBufferBytes);
        ::close(descriptor);
    }
};

QTEST_GUILESS_MAIN(DescriptorWireTest)
#include "tst_descriptorwire.moc"
