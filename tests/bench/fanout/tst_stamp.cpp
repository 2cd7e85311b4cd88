// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/dialect.h"
#include "tests/bench/fanout/stamp.h"

#include <QTest>

using namespace hobnob::bench;
using namespace Qt::StringLiterals;

/// Stamps are found in whatever carries them, and in nothing else.
class TestStamp final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTextHasTheSizeThatIsAsked_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {20, 21, 64, 500})
            QTest::addRow("%d bytes", size) << size;
    }
    void theTextHasTheSizeThatIsAsked()
    {
        QFETCH(int, size);
        for (uint32_t number = 0; number < 200; ++number) {
            const auto text = QString::fromStdString(stampedText({7, number}, size_t(size)));
            QCOMPARE(text.size(), size);
            // A server that folds spaces or trims leaves it as it is.
            QCOMPARE(text.simplified(), text);
        }
    }

    void isFoundAgain()
    {
        StampFinder finder;
        for (uint32_t number : {0U, 1U, 9U, 4096U, 0xffffffffU}) {
            const Stamp stamp{number / 3, number};
            const std::string frame = "{\"seq\":" + std::to_string(number) +
                                      ",\"zq\":\"zqzq\",\"text\":\"" + stampedText(stamp, 64) +
                                      "\"}";
            const auto found = finder.find(frame);
            QVERIFY(found.has_value());
            QVERIFY(*found == stamp);
        }
    }

    void aFrameOfAnotherLengthIsSearchedAnew()
    {
        StampFinder finder;
        QVERIFY(finder.find("{" + stampedText({1, 2}, 64) + "}").has_value());
        QVERIFY(finder.find("{" + stampedText({1, 3}, 30) + "} and more") == (Stamp{1, 3}));
        QVERIFY(finder.find(stampedText({1, 4}, 20)) == (Stamp{1, 4}));
    }

    void whatIsNotWholeIsNone_data()
    {
        QTest::addColumn<QByteArray>("frame");
        const auto text = QByteArray::fromStdString(stampedText({1, 2}, 64));
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("other words") << QByteArray("zq, said the frog, who is not in a hurry");
        QTest::newRow("cut off") << text.left(19);
        QTest::newRow("a letter among the digits") << QByteArray(text).replace(5, 1, "g");
        QTest::newRow("without its middle") << QByteArray(text).replace(10, 1, "0");
    }
    void whatIsNotWholeIsNone()
    {
        QFETCH(QByteArray, frame);
        StampFinder finder;
        QVERIFY(!finder.find(frame.toStdString()).has_value());
    }

    void onlyMessagesCount_data()
    {
        QTest::addColumn<QByteArray>("dialect");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<int>("heard");
        const int delivery = int(Dialect::Heard::Delivery);
        const int nothing = int(Dialect::Heard::Nothing);
        const int trouble = int(Dialect::Heard::Trouble);
        QTest::newRow("ours: an event") << "hobnob"_ba
                                        << "{\"type\":\"roomEvent\",\"text\":\""_ba << delivery;
        QTest::newRow("ours: a line of the list")
            << "hobnob"_ba
            << "{\"type\":\"roomChanged\",\"lastText\":\""_ba << nothing;
        QTest::newRow("ours: an error") << "hobnob"_ba
                                        << "{\"type\":\"error\",\"message\":\""_ba << trouble;
        QTest::newRow("ours: a gap") << "hobnob"_ba
                                     << "{\"type\":\"gap\",\"lastText\":\""_ba << trouble;
        QTest::newRow("IRC: a message") << "irc"_ba
                                        << ":a!b@c PRIVMSG #bench0 :"_ba << delivery;
        QTest::newRow("IRC: a refusal") << "irc"_ba
                                        << ":s 404 a #bench0 :Cannot send "_ba << trouble;
        QTest::newRow("IRC: somebody came") << "irc"_ba
                                            << ":a!b@c JOIN :"_ba << nothing;
        QTest::newRow("Socket.IO: a message") << "socketio"_ba
                                              << "42[\"message\",{\"msg\":\""_ba << delivery;
        QTest::newRow("Socket.IO: somebody came") << "socketio"_ba
                                                  << "42[\"status\",{\"msg\":\""_ba << nothing;
        QTest::newRow("a relay's message") << "relay"_ba
                                           << ""_ba << delivery;
    }
    void onlyMessagesCount()
    {
        QFETCH(QByteArray, dialect);
        QFETCH(QByteArray, before);
        QFETCH(int, heard);
        const auto spoken = dialectNamed(dialect.toStdString());
        QVERIFY(spoken);
        std::string out;
        QCOMPARE(int(spoken->heard({}, before.toStdString() + stampedText({3, 4}, 64), out)),
                 heard);
        if (heard == int(Dialect::Heard::Delivery))
            QVERIFY(spoken->stamp() == (Stamp{3, 4}));
    }
};

QTEST_APPLESS_MAIN(TestStamp)
#include "tst_stamp.moc"
