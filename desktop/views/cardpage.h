// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// A page with one card in it, a little above the middle, below the program's mark. In a low window
/// the mark goes first; what then still has no room is scrolled.
class CardPage : public QScrollArea
{
    Q_OBJECT

protected:
    explicit CardPage(QWidget *parent);

    [[nodiscard]] QWidget *card() const { return m_card; }
    /// The layout of the card, in which the mark is the first.
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }
    /// What of the card's height is there because something is wrong: with that it grows, but does
    /// not jump.
    [[nodiscard]] virtual int passingHeight(int innerWidth) const = 0;

private:
    class Canvas;
    void placeCard();

    Canvas *m_canvas;
    QWidget *m_card;
    QVBoxLayout *m_content;
    QLabel *m_mark;
};

} // namespace hobnob::desktop
