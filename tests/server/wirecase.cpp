// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wirecase.h"

#include <QHostAddress>
#include <QSslSocket>
#include <QTest>

#include <array>
#include <sys/socket.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace hobnob::server::test
{

namespace
{

/// The connection ends with a reset instead of a goodbye.
void breakOff(QTcpSocket &socket)
{
    const linger now{1, 0};
    const int descriptor = int(socket.socketDescriptor());
    QCOMPARE(::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now), 0);
    socket.abort();
}

qint64 unsentBytes(const QTcpSocket &socket)
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(&socket);
    return socket.bytesToWrite() + (encrypted ? encrypted->encryptedBytesToWrite() : 0);
}

} // namespace

void WireCase::wireReadable()
{
    ++m_readable;
    if (m_onReadable) {
        m_onReadable();
        return;
    }
    std::array<char, 4096> buffer;
    qint64 count = 0;
    while ((count = m_near->read(buffer.data(), qint64(buffer.size()))) > 0)
        m_got.append(buffer.data(), qsizetype(count));
    if (count < 0) {
        m_isEnded = true;
        m_near.reset();
    }
}

void WireCase::wireWritable()
{
    ++m_writable;
    if (m_onWritable)
        m_onWritable();
}

qint64 WireCase::write(const QByteArray &bytes)
{
    const std::array<QByteArrayView, 1> pieces = {bytes};
    return m_near->write(pieces);
}

QByteArray WireCase::fill()
{
    QByteArray taken;
    for (char letter = 'a';; letter = letter == 'z' ? 'a' : char(letter + 1)) {
        const QByteArray bytes(1009, letter);
        const qint64 count = write(bytes);
        taken += bytes.first(count);
        if (count < bytes.size())
            return taken;
    }
}

const QByteArray &WireCase::farRead()
{
    if (m_far->isOpen())
        m_farGot += m_far->readAll();
    return m_farGot;
}

void WireCase::init()
{
    auto [near, far] = connectEnds();
    QVERIFY(near && far);
    m_near = std::move(near);
    m_near->setListener(this);
    m_far = std::move(far);
    m_got.clear();
    m_farGot.clear();
    m_readable = 0;
    m_writable = 0;
    m_isEnded = false;
    m_onReadable = nullptr;
    m_onWritable = nullptr;
}

void WireCase::cleanup()
{
    m_near.reset();
    m_far.reset();
}

void WireCase::whatThePeerSendsIsRead()
{
    m_far->write("hello");
    QTRY_COMPARE(m_got, "hello"_ba);
    char more = 0;
    QCOMPARE(m_near->read(&more, 1), 0);
}

void WireCase::whatIsLeftIsToldOfAgain()
{
    m_onReadable = [this] {
        char letter = 0;
        if (m_near->read(&letter, 1) == 1)
            m_got += letter;
    };
    m_far->write("hello");
    QTRY_COMPARE(m_got, "hello"_ba);
}

void WireCase::piecesArriveAsOne()
{
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
    QCOMPARE(m_near->write(pieces), expected.size());
    QTRY_COMPARE(farRead(), expected);
    QCOMPARE(m_writable, 0);
}

void WireCase::whatIsNotTakenIsToldOfOnceThereIsRoom()
{
    m_far->setReadBufferSize(1024);
    QByteArray expected;
    // What Qt holds moves on to the system before it is told that there is no room.
    m_onWritable = [&] { expected += fill(); };
    expected += fill();
    QTest::qWait(50);
    m_onWritable = nullptr;
    const int told = m_writable;
    QTest::qWait(20);
    QVERIFY(m_writable <= told + 1);
    m_far->setReadBufferSize(0);
    QTRY_COMPARE(farRead().size(), expected.size());
    QVERIFY(m_farGot == expected);
    // Once for each time that it was full, not again and again.
    QVERIFY(m_writable <= told + 1);
    m_onWritable = [&] { expected += fill(); };
    expected += fill();
    QTRY_VERIFY((farRead(), m_writable > told + 1));
    m_onWritable = nullptr;
    QTRY_COMPARE(farRead().size(), expected.size());
    QVERIFY(m_farGot == expected);
}

