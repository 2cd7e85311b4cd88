// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/pngcheck.h"
#include "shared/limits.h"
#include "tests/support/png.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test::png;
using namespace Qt::StringLiterals;

class PngCheckTest final : public QObject
{
    Q_OBJECT

    static QByteArray end() { return chunk("IEND"); }
    static QByteArray pixels() { return chunk("IDAT", "any bytes"); }
    static QByteArray palette(int colours) { return chunk("PLTE", QByteArray(3 * colours, 'c')); }
    static QByteArray transparency(int bytes) { return chunk("tRNS", QByteArray(bytes, 't')); }
    static QByteArray palettePicture(const QByteArray &between, char depth = 8)
    {
        return signature() + header(16, 16, depth, 3) + between + pixels() + end();
    }
    static QByteArray head(char depth, char colours) { return header(16, 16, depth, colours); }
    /// One whose header says so, and has the checksum for it.
    static QByteArray withHeader(const QByteArray &content)
    {
        return signature() + chunk("IHDR", content) + pixels() + end();
    }

private Q_SLOTS:
    void aPictureIsTaken_data()
    {
        QTest::addColumn<QByteArray>("image");
        QTest::newRow("as browsers draw it") << QByteArray::fromBase64(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9Q"
            "DwADhgGAWjR9awAAAABJRU5ErkJggg==");
        QTest::newRow("1 pixel") << square(1);
        QTest::newRow("256 pixels") << square(256);
        QTest::newRow("in pieces")
            << signature() + header(16, 16) + chunk("IDAT") + pixels() + pixels() + end();
        QTest::newRow("palette") << palettePicture(palette(256));
        QTest::newRow("2 colours in 1 bit") << palettePicture(palette(2), 1);
        QTest::newRow("see-through palette") << palettePicture(palette(3) + transparency(3));
        QTest::newRow("suggested palette")
            << signature() + head(8, 6) + palette(256) + pixels() + end();
        QTest::newRow("see-through grey")
            << signature() + head(4, 0) + transparency(2) + pixels() + end();
        QTest::newRow("see-through colour")
            << signature() + head(8, 2) + transparency(6) + pixels() + end();
        QTest::newRow("grey with alpha") << signature() + head(8, 4) + pixels() + end();
        QTest::newRow("interlaced")
            << withHeader(number(9) + number(9) + "\x08\x06" + QByteArray(2, '\0') + "\x01");
    }

    void aPictureIsTaken()
    {
        QFETCH(QByteArray, image);
        QVERIFY(checkPng(image).ok());
    }

