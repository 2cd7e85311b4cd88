// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/websocketframe.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class WebSocketFrameTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textFrames_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("empty") << 0 << QByteArray::fromHex("8100");
        QTest::newRow("short") << 125 << QByteArray::fromHex("817d");
        QTest::newRow("two bytes of length") << 126 << QByteArray::fromHex("817e007e");
        QTest::newRow("the most of two bytes") << 65535 << QByteArray::fromHex("817effff");
        QTest::newRow("eight bytes of length")
            << 65536 << QByteArray::fromHex("817f0000000000010000");
    }

    void textFrames()
    {
        QFETCH(int, bytes);
        QFETCH(QByteArray, header);
        const QByteArray payload(bytes, 'x');
        QCOMPARE(textFrame(payload), header + payload);
    }

    void closeFrames_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("no reason") << QString() << QByteArray::fromHex("880203f0");
        QTest::newRow("a reason") << u"no"_s << QByteArray::fromHex("880403f06e6f");
        QTest::newRow("a reason that is too long, cut between characters")
            << QString(100, u'é') << QByteArray::fromHex("887c03f0") + QString(61, u'é').toUtf8();
    }

    void closeFrames()
    {
        QFETCH(QString, reason);
        QFETCH(QByteArray, frame);
        QCOMPARE(closeFrame(QWebSocketProtocol::CloseCodePolicyViolated, reason), frame);
    }
};

QTEST_APPLESS_MAIN(WebSocketFrameTest)
#include "tst_websocketframe.moc"
