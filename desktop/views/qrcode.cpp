// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/qrcode.h"

#include "desktop/views/theme.h"

#include <QPainter>
#include <qrencode.h>

#include <memory>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// The quiet zone that the standard asks for.
constexpr int marginModules = 4;
constexpr int side = 196;

} // namespace

QrCode::QrCode(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"qrCode"_s);
    setAccessibleName(tr("QR code"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

bool QrCode::setText(const QString &text)
{
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.toUtf8().constData(), 0, QR_ECLEVEL_M), &QRcode_free);
    m_modules = {};
    if (code) {
        m_modules = QImage(code->width, code->width, QImage::Format_Grayscale8);
        for (int y = 0; y < code->width; ++y) {
            for (int x = 0; x < code->width; ++x) {
                // The lowest bit says black.
                const bool black = code->data[y * code->width + x] & 1;
                m_modules.scanLine(y)[x] = black ? 0 : 255;
            }
        }
    }
    update();
    return !m_modules.isNull();
}

QSize QrCode::sizeHint() const
{
    return {side, side};
}

void QrCode::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(rect(), tokens::radiusSmall, tokens::radiusSmall);
    if (m_modules.isNull())
        return;
    // Whole pixels of the device, or the edges would be grey.
    const auto ratio = devicePixelRatioF();
    const int count = m_modules.width() + 2 * marginModules;
    const int module = std::max(1, static_cast<int>(std::min(width(), height()) * ratio) / count);
    const auto drawn = m_modules.width() * module / ratio;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRectF((width() - drawn) / 2, (height() - drawn) / 2, drawn, drawn),
                      m_modules);
}

} // namespace hobnob::desktop
