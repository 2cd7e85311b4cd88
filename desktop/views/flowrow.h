// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hobnob::desktop
{

/// Small widgets beside each other, in as many lines as they need.
class FlowRow : public QWidget
{
    Q_OBJECT

public:
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    /// All in one line.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    explicit FlowRow(QWidget *parent);

    /// Children of this, in the order in which they are to be seen.
    void setItems(const QList<QWidget *> &items);
    [[nodiscard]] const QList<QWidget *> &items() const { return m_items; }
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Step { Measure, Place };
    int flow(int width, Step step) const;

    QList<QWidget *> m_items;
};

} // namespace hobnob::desktop
