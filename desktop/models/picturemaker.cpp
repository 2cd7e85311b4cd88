// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/picturemaker.h"

#include "shared/limits.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>
#include <QImageWriter>
#include <QtEndian>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView signature("\x89PNG\r\n\x1a\n", 8);
/// Length, type and checksum.
constexpr qsizetype chunkFrame = 12;

Error invalid(const char *sentence)
{
    return {ErrorCode::PictureInvalid,
            QCoreApplication::translate("hobnob::desktop::PictureMaker", sentence)};
}

/// Without what Qt writes beside the picture, such as its resolution: servers refuse that.
QByteArray bare(const QByteArray &png)
{
    QByteArray kept(signature.data(), signature.size());
    for (qsizetype at = signature.size(); at + chunkFrame <= png.size();) {
        const auto end = at + chunkFrame + qFromBigEndian<quint32>(png.constData() + at);
        const auto type = png.mid(at + 4, 4);
        if (end > png.size())
            break;
        if (type == "IHDR" || type == "PLTE" || type == "tRNS" || type == "IDAT" || type == "IEND")
            kept.append(png.constData() + at, end - at);
        at = end;
    }
    return kept;
}

QByteArray encoded(const QImage &image)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setCompression(100);
    return writer.write(image) ? bare(png) : QByteArray();
}

QImage scaled(const QImage &square, int side)
{
    return square.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace

QRect middleSquare(const QSize &size)
{
    const int side = std::min(size.width(), size.height());
    return {(size.width() - side) / 2, (size.height() - side) / 2, side, side};
}

Result<QImage> readPicture(QIODevice &file)
{
    static constexpr auto tooLarge =
        QT_TRANSLATE_NOOP("hobnob::desktop::PictureMaker",
                          "This picture is too large to open. Choose a smaller one.");
    if (file.size() > limits::pictureFileBytes)
        return invalid(tooLarge);
    QImageReader reader(&file);
    reader.setAutoTransform(true);
    // Where a format does not say its size beforehand, QImageReader's own limit is about the same.
    if (const auto size = reader.size();
        size.isValid() && qint64(size.width()) * size.height() > limits::pictureFilePixels)
        return invalid(tooLarge);
    // No more pixels than are looked at; JPEG leaves the others out while it reads.
    const int shorter = std::min(reader.size().width(), reader.size().height());
    if (shorter > 4 * limits::pictureSide)
        reader.setScaledSize(reader.size() * (4.0 * limits::pictureSide / shorter));
    auto image = reader.read();
    if (image.isNull())
        return invalid(QT_TRANSLATE_NOOP("hobnob::desktop::PictureMaker",
                                         "This is no picture that can be opened here. Choose a "
                                         "PNG or JPEG file."));
    return image;
}

Result<QByteArray> makePicture(const QImage &image)
{
    if (image.isNull())
        return invalid(QT_TRANSLATE_NOOP("hobnob::desktop::PictureMaker", "There is no picture."));
    const auto square =
        image.copy(middleSquare(image.size())).convertToFormat(QImage::Format_ARGB32);
    for (int side = limits::pictureSide; side >= 16; side /= 2) {
        const auto small = scaled(square, side);
        auto png =
            encoded(small.hasAlphaChannel() ? small : small.convertToFormat(QImage::Format_RGB32));
        if (png.size() > limits::pictureBytes)
            png = encoded(small.convertToFormat(QImage::Format_Indexed8));
        if (!png.isEmpty() && png.size() <= limits::pictureBytes)
            return png;
    }
    return invalid(QT_TRANSLATE_NOOP("hobnob::desktop::PictureMaker",
                                     "This picture could not be made small enough."));
}

QImage decodePicture(const QByteArray &png)
{
    if (png.size() > limits::pictureBytes || !png.startsWith(signature))
        return {};
    QBuffer buffer;
    buffer.setData(png);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, "png");
    reader.setAutoDetectImageFormat(false);
    const auto size = reader.size();
    if (!size.isValid() || std::max(size.width(), size.height()) > limits::pictureSideMost)
        return {};
    return reader.read();
}

} // namespace hobnob::desktop
