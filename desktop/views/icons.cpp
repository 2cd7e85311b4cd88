// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/icons.h"

#include "desktop/views/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// Strokes are 1.5 px at every size, while lucide draws 2 of 24.
constexpr double strokeWidth = 1.5;
constexpr double lucideBox = 24;

QColor colorOf(IconRole role, QIcon::Mode mode)
{
    const QPalette palette = QGuiApplication::palette();
    const auto &now = theme(palette);
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::Text);
    switch (role) {
    case IconRole::Text:
        return now.text;
    case IconRole::Muted:
        return now.muted;
    case IconRole::Accent:
        return now.accent;
    case IconRole::OnAccent:
        return now.onAccent;
    case IconRole::Danger:
        return now.danger;
    }
    return now.text;
}

class SvgIcon final : public QIconEngine
{
public:
    SvgIcon(QString name, IconRole role) : m_name(std::move(name)), m_role(role) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        const auto picture =
            iconPixmap(m_name, colorOf(m_role, mode), size, painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.center() - QPoint(size - 1, size - 1) / 2, picture);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, colorOf(m_role, mode), std::min(size.width(), size.height()), 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal ratio) override
    {
        const auto side = std::min(size.width(), size.height()) / ratio;
        return iconPixmap(m_name, colorOf(m_role, mode), qRound(side), ratio);
    }

    [[nodiscard]] QIconEngine *clone() const override { return new SvgIcon(m_name, m_role); }

private:
    QString m_name;
    IconRole m_role;
};

} // namespace

QIcon icon(const QString &name, IconRole role)
{
    return QIcon(new SvgIcon(name, role));
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal ratio)
{
    const auto key = u"hobnob/%1/%2/%3/%4"_s.arg(name, color.name()).arg(size).arg(ratio);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;

    QFile file(u":/icons/%1.svg"_s.arg(name));
    const bool found = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(found, "iconPixmap", "not in resources/icons/icons.txt");
    auto svg = found ? file.readAll() : QByteArray();
    svg.replace("currentColor", color.name().toLatin1());
    svg.replace("stroke-width=\"2\"",
                "stroke-width=\"" + QByteArray::number(strokeWidth * lucideBox / size) + "\"");
    picture = QPixmap(QSize(size, size) * ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    QSvgRenderer(svg).render(&painter);
    painter.end();
    picture.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, picture);
    return picture;
}

QIcon applicationIcon()
{
    QIcon mark;
    QSvgRenderer drawing(u":/icons/hobnob.svg"_s);
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap picture(size, size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        drawing.render(&painter);
        mark.addPixmap(picture);
    }
    return mark;
}

} // namespace hobnob::desktop
