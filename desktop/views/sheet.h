// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// A raised card over the whole of its parent, which is dimmed. Nothing waits for it: Escape, a
/// click beside it or its own buttons close it, and the focus goes back to where it was.
class Sheet : public QWidget
{
    Q_OBJECT

public:
    /// The layout of the card, for its contents.
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }
    /// Shows it with the focus on \a first.
    void open(QWidget *first);
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    /// \a cardWidth: at most; a narrow window makes it narrower.
    Sheet(int cardWidth, QWidget *parent);
    /// A title, and a button that closes. Of the name "browse" they are browseTitle, browseClose.
    Label *addHead(const QString &name, const QString &title);

    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void placeCard();

    QWidget *m_card;
    QVBoxLayout *m_content;
    QPointer<QWidget> m_focusBefore;
    int m_cardWidth;
};

} // namespace hobnob::desktop