void WireCase::whoReadsSlowlyCostsLittle()
{
    m_far->setReadBufferSize(1);
    qint64 taken = 0;
    m_onWritable = [&] { taken += fill().size(); };
    taken += fill().size();
    QTest::qWait(50);
    // Both systems' buffers, and no buffer of ours that grows.
    QVERIFY2(taken < 16 * 1024 * 1024, qPrintable(QString::number(taken)));
}

void WireCase::whoDoesNotWantToReadIsToldLater()
{
    m_near->setReading(Wire::Reading::Off);
    m_far->write("hello");
    QTest::qWait(20);
    QCOMPARE(m_readable, 0);
    m_near->setReading(Wire::Reading::On);
    QTRY_COMPARE(m_got, "hello"_ba);
    m_near->setReading(Wire::Reading::Off);
    m_far->disconnectFromHost();
    QTest::qWait(20);
    QVERIFY(!m_isEnded);
    m_near->setReading(Wire::Reading::On);
    QTRY_VERIFY(m_isEnded);
}

void WireCase::whoDoesNotReadMakesThePeerWait()
{
    m_near->setReading(Wire::Reading::Off);
    const QByteArray much(32 * 1024 * 1024, 'x');
    m_far->write(much);
    QTest::qWait(50);
    QVERIFY(unsentBytes(*m_far) > much.size() / 2);
    m_near->setReading(Wire::Reading::On);
    QTRY_COMPARE_WITH_TIMEOUT(m_got.size(), much.size(), 20000);
}

void WireCase::anEndOfOurSideComesBehindWhatWasWritten()
{
    const QByteArray bytes(20000, 'x');
    QCOMPARE(write(bytes), bytes.size());
    m_near->finish();
    m_near->finish();
    QTRY_COMPARE(farRead(), bytes);
    QTRY_COMPARE(m_far->state(), QAbstractSocket::UnconnectedState);
}

void WireCase::nothingIsTakenAfterOurEnd()
{
    m_near->finish();
    QCOMPARE(write("more"_ba), 0);
    QTRY_COMPARE(m_far->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(farRead(), QByteArray());
}

void WireCase::lastWordsReachAPeerThatTalks()
{
    m_onReadable = [] {};
    m_far->write(QByteArray(1024 * 1024, 'x'));
    QTRY_VERIFY(m_readable > 0);
    m_onReadable = nullptr;
    QCOMPARE(write("the last words"_ba), 14);
    m_near->finish();
    QTRY_COMPARE(farRead(), "the last words"_ba);
}

void WireCase::thePeersEndIsRead()
{
    m_far->write("last");
    m_far->disconnectFromHost();
    QTRY_VERIFY(m_isEnded);
    QCOMPARE(m_got, "last"_ba);
}

void WireCase::aConnectionThatBreaksIsAnEnd()
{
    breakOff(*m_far);
    QTRY_VERIFY(m_isEnded);
}

void WireCase::nothingIsTakenOnceItIsBroken()
{
    m_far->abort();
    m_onReadable = [] {};
    QTRY_COMPARE(write(QByteArray(65000, 'x')), 0);
    m_onReadable = nullptr;
    QTRY_VERIFY(m_isEnded);
}

void WireCase::itsListenerMayDestroyIt_data()
{
    QTest::addColumn<QByteArray>("when");
    QTest::newRow("when something came") << "came"_ba;
    QTest::newRow("when there is room") << "room"_ba;
    QTest::newRow("when the peer is gone") << "gone"_ba;
}

void WireCase::itsListenerMayDestroyIt()
{
    QFETCH(QByteArray, when);
    const auto destroy = [this] { m_near.reset(); };
    if (when == "room") {
        m_onWritable = destroy;
        static_cast<void>(fill());
    } else if (when == "came") {
        m_onReadable = destroy;
        m_far->write("x");
    } else {
        m_onReadable = destroy;
        breakOff(*m_far);
    }
    QTRY_VERIFY((farRead(), !m_near));
    QTRY_COMPARE(m_far->state(), QAbstractSocket::UnconnectedState);
}

void WireCase::thePeerHasAnAddress()
{
    QCOMPARE(m_near->peerAddress(), QHostAddress(QHostAddress::LocalHost));
}

} // namespace hobnob::server::test
