// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hobnob::desktop
{

enum class Edge { Left, Right };

/// The ground of a side column: the sidebar's colour and a hairline towards the middle.
class SidePanel : public QWidget
{
    Q_OBJECT

public:
    /// \a inner: the edge that the middle is at.
    explicit SidePanel(Edge inner, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Edge m_inner;
};

} // namespace hobnob::desktop
