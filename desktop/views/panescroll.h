// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace hobnob::desktop
{

/// Several widgets in one place, one of which is shown: as high as that one needs, and scrolled
/// where there is less room.
class PaneScroll final : public QScrollArea
{
    Q_OBJECT

public:
    explicit PaneScroll(QWidget *parent);

    void addPane(QWidget *pane);
    void showPane(QWidget *pane);
    [[nodiscard]] QWidget *pane() const { return m_pane; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_inner;
    QWidget *m_pane = nullptr;
};

} // namespace hobnob::desktop
