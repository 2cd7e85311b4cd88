// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/replyhead.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class ReplyHeadTest final : public QObject
{
    Q_OBJECT

    static QByteArray head(const HttpReply &reply, Behind behind = Behind::NextRequest)
    {
        return replyHead(reply, behind, QDateTime({1994, 11, 6}, {8, 49, 37}, Qt::UTC));
    }

private Q_SLOTS:
    void aHeadSaysWhatFollows()
    {
        QCOMPARE(head({200, {{"A"_ba, "b"_ba}}, "ok\n"_ba}),
                 "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nA: b\r\n"
                 "Content-Length: 3\r\n\r\n"_ba);
    }

    void theEndIsSaid()
    {
        QVERIFY(head({200, {}, {}}, Behind::EndSaid).endsWith("\r\nConnection: close\r\n\r\n"));
        QVERIFY(!head({200, {}, {}}, Behind::EndUnsaid).contains("close"));
    }

    void whatHasNoBodyHasNoLength()
    {
        for (const int status : {204, 304})
            QVERIFY(!head({status, {}, {}}).contains("Content-Length"));
    }

    void whatIsNoHeaderIsNotSent_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("a line in the value") << "A"_ba
                                             << "b\r\nSet-Cookie: c"_ba;
        QTest::newRow("a line feed in the value") << "A"_ba
                                                  << "b\nc"_ba;
        QTest::newRow("a carriage return in the value") << "A"_ba
                                                        << "b\rc"_ba;
        QTest::newRow("a zero byte in the value") << "A"_ba << QByteArray("b\0c", 3);
        QTest::newRow("a line in the name") << "A: b\r\nC"_ba
                                            << "d"_ba;
        QTest::newRow("a colon in the name") << "A:"_ba
                                             << "d"_ba;
        QTest::newRow("no name") << ""_ba
                                 << "d"_ba;
        QTest::newRow("another length") << "content-length"_ba
                                        << "0"_ba;
        QTest::newRow("another coding") << "Transfer-Encoding"_ba
                                        << "chunked"_ba;
    }

    void whatIsNoHeaderIsNotSent()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QCOMPARE(head({200, {{name, value}}, {}}), QByteArray());
    }

    void aRefusalIsWhole()
    {
        const auto answer = refusal(400, "No."_ba, QDateTime::currentDateTimeUtc());
        QVERIFY(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"));
        QVERIFY(answer.contains("\r\nConnection: close\r\n"));
        QVERIFY(answer.contains("\r\nContent-Length: 4\r\n"));
        QVERIFY(answer.endsWith("\r\n\r\nNo.\n"));
    }
};

QTEST_GUILESS_MAIN(ReplyHeadTest)
#include "tst_replyhead.moc"
