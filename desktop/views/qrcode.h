// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

namespace hobnob::desktop
{

/// A text as a QR code, black on white in every theme: cameras expect it so.
class QrCode final : public QWidget
{
    Q_OBJECT

public:
    explicit QrCode(QWidget *parent);

    /// False when it is too long for one.
    bool setText(const QString &text);
    /// One pixel a module, black or white, without the margin; null when there is none.
    [[nodiscard]] const QImage &modules() const { return m_modules; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_modules;
};

} // namespace hobnob::desktop
