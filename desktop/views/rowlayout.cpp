// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/rowlayout.h"

#include "desktop/views/badge.h"
#include "desktop/views/emojitext.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QWidget>

#include <algorithm>

namespace hobnob::desktop
{

namespace
{

constexpr int margin = tokens::space[4];
constexpr int avatarGap = tokens::space[3];
constexpr int dayHeight = 38;
constexpr int newLineHeight = 24;
constexpr int noticeGap = 6;
constexpr int clockSize = 13;

} // namespace

RowStyle::RowStyle(const QWidget *widget, int viewWidth)
    : width(viewWidth), direction(widget->layoutDirection()), link(theme(widget).accent),
      base(textFont(widget->font(), TextSize::Base)),
      small(textFont(widget->font(), TextSize::Small)),
      name(textFont(widget->font(), TextSize::Base, TextWeight::SemiBold)),
      emoji(textFont(widget->font(), TextSize::Display)),
      textLeft(margin + tokens::sizeAvatar + avatarGap)
{
    // About 75 characters; a larger type needs a wider column for as many.
    const int column = tokens::sizeTextColumn * base.pixelSize() / tokens::typeBase;
    textWidth = std::clamp(width - textLeft - margin, 60, column);
}

RowLayout::RowLayout(TimelineItem item, const RowStyle &style) : m_item(std::move(item))
{
    switch (m_item.kind) {
    case TimelineModel::RowKind::Message:
        if (m_item.isFolded)
            layOutFolded(style);
        else
            layOutMessage(style);
        break;
    case TimelineModel::RowKind::Notice:
    case TimelineModel::RowKind::LogNotice:
        layOutNotice(style);
        break;
    case TimelineModel::RowKind::DaySeparator:
        m_height = dayHeight;
        m_words = QRect(margin, 0, style.width - 2 * margin, m_height);
        break;
    case TimelineModel::RowKind::NewLine:
        m_height = newLineHeight;
        m_words = QRect(margin, 0, style.width - 2 * margin, m_height);
        break;
    }
    if (style.direction == Qt::RightToLeft)
        mirror(style.width);
}

int RowLayout::typicalHeight(const QFont &font)
{
    return lineHeight(font) * 2 + tokens::sizeLineGap;
}

void RowLayout::layOutMessage(const RowStyle &style)
{
    int y = m_item.startsGroup ? tokens::sizeGroupGap : tokens::sizeLineGap;
    const bool large = isFewEmoji(m_item.text);
    const auto &font = large ? style.emoji : style.base;
    if (m_item.startsGroup) {
        m_avatar = QRect(margin, y + 1, tokens::sizeAvatar, tokens::sizeAvatar);
        m_name.moveTop(y);
        layOutHeader(style);
        y += m_name.height();
    } else {
        m_gutterTime = QRect(2, y, style.textLeft - 2 - avatarGap + 4, lineHeight(font));
    }
    m_body.emplace(m_item.text, font, lineHeight(font), style.textWidth, style.link);
    m_words = QRect(style.textLeft, y, style.textWidth, m_body->height());
    y += m_body->height();
    if (m_item.delivery == TimelineModel::DeliveryState::Pending) {
        const auto end = m_body->end().toPoint() + m_words.topLeft();
        const int x = std::min(end.x() + 6, style.width - clockSize - 2);
        m_clock = QRect(x, end.y() - clockSize / 2, clockSize, clockSize);
    }
    if (m_item.delivery == TimelineModel::DeliveryState::Failed) {
        m_failure.moveTop(y);
        layOutFailure(style);
        y = m_failure.bottom() + 1;
    }
    // An avatar is taller than a short message's two lines of small type.
    m_height = std::max(y + 1, m_avatar.isValid() ? m_avatar.bottom() + 2 : 0);
}

void RowLayout::layOutHeader(const RowStyle &style)
{
    const QFontMetrics nameMetrics(style.name);
    const QFontMetrics smallMetrics(style.small);
    const int timeWidth = smallMetrics.horizontalAdvance(m_item.time);
    const int badge = m_item.isBot ? badgeWidth(style.small, botBadgeText()) : 0;
    const int badgeSpace = m_item.isBot ? badge + tokens::space[2] : 0;
    const int most = style.textWidth - badgeSpace - timeWidth - tokens::space[2];
    m_shownName = nameMetrics.elidedText(m_item.author.name, Qt::ElideRight, most);
    const int nameWidth = nameMetrics.horizontalAdvance(m_shownName);
    m_name = QRect(style.textLeft, m_name.top(), nameWidth, lineHeight(style.name));
    const int after = m_name.right() + 1 + tokens::space[2];
    if (m_item.isBot)
        m_badge = QRect(after, m_name.top(), badge, m_name.height());
    m_time = QRect(after + badgeSpace, m_name.top(), timeWidth + 2, m_name.height());
}

void RowLayout::layOutFailure(const RowStyle &style)
{
    const QFontMetrics metrics(style.small);
    const int height = lineHeight(style.small) + 4;
    const int tryWidth = metrics.horizontalAdvance(tryAgainText());
    const int discardWidth = metrics.horizontalAdvance(discardText());
    const int buttons = tryWidth + discardWidth + 2 * tokens::space[3];
    m_shownFailure =
        metrics.elidedText(m_item.failure, Qt::ElideRight, std::max(40, style.textWidth - buttons));
    m_failure =
        QRect(style.textLeft, m_failure.top(), metrics.horizontalAdvance(m_shownFailure), height);
    m_tryAgain = QRect(m_failure.right() + 1 + tokens::space[3], m_failure.top(), tryWidth, height);
    m_discard =
        QRect(m_tryAgain.right() + 1 + tokens::space[3], m_failure.top(), discardWidth, height);
}

void RowLayout::layOutNotice(const RowStyle &style)
{
    m_body.emplace(m_item.text, style.small, lineHeight(style.small), style.textWidth, style.link);
    m_words = QRect(style.textLeft, noticeGap, style.textWidth, m_body->height());
    m_height = m_body->height() + 2 * noticeGap;
}

void RowLayout::layOutFolded(const RowStyle &style)
{
    layOutNotice(style);
    const auto end = m_body->end().toPoint() + m_words.topLeft();
    const QFontMetrics metrics(style.small);
    const int height = lineHeight(style.small);
    const int x = std::min(end.x() + tokens::space[2],
                           style.width - margin - metrics.horizontalAdvance(showText()));
    m_show = QRect(x, m_words.bottom() + 1 - height, metrics.horizontalAdvance(showText()), height);
}

void RowLayout::mirror(int width)
{
    for (auto *rect : {&m_avatar, &m_name, &m_badge, &m_time, &m_gutterTime, &m_words, &m_failure,
                       &m_tryAgain, &m_discard, &m_show}) {
        if (rect->isValid())
            rect->moveLeft(width - rect->right() - 1);
    }
    if (m_clock.isValid()) {
        const auto end = m_body->end().toPoint() + m_words.topLeft();
        m_clock.moveLeft(std::clamp(end.x() + 6, 2, width - clockSize - 2));
    }
}

RowLayout::Hit RowLayout::hitTest(const QPointF &point) const
{
    const auto at = point.toPoint();
    const QMargins reach(4, 0, 4, 0);
    if (m_tryAgain.isValid() && m_tryAgain.marginsAdded(reach).contains(at))
        return {Part::TryAgain};
    if (m_discard.isValid() && m_discard.marginsAdded(reach).contains(at))
        return {Part::Discard};
    if (m_show.isValid() && m_show.marginsAdded(reach).contains(at))
        return {Part::Show};
    if (!m_body)
        return {};
    const auto inside = point - m_words.topLeft();
    const int position = m_body->positionAt(inside);
    if (const auto *link = m_body->linkAt(inside))
        return {Part::Link, position, link->url};
    return {m_words.contains(at) ? Part::Words : Part::Nothing, position};
}

TextRange RowLayout::wordAt(int position) const
{
    return m_body ? m_body->wordAt(position) : TextRange{};
}

QString RowLayout::tryAgainText()
{
    return QCoreApplication::translate("RowLayout", "Try again");
}

QString RowLayout::showText()
{
    return QCoreApplication::translate("RowLayout", "Show");
}

QString RowLayout::discardText()
{
    return QCoreApplication::translate("RowLayout", "Discard");
}

} // namespace hobnob::desktop
