// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/portraits.h"

#include "desktop/client/picturebook.h"
#include "desktop/models/picturemaker.h"

#include <QPainter>
#include <QPixmapCache>
#include <QWidget>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// Whoever paints without a name for the picture that waits: more than there are widgets at once.
constexpr qsizetype mostWaiting = 2000;

QPixmap disc(const QImage &image, int side, qreal ratio)
{
    const int pixels = qRound(side * ratio);
    auto picture = QPixmap(pixels, pixels);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(
        image.scaled(pixels, pixels, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation));
    painter.drawEllipse(0, 0, pixels, pixels);
    painter.end();
    picture.setDevicePixelRatio(ratio);
    return picture;
}

} // namespace

QPointer<Portraits> Portraits::s_current;

Portraits::Portraits(PictureBook *book, QObject *parent) : QObject(parent), m_book(book)
{
    s_current = this;
    connect(book, &PictureBook::arrived, this, &Portraits::paintAgain);
}

Portraits::~Portraits()
{
    if (s_current == this)
        s_current = m_before;
}

QPixmap Portraits::draw(const QString &picture, int side, qreal ratio)
{
    const auto bytes = m_book->want(picture);
    if (bytes.isEmpty())
        return {};
    const auto key = u"hobnob/portrait/%1/%2/%3"_s.arg(picture).arg(side).arg(ratio);
    QPixmap drawn;
    if (QPixmapCache::find(key, &drawn))
        return drawn;
    const auto image = decodePicture(bytes);
    if (image.isNull()) {
        m_book->refuse(picture);
        return {};
    }
    drawn = disc(image, side, ratio);
    QPixmapCache::insert(key, drawn);
    return drawn;
}

void Portraits::await(const QString &picture, QWidget *widget)
{
    if (m_waiting.size() >= mostWaiting)
        m_waiting.clear();
    auto &widgets = m_waiting[picture];
    if (!widgets.contains(widget))
        widgets.append(widget);
}

void Portraits::paintAgain(const QString &picture)
{
    const auto widgets = m_waiting.take(picture);
    for (const auto &widget : widgets) {
        if (widget)
            widget->update();
    }
}

QPixmap portraitPixmap(QPainter &painter, const QString &picture, int side)
{
    auto *portraits = Portraits::s_current.data();
    auto *device = painter.device();
    if (!portraits || picture.isEmpty() || !device)
        return {};
    auto drawn = portraits->draw(picture, side, device->devicePixelRatioF());
    if (drawn.isNull() && device->devType() == QInternal::Widget)
        portraits->await(picture, static_cast<QWidget *>(device));
    return drawn;
}

} // namespace hobnob::desktop
