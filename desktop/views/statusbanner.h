// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// The quiet line above the composer while the server is away: what will happen, and a way not to
/// wait for it. Hidden when there is nothing to say.
class StatusBanner final : public QWidget
{
    Q_OBJECT

public:
    enum class Offer { Nothing, TryNow };

    explicit StatusBanner(QWidget *parent = nullptr);

    void setStatus(const QString &text, Offer offer);

Q_SIGNALS:
    void tryNowRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Label *m_text;
    QToolButton *m_try;
};

} // namespace hobnob::desktop
