// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/framereader.h"
#include "shared/limits.h"

#include <QTest>
#include <QtEndian>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using QWebSocketProtocol::CloseCode;

namespace
{

/// A client's frame.
QByteArray maskedFrame(const QByteArray &payload, char first = '\x81')
{
    QByteArray frame(1, first);
    const auto appendLength = [&](auto length) {
        length = qToBigEndian(length);
        frame.append(reinterpret_cast<const char *>(&length), sizeof length);
    };
    if (payload.size() < 126) {
        frame += char(0x80 | payload.size());
    } else if (payload.size() <= 0xffff) {
        frame += char(0xfe);
        appendLength(quint16(payload.size()));
    } else {
        frame += char(0xff);
        appendLength(quint64(payload.size()));
    }
    const QByteArray mask = "\x12\x00\x56\xf8"_ba;
    frame += mask;
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame += char(payload.at(i) ^ mask.at(i % 4));
    return frame;
}

} // namespace

/// RFC 6455, section 5, case by case, in every way to cut the bytes in two.
class FrameReaderTest final : public QObject
{
    Q_OBJECT

    struct Heard final : FrameReader::Sink {
        QByteArrayList frames;
        int most = -1;

        bool frameRead(FrameReader::Kind kind, const QByteArray &payload) override
        {
            static const char *const names[] = {"text ", "binary ", "close ", "ping ", "pong "};
            frames.append(names[int(kind)] + payload);
            return frames.size() != most;
        }
    };

    struct Outcome {
        QByteArrayList frames;
        int code = 0;

        bool operator==(const Outcome &) const = default;
    };

    static constexpr qint64 messageBytes = 70000;

    static Outcome read(const QList<QByteArray> &parts)
    {
        FrameReader reader(messageBytes);
        Heard heard;
        for (QByteArray part : parts) {
            if (const auto violation = reader.read({part.data(), size_t(part.size())}, heard))
                return {heard.frames, int(violation->code)};
        }
        return {heard.frames, 0};
    }

