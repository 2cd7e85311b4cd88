// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/framescanner.h"

#include <QTest>

using namespace hobnob::bench;
using Kind = FrameScanner::Kind;

/// What a server's bytes are cut into.
class TestFrameScanner final : public QObject
{
    Q_OBJECT

    struct Found {
        Kind kind;
        std::string bytes;
        bool operator==(const Found &) const = default;
    };

    /// Everything in these bytes, which come in pieces of this size.
    static std::vector<Found> scanned(Framing framing, const std::string &bytes, size_t piece)
    {
        std::vector<Found> found;
        FrameScanner scanner(framing);
        std::string rest;
        for (size_t at = 0; at < bytes.size(); at += piece) {
            rest += bytes.substr(at, piece);
            FrameScanner::Frame frame;
            while (const size_t size = scanner.next(rest, frame)) {
                found.push_back({frame.kind, std::string(frame.bytes)});
                rest.erase(0, size);
            }
        }
        return found;
    }

    static std::string serverFrame(uint8_t first, const std::string &payload)
    {
        std::string frame(1, char(first));
        const size_t size = payload.size();
        if (size < 126)
            return frame + char(size) + payload;
        frame += char(size < 65536 ? 126 : 127);
        for (int shift = size < 65536 ? 8 : 56; shift >= 0; shift -= 8)
            frame += char(size >> shift);
        return frame + payload;
    }

    static constexpr auto answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

private Q_SLOTS:
    void cutsLines_data()
    {
        QTest::addColumn<int>("piece");
        QTest::newRow("all at once") << 1000;
        QTest::newRow("byte by byte") << 1;
        QTest::newRow("in sevens") << 7;
    }
    void cutsLines()
    {
        QFETCH(int, piece);
        const auto found =
            scanned(Framing::Lines, ":a PRIVMSG #b :c\r\nPING :x\n\r\nhalf", size_t(piece));
        const std::vector<Found> expected{
            {Kind::Text, ":a PRIVMSG #b :c"}, {Kind::Text, "PING :x"}, {Kind::Text, ""}};
        QVERIFY(found == expected);
    }

    void cutsFrames_data() { cutsLines_data(); }
    void cutsFrames()
    {
        QFETCH(int, piece);
        const std::string middle(300, 'm');
        const std::string large(70000, 'l');
        const auto found = scanned(Framing::WebSocket,
                                   answer + serverFrame(0x81, "small") + serverFrame(0x89, "p") +
                                       serverFrame(0x81, middle) + serverFrame(0x81, large) +
                                       serverFrame(0x81, "") + serverFrame(0x88, "\x03\xe8") +
                                       serverFrame(0x81, "cut off").substr(0, 5),
                                   size_t(piece));
        QCOMPARE(found.size(), 7U);
        QCOMPARE(found[0].kind, Kind::Head);
        const std::vector<Found> expected{{Kind::Text, "small"}, {Kind::Ping, "p"},
                                          {Kind::Text, middle},  {Kind::Text, large},
                                          {Kind::Text, ""},      {Kind::Closed, "\x03\xe8"}};
        QVERIFY(std::vector<Found>(found.begin() + 1, found.end()) == expected);
    }

    void saysWhatIsBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray open(answer);
        QTest::newRow("another answer") << QByteArray("HTTP/1.1 503 Busy\r\n\r\n");
        QTest::newRow("a masked frame") << open + QByteArray("\x81\x82"
                                                             "abcdef");
        QTest::newRow("a binary frame") << open + QByteArray("\x82\x01"
                                                             "a");
        QTest::newRow("a fragment") << open + QByteArray("\x01\x01"
                                                         "a");
        QTest::newRow("a compressed frame") << open + QByteArray("\xc1\x01"
                                                                 "a");
    }
    void saysWhatIsBroken()
    {
        QFETCH(QByteArray, bytes);
        const auto found = scanned(Framing::WebSocket, bytes.toStdString(), 1000);
        QVERIFY(!found.empty());
        QCOMPARE(found.back().kind, Kind::Broken);
    }

    void framesForTheServerAreMasked()
    {
        std::string out;
        appendTextFrame(out, "ab");
        QCOMPARE(QByteArray::fromStdString(out), QByteArray("\x81\x82\0\0\0\0ab", 8));
        out.clear();
        appendTextFrame(out, std::string(200, 'x'));
        QCOMPARE(QByteArray::fromStdString(out.substr(0, 8)),
                 QByteArray("\x81\xfe\0\xc8\0\0\0\0", 8));
        QCOMPARE(out.size(), 208U);
    }
};

QTEST_APPLESS_MAIN(TestFrameScanner)
#include "tst_framescanner.moc"
