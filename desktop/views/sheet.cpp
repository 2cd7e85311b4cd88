// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/sheet.h"

#include "desktop/views/label.h"
#include "desktop/views/toolbutton.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int shadow = 12;

} // namespace

Sheet::Sheet(int cardWidth, QWidget *parent)
    : QWidget(parent), m_card(new QWidget(this)), m_content(new QVBoxLayout(m_card)),
      m_cardWidth(cardWidth)
{
    m_content->setContentsMargins(tokens::space[5], tokens::space[5], tokens::space[5],
                                  tokens::space[5]);
    m_content->setSpacing(tokens::space[3]);
    parent->installEventFilter(this);
    hide();
}

Label *Sheet::addHead(const QString &name, const QString &title)
{
    auto *label = new Label(TextSize::Title, LabelTone::Text, TextWeight::SemiBold, this);
    label->setObjectName(name + u"Title"_s);
    label->setText(title);
    auto *close = makeToolButton(name + u"Close"_s, u"x"_s, tr("Close"), tr("Close (Esc)"), this);
    auto *head = new QHBoxLayout;
    head->setSpacing(tokens::space[1]);
    head->addWidget(label, 1);
    head->addWidget(close);
    m_content->addLayout(head);
    connect(close, &QToolButton::clicked, this, &Sheet::dismiss);
    return label;
}

void Sheet::open(QWidget *first)
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    placeCard();
    raise();
    show();
    if (first)
        first->setFocus(Qt::PopupFocusReason);
    else
        setFocus(Qt::PopupFocusReason);
}

void Sheet::dismiss()
{
    if (!isVisible())
        return;
    hide();
    if (m_focusBefore && m_focusBefore->isVisible())
        m_focusBefore->setFocus(Qt::PopupFocusReason);
    Q_EMIT dismissed();
}

void Sheet::placeCard()
{
    const int width = std::min(m_cardWidth, this->width() - 2 * tokens::space[4]);
    m_card->setFixedWidth(std::max(0, width));
    const int most = height() - 2 * tokens::space[4];
    const int needed = m_content->hasHeightForWidth() ? m_content->totalHeightForWidth(width)
                                                      : m_content->totalSizeHint().height();
    const int cardHeight = std::min(needed, most);
    const int top =
        std::clamp(height() / 7, int(tokens::space[4]),
                   std::max(int(tokens::space[4]), height() - cardHeight - tokens::space[4]));
    m_card->setGeometry((this->width() - width) / 2, top, width, cardHeight);
    update();
}

void Sheet::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.fillRect(rect(), now.scrim);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF card(m_card->geometry());
    for (int i = shadow; i > 0; i -= 2) {
        painter.setBrush(QColor(0, 0, 0, 7));
        painter.drawRoundedRect(card.adjusted(-i, 2 - i, i, i + 4), tokens::radiusLarge + i,
                                tokens::radiusLarge + i);
    }
    painter.setBrush(now.raised);
    painter.setPen(now.line);
    painter.drawRoundedRect(card.adjusted(-0.5, -0.5, 0.5, 0.5), tokens::radiusLarge,
                            tokens::radiusLarge);
}

void Sheet::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->position().toPoint()))
        dismiss();
}

void Sheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    // What is under the card gets no keys.
    event->accept();
}

void Sheet::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeCard();
}

bool Sheet::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest && isVisible())
        placeCard();
    return QWidget::event(event);
}

bool Sheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

bool Sheet::focusNextPrevChild(bool next)
{
    // The focus goes round inside the card.
    auto *widget = QApplication::focusWidget();
    if (!widget || !isAncestorOf(widget))
        widget = this;
    const auto *start = widget;
    do {
        widget = next ? widget->nextInFocusChain() : widget->previousInFocusChain();
        if (widget != this && isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() &&
            (widget->focusPolicy() & Qt::TabFocus)) {
            widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    } while (widget != start);
    return true;
}

} // namespace hobnob::desktop
