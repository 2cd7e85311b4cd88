// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/cardpage.h"

#include "desktop/views/focusscroll.h"
#include "desktop/views/icons.h"
#include "desktop/views/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 420;
constexpr int markSide = 56;

} // namespace

/// What is scrolled: the ground and the card on it.
class CardPage::Canvas final : public QWidget
{
public:
    explicit Canvas(CardPage *page) : m_page(page) {}

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
            m_page->placeCard();
        return QWidget::event(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        const auto &now = theme(this);
        QPainter painter(this);
        painter.fillRect(rect(), now.sidebar);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(now.line);
        painter.setBrush(now.scheme == Scheme::Dark ? now.surface : now.raised);
        painter.drawRoundedRect(QRectF(m_page->m_card->geometry()).adjusted(0.5, 0.5, -0.5, -0.5),
                                tokens::radiusLarge, tokens::radiusLarge);
    }

private:
    CardPage *m_page;
};

CardPage::CardPage(QWidget *parent)
    : QScrollArea(parent), m_canvas(new Canvas(this)), m_card(new QWidget(m_canvas)),
      m_content(new QVBoxLayout(m_card)), m_mark(new QLabel(m_card))
{
    m_mark->setObjectName(u"mark"_s);
    m_mark->setPixmap(applicationIcon().pixmap(QSize(markSide, markSide), devicePixelRatioF()));
    m_mark->setAlignment(Qt::AlignCenter);
    m_mark->setFixedHeight(markSide + tokens::space[2]);
    m_card->setObjectName(u"card"_s);
    m_content->setContentsMargins(tokens::space[6], tokens::space[6], tokens::space[6],
                                  tokens::space[6]);
    m_content->setSpacing(tokens::space[1]);
    m_content->addWidget(m_mark);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_canvas);
    keepFocusInSight(this);
}

void CardPage::placeCard()
{
    const int scale = textFont(font(), TextSize::Base).pixelSize();
    const int cardRoom = std::max(0, std::min(m_canvas->width() - 2 * tokens::space[3],
                                              cardWidth * scale / tokens::typeBase));
    m_card->setFixedWidth(cardRoom);
    const int height = viewport()->height();
    const int room = height - 2 * tokens::space[3];
    // Reckoned, not tried out: what changes a layout asks for a place again, without an end.
    const int markRoom = m_mark->minimumHeight() + tokens::space[1];
    // Without a text that wraps there is no height for a width.
    int cardHeight = m_content->hasHeightForWidth() ? m_content->totalHeightForWidth(cardRoom)
                                                    : m_content->totalSizeHint().height();
    if (!m_mark->isHidden())
        cardHeight -= markRoom;
    const bool hasMark = cardHeight + markRoom <= room;
    if (hasMark)
        cardHeight += markRoom;
    if (m_mark->isHidden() == hasMark)
        m_mark->setVisible(hasMark);
    const int resting = cardHeight - passingHeight(cardRoom - 2 * tokens::space[6]);
    const int lowest = std::max(int(tokens::space[3]), height - tokens::space[3] - cardHeight);
    const int top = std::clamp((height - resting) * 2 / 5, int(tokens::space[3]), lowest);
    m_card->setGeometry((m_canvas->width() - cardRoom) / 2, top, cardRoom, cardHeight);
    const int needed = cardHeight + 2 * tokens::space[3];
    if (m_canvas->minimumHeight() != needed)
        m_canvas->setMinimumHeight(needed);
    m_canvas->update();
}

} // namespace hobnob::desktop
