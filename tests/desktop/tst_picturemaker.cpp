// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/picturemaker.h"
#include "shared/limits.h"
#include "tests/support/png.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageWriter>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
namespace png = hobnob::server::test::png;

namespace
{

QImage plain(int width, int height, Qt::GlobalColor colour = Qt::red)
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

QImage noise(int side)
{
    QImage image(side, side, QImage::Format_ARGB32);
    QRandomGenerator random(7);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x)
            image.setPixel(x, y, random.generate());
    }
    return image;
}

/// Of a PNG, in their order, each once.
QStringList chunks(const QByteArray &image)
{
    QStringList types;
    for (qsizetype at = 8; at + 12 <= image.size();) {
        const auto type = QString::fromLatin1(image.mid(at + 4, 4));
        if (!types.contains(type))
            types.append(type);
        at += 12 + qFromBigEndian<quint32>(image.constData() + at);
    }
    return types;
}

Result<QImage> readFrom(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return readPicture(buffer);
}

} // namespace

/// Pictures as they are sent, and what comes from servers and from files.
class PictureMakerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSquareIsInTheMiddle()
    {
        QCOMPARE(middleSquare({300, 100}), QRect(100, 0, 100, 100));
        QCOMPARE(middleSquare({100, 301}), QRect(0, 100, 100, 100));
        QCOMPARE(middleSquare({64, 64}), QRect(0, 0, 64, 64));
    }

    void theMiddleIsWhatIsSent()
    {
        auto wide = plain(900, 300, Qt::green);
        for (int y = 0; y < wide.height(); ++y) {
            for (int x = 0; x < wide.width(); ++x) {
                if (x < 300 || x >= 600)
                    wide.setPixelColor(x, y, Qt::blue);
            }
        }
        const auto made = makePicture(wide);
        QVERIFY(made);
        const auto shown = decodePicture(*made);
        QCOMPARE(shown.size(), QSize(limits::pictureSide, limits::pictureSide));
        for (const auto &at : {QPoint(1, 64), QPoint(64, 64), QPoint(126, 64)})
            QCOMPARE(shown.pixelColor(at), QColor(Qt::green));
    }

    void nothingIsInItButWhatDrawsIt()
    {
        auto image = plain(200, 200);
        image.setText(u"Author"_s, u"Ana"_s);
        image.setDotsPerMeterX(3000);
        image.setColorSpace(QColorSpace::SRgb);
        const auto made = makePicture(image);
        QVERIFY(made);
        QCOMPARE(chunks(*made), (QStringList{u"IHDR"_s, u"IDAT"_s, u"IEND"_s}));
    }

    void aClearOneStaysClear()
    {
        QImage image(50, 50, QImage::Format_ARGB32);
        image.fill(QColor(0, 0, 200, 100));
        const auto made = makePicture(image);
        QVERIFY(made);
        QVERIFY(qAbs(decodePicture(*made).pixelColor(60, 60).alpha() - 100) <= 1);
    }

    void whatIsTooMuchHasFewerColours()
    {
        // As it is, noise of this size takes 64 KiB.
        const auto made = makePicture(noise(limits::pictureSide));
        QVERIFY(made);
        QVERIFY2(made->size() <= limits::pictureBytes, qPrintable(QString::number(made->size())));
        QCOMPARE(decodePicture(*made).width(), limits::pictureSide);
        const QSet<QString> allowed{u"IHDR"_s, u"PLTE"_s, u"tRNS"_s, u"IDAT"_s, u"IEND"_s};
        const auto there = chunks(*made);
        QVERIFY2(allowed.contains({there.begin(), there.end()}), qPrintable(there.join(u' ')));
        // 8 bits of a palette, or of each colour.
        QCOMPARE(made->at(24), char(8));
    }

    void ofNothingNothingIsMade()
    {
        QCOMPARE(makePicture({}).error().code, ErrorCode::PictureInvalid);
    }

    void aServersPictureIsDrawn_data()
    {
        QTest::addColumn<QByteArray>("image");
        QTest::addColumn<int>("side");
        const auto usual = png::square(limits::pictureSide);
        const auto vast =
            png::signature() + png::header(30'000, 30'000) + png::data(64) + png::chunk("IEND");
        QTest::newRow("as clients make it") << usual << limits::pictureSide;
        QTest::newRow("the widest")
            << png::square(limits::pictureSideMost) << limits::pictureSideMost;
        QTest::newRow("wider") << png::square(limits::pictureSideMost + 1) << 0;
        QTest::newRow("declares 30,000 pixels") << vast << 0;
        QTest::newRow("declares more than there is")
            << png::signature() + png::header(0xFFFFFFFF, 1) + png::chunk("IEND") << 0;
        QTest::newRow("without pixels")
            << png::signature() + png::header(8, 8) + png::chunk("IEND") << 0;
        QTest::newRow("broken off in its head") << usual.left(20) << 0;
        QTest::newRow("too many bytes") << usual + QByteArray(limits::pictureBytes, '\0') << 0;
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("another format")
            << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>"_ba << 0;
    }

    void aServersPictureIsDrawn()
    {
        QFETCH(QByteArray, image);
        QFETCH(int, side);
        QCOMPARE(decodePicture(image).width(), side);
    }

    void aBrokenOneDoesNoHarm()
    {
        const auto whole = *makePicture(noise(64));
        for (qsizetype length = 0; length < whole.size(); length += 37)
            std::ignore = decodePicture(whole.left(length));
        for (qsizetype at = 8; at < whole.size(); at += 11) {
            auto changed = whole;
            changed[at] = char(~changed[at]);
            QVERIFY(decodePicture(changed).width() <= limits::pictureSideMost);
        }
    }

    void aFileIsRead()
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(plain(4000, 3000).save(&buffer, "JPG"));
        const auto read = readFrom(bytes);
        QVERIFY(read);
        // Not all of its pixels are looked at.
        QCOMPARE(read->height(), 4 * limits::pictureSide);
        QCOMPARE(readFrom("words"_ba).error().code, ErrorCode::PictureInvalid);
        const auto vast = readFrom(png::signature() + png::header(30'000, 30'000) + png::data(64) +
                                   png::chunk("IEND"));
        QVERIFY(!vast);
        QVERIFY(vast.error().sentence.contains(u"too large"_s));
    }
};

QTEST_MAIN(PictureMakerTest)
#include "tst_picturemaker.moc"