    static QByteArray head(quint8 first, const QByteArray &rest) { return char(first) + rest; }

private Q_SLOTS:
    void cases_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("frames");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &frames,
                            int code = 0) { QTest::newRow(name) << bytes << frames << code; };
        const int broken = CloseCode::CloseCodeProtocolError;
        const int notUtf8 = CloseCode::CloseCodeWrongDatatype;
        const int tooMuch = CloseCode::CloseCodeTooMuchData;

        row("nothing", {}, {});
        row("a text", maskedFrame("hello"), {"text hello"});
        row("an empty text", maskedFrame({}), {"text "});
        row("bytes", maskedFrame("\x00\xff"_ba, '\x82'), {"binary \x00\xff"_ba});
        row("two texts", maskedFrame("a") + maskedFrame("b"), {"text a", "text b"});
        for (const int size : {125, 126, 127, 128}) {
            const QByteArray text(size, 'x');
            QTest::addRow("a text of %d", size)
                << maskedFrame(text) << QByteArrayList{"text " + text} << 0;
        }
        row("fragments",
            maskedFrame("a", '\x01') + maskedFrame("b", '\x00') + maskedFrame("c", '\x80'),
            {"text abc"});
        row("controls between fragments",
            maskedFrame("a", '\x01') + maskedFrame("p", '\x89') + maskedFrame("q", '\x8a') +
                maskedFrame("b", '\x80'),
            {"ping p", "pong q", "text ab"});
        row("a character in two fragments",
            maskedFrame("\xc3"_ba, '\x01') + maskedFrame("\xa4"_ba, '\x80'), {"text \xc3\xa4"});
        row("an empty end", maskedFrame("a", '\x01') + maskedFrame({}, '\x80'), {"text a"});
        row("a close", maskedFrame({}, '\x88'), {"close "});
        row("a close with a code", maskedFrame("\x03\xe8"_ba, '\x88'), {"close \x03\xe8"});
        row("a close with a reason", maskedFrame("\x03\xe8why"_ba, '\x88'), {"close \x03\xe8why"});
        row("a close of the program's own", maskedFrame("\x0b\xb8"_ba, '\x88'), {"close \x0b\xb8"});

        row("a close of one byte", maskedFrame("\x03"_ba, '\x88'), {}, broken);
        for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535}) {
            const QByteArray payload = QByteArray(1, char(code >> 8)) + char(code & 0xff);
            QTest::addRow("a close with %d", code)
                << maskedFrame(payload, '\x88') << QByteArrayList() << broken;
        }
        row("a reason that is not UTF-8", maskedFrame("\x03\xe8\xff"_ba, '\x88'), {}, notUtf8);
        row("no mask", "\x81\x01x"_ba, {}, broken);
        row("reserved bit 1", maskedFrame("a", '\xc1'), {}, broken);
        row("reserved bit 2", maskedFrame("a", '\xa1'), {}, broken);
        row("reserved bit 3", maskedFrame("a", '\x91'), {}, broken);
        for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
            QTest::addRow("opcode %d", opcode)
                << maskedFrame("a", char(0x80 | opcode)) << QByteArrayList() << broken;
        row("an end without a beginning", maskedFrame("a", '\x80'), {}, broken);
        row("more without a beginning", maskedFrame("a", '\x00'), {}, broken);
        row("a beginning within another", maskedFrame("a", '\x01') + maskedFrame("a"), {}, broken);
        row("a ping in fragments", maskedFrame("a", '\x09'), {}, broken);
        row("a long ping", maskedFrame(QByteArray(126, 'x'), '\x89'), {}, broken);
        row("a length with the highest bit",
            head(0x81, "\xff\x80\x00\x00\x00\x00\x00\x00\x01"_ba + QByteArray(4, '\0')), {},
            broken);
        row("a frame past the bound",
            head(0x81, "\xff\x00\x00\x00\x00\x00\x01\x11\x71"_ba + QByteArray(4, '\0')), {},
            tooMuch);
        row("a length in two bytes that fits one",
            head(0x81, "\xfe\x00\x7d"_ba + QByteArray(4, '\0') + QByteArray(125, 'a')), {}, broken);
        row("a length in eight bytes that fits two",
            head(0x81, "\xff\x00\x00\x00\x00\x00\x00\xff\xff"_ba + QByteArray(4, '\0')), {},
            broken);
        row("a good one before", maskedFrame("a") + maskedFrame("b", '\x83'), {"text a"}, broken);
        for (const QByteArray &text : {"\xc0\xaf"_ba, "\xed\xa0\x80"_ba, "\xf5\x80\x80\x80"_ba,
                                       "\xe6\x9d"_ba, "\x80"_ba, "a\xff"_ba})
            QTest::addRow("text of %s", text.toHex().constData())
                << maskedFrame(text) << QByteArrayList() << notUtf8;
        row("bytes need not be UTF-8", maskedFrame("\xff"_ba, '\x82'), {"binary \xff"_ba});
    }

    void cases()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArrayList, frames);
        QFETCH(int, code);
        const Outcome expected{frames, code};
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
            QVERIFY2(read({bytes.first(cut), bytes.sliced(cut)}) == expected,
                     qPrintable(QString::number(cut)));
        QList<QByteArray> single;
        for (const char byte : std::as_const(bytes))
            single.append(QByteArray(1, byte));
        QVERIFY(read(single) == expected);
    }

    void longMessages_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("fragment");
        for (const int size : {65535, 65536, 70000}) {
            QTest::addRow("%d in one", size) << size << size;
            QTest::addRow("%d in pieces", size) << size << 4096;
        }
    }

    void longMessages()
    {
        QFETCH(int, size);
        QFETCH(int, fragment);
        QByteArray text;
        for (int i = 0; i < size; ++i)
            text += char('a' + i % 26);
        QByteArray bytes;
        for (int at = 0; at < size; at += fragment) {
            const bool last = at + fragment >= size;
            bytes += maskedFrame(text.mid(at, fragment), char((last ? 0x80 : 0) | (at == 0)));
        }
        QList<QByteArray> parts;
        for (int at = 0; at < bytes.size(); at += 1001)
            parts.append(bytes.mid(at, 1001));
        QCOMPARE(read(parts).frames, QByteArrayList{"text " + text});
    }

    void messagesHaveABound()
    {
        QByteArray bytes = maskedFrame(QByteArray(40000, 'x'), '\x01');
        QCOMPARE(read({bytes}).code, 0);
        bytes += maskedFrame(QByteArray(30001, 'x'), '\x00');
        QCOMPARE(read({bytes}).code, int(CloseCode::CloseCodeTooMuchData));
    }

    void fragmentsHaveABound()
    {
        const QByteArray begin = maskedFrame("x", '\x01');
        const QByteArray more = maskedFrame({}, '\x00') + maskedFrame({}, '\x89');
        QCOMPARE(read({begin + more.repeated(limits::messageFragments - 1)}).code, 0);
        QCOMPARE(read({begin + more.repeated(limits::messageFragments)}).code,
                 int(CloseCode::CloseCodePolicyViolated));
    }

    void nothingIsReadBehindANo()
    {
        FrameReader reader(messageBytes);
        Heard heard;
        heard.most = 1;
        QByteArray bytes = maskedFrame("a") + maskedFrame("b");
        QVERIFY(!reader.read({bytes.data(), size_t(bytes.size())}, heard));
        QCOMPARE(heard.frames, QByteArrayList{"text a"});
    }
};

QTEST_APPLESS_MAIN(FrameReaderTest)
#include "tst_framereader.moc"