    void allElseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("image");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a page") << QByteArray("<svg onload=\"alert(1)\"/>");
        QTest::newRow("a JPEG") << QByteArray::fromHex("ffd8ffe000104a464946") + square(16);
        QTest::newRow("only the signature") << signature();
        QTest::newRow("no header") << signature() + pixels() + end();
        QTest::newRow("no pixels") << signature() + header(16, 16) + end();
        QTest::newRow("empty pixels") << signature() + header(16, 16) + chunk("IDAT") + end();
        QTest::newRow("no end") << square(16).chopped(12);
        QTest::newRow("half an end") << square(16).chopped(1);
        QTest::newRow("something after the end") << square(16) + "x";
        QTest::newRow("a picture after the end") << square(16) + square(16);
        QTest::newRow("an end that is not empty")
            << signature() + header(16, 16) + pixels() + chunk("IEND", "x");
        QTest::newRow("two headers")
            << signature() + header(16, 16) + header(16, 16) + pixels() + end();
        QTest::newRow("header after the pixels") << signature() + pixels() + header(16, 16) + end();
        QTest::newRow("text") << signature() + header(16, 16) + chunk("tEXt", "Where I live") +
                                     pixels() + end();
        QTest::newRow("text between the pixels")
            << signature() + header(16, 16) + pixels() + chunk("tEXt", "x") + pixels() + end();
        QTest::newRow("camera data")
            << signature() + header(16, 16) + chunk("eXIf", "x") + pixels() + end();
        QTest::newRow("a type in small letters")
            << signature() + header(16, 16) + chunk("idat", "x") + pixels() + end();
        QTest::newRow("a broken checksum") << QByteArray(square(16)).replace("IDAT", "IDAU");
        QTest::newRow("a length past the end")
            << signature() + header(16, 16) + number(0xFFFFFFFFU) + "IDATxxxxxxxxxxxx";
        QTest::newRow("no palette") << palettePicture({});
        QTest::newRow("an empty palette") << palettePicture(palette(0));
        QTest::newRow("a palette of 257") << palettePicture(palette(257));
        QTest::newRow("more colours than bits") << palettePicture(palette(3), 1);
        QTest::newRow("a third of a colour") << palettePicture(chunk("PLTE", "abcd"));
        QTest::newRow("two palettes") << palettePicture(palette(2) + palette(2));
        QTest::newRow("palette after the pixels")
            << signature() + head(8, 3) + pixels() + palette(2) + end();
        QTest::newRow("suggested palette after the pixels")
            << signature() + head(8, 6) + pixels() + palette(2) + end();
        QTest::newRow("palette of a grey picture")
            << signature() + head(8, 0) + palette(2) + pixels() + end();
        QTest::newRow("more see-through than colours")
            << palettePicture(palette(2) + transparency(3));
        QTest::newRow("see-through before the palette")
            << palettePicture(transparency(1) + palette(2));
        QTest::newRow("see-through twice over")
            << signature() + head(8, 6) + transparency(6) + pixels() + end();
        QTest::newRow("16 bits") << signature() + head(16, 6) + pixels() + end();
        QTest::newRow("4 bits of true colour") << signature() + head(4, 2) + pixels() + end();
        QTest::newRow("colours of no kind") << signature() + head(8, 5) + pixels() + end();
        QTest::newRow("another compression")
            << withHeader(number(16) + number(16) + "\x08\x06\x01" + QByteArray(2, '\0'));
        QTest::newRow("another interlacing")
            << withHeader(number(16) + number(16) + "\x08\x06" + QByteArray(2, '\0') + "\x02");
        QTest::newRow("a short header") << withHeader(number(16) + number(16) + "\x08\x06");
        QTest::newRow("a wide picture") << signature() + header(16, 15) + pixels() + end();
        QTest::newRow("257 pixels") << square(257);
        QTest::newRow("none") << signature() + header(0, 0) + pixels() + end();
        QTest::newRow("a width that is no length")
            << signature() + header(0x80000000U, 0x80000000U) + pixels() + end();
    }

    void allElseIsRefused()
    {
        QFETCH(QByteArray, image);
        const auto checked = checkPng(image);
        QVERIFY(!checked.ok());
        QCOMPARE(checked.error().code, ErrorCode::PictureInvalid);
        QCOMPARE(checked.error().field, u"image"_s);
    }

    void itMayHaveSoManyBytes()
    {
        const auto image = [](qsizetype bytes) {
            return signature() + header(16, 16) + chunk("IDAT", QByteArray(bytes, 'x')) + end();
        };
        const qsizetype most = limits::pictureBytes - image(0).size();
        QVERIFY(checkPng(image(most)).ok());
        const auto refused = checkPng(image(most + 1));
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().sentence.contains(u"40 KiB"_s));
    }

    void everyBitCounts()
    {
        const QByteArray image = square(16);
        for (qsizetype bit = 0; bit < image.size() * 8; ++bit) {
            QByteArray broken = image;
            broken[bit / 8] = char(broken[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY2(!checkPng(broken).ok(), qPrintable(QString::number(bit)));
        }
    }

    void everyEndIsMissed()
    {
        const QByteArray image = square(16);
        for (qsizetype size = 0; size < image.size(); ++size)
            QVERIFY(!checkPng(image.first(size)).ok());
    }
};

QTEST_GUILESS_MAIN(PngCheckTest)
#include "tst_pngcheck.moc"
