// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QPropertyAnimation>

namespace hobnob::desktop
{

/// Floats at the lower corner of a timeline that is not at its end, with the number of messages
/// that came since. It slides in and out over its parent, which it keeps its place in.
class JumpButton final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit JumpButton(QWidget *parent);

    void setWanted(bool wanted);
    [[nodiscard]] bool isWanted() const { return m_wanted; }
    void setCount(int count);
    [[nodiscard]] int count() const { return m_count; }
    /// Stands in the corner of \a area, in the parent's coordinates.
    void placeIn(const QRect &area);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString label() const;
    [[nodiscard]] QPoint shownPlace() const;
    [[nodiscard]] QPoint hiddenPlace() const;

    QPropertyAnimation m_slide;
    QRect m_area;
    bool m_wanted = false;
    int m_count = 0;
};

} // namespace hobnob::desktop
