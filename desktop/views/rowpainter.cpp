// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/rowpainter.h"

#include "desktop/views/badge.h"
#include "desktop/views/icons.h"
#include "desktop/views/personpainter.h"

#include <QFontMetrics>
#include <QPainter>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// Of a message that names the person.
constexpr float mentionTint = 0.09F;
constexpr int mentionBar = 3;

void drawLabel(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
               const QColor &color, int flags = Qt::AlignLeft)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(
        rect, flags | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip,
        text);
}

void paintDay(QPainter &painter, const RowLayout &row, const RowStyle &style, const Theme &theme)
{
    const auto &box = row.words();
    const auto font = style.small;
    const int width = QFontMetrics(font).horizontalAdvance(row.item().text);
    const QRect label(box.center().x() - width / 2, box.top(), width, box.height());
    const int y = box.center().y();
    painter.fillRect(QRect(box.left(), y, label.left() - tokens::space[3] - box.left(), 1),
                     theme.line);
    painter.fillRect(QRect(label.right() + tokens::space[3], y,
                           box.right() - label.right() - tokens::space[3], 1),
                     theme.line);
    drawLabel(painter, label, row.item().text, font, theme.muted);
}

void paintNewLine(QPainter &painter, const RowLayout &row, const RowStyle &style,
                  const Theme &theme)
{
    const auto &box = row.words();
    auto font = style.small;
    font.setWeight(QFont::DemiBold);
    const int width = QFontMetrics(font).horizontalAdvance(row.item().text);
    const int y = box.center().y();
    const bool rightToLeft = style.direction == Qt::RightToLeft;
    const QRect label(rightToLeft ? box.left() : box.right() - width, box.top(), width,
                      box.height());
    const int from = rightToLeft ? label.right() + tokens::space[2] : box.left();
    const int to = rightToLeft ? box.right() : label.left() - tokens::space[2];
    painter.fillRect(QRect(from, y, to - from, 1), theme.accent);
    drawLabel(painter, label, row.item().text, font, theme.accent);
}

void paintFailure(QPainter &painter, const RowLayout &row, const RowStyle &style,
                  const RowState &state, const Theme &theme)
{
    drawLabel(painter, row.failure(), row.shownFailure(), style.small, theme.danger);
    auto pointed = style.small;
    pointed.setUnderline(true);
    const auto &again = state.pointedPart == RowLayout::Part::TryAgain ? pointed : style.small;
    const auto &discard = state.pointedPart == RowLayout::Part::Discard ? pointed : style.small;
    drawLabel(painter, row.tryAgain(), RowLayout::tryAgainText(), again, theme.accent);
    drawLabel(painter, row.discard(), RowLayout::discardText(), discard, theme.accent);
}

void paintFolded(QPainter &painter, const RowLayout &row, const RowStyle &style,
                 const RowState &state, const Theme &theme, const QRectF &clip)
{
    painter.setPen(theme.muted);
    row.body()->draw(painter, row.words().topLeft(), state.selection, theme.selection, clip);
    auto font = style.small;
    font.setUnderline(state.pointedPart == RowLayout::Part::Show);
    drawLabel(painter, row.show(), RowLayout::showText(), font, theme.accent);
}

void paintMessage(QPainter &painter, const RowLayout &row, const RowStyle &style,
                  const RowState &state, const Theme &theme, const QRectF &clip)
{
    const auto &item = row.item();
    if (row.avatar().isValid()) {
        paintAvatar(painter, row.avatar(), item.author, theme, style.base);
        drawLabel(painter, row.name(), row.shownName(), style.name,
                  personColor(theme, item.author.hue));
        if (row.badge().isValid())
            paintBadge(painter, row.badge(), botBadgeText(), style.small, theme);
        drawLabel(painter, row.time(), item.time, style.small, theme.muted);
    } else if (state.pointedAt || state.focused) {
        drawLabel(painter, row.gutterTime(), item.time, style.small, theme.muted,
                  style.direction == Qt::RightToLeft ? Qt::AlignLeft : Qt::AlignRight);
    }

    using State = TimelineModel::DeliveryState;
    painter.setPen(item.delivery == State::Sent     ? theme.text
                   : item.delivery == State::Failed ? theme.danger
                                                    : theme.muted);
    row.body()->draw(painter, row.words().topLeft(), state.selection, theme.selection, clip);
    if (row.clock().isValid())
        painter.drawPixmap(row.clock(), iconPixmap(u"clock"_s, theme.muted, row.clock().width(),
                                                   painter.device()->devicePixelRatioF()));
    if (row.failure().isValid())
        paintFailure(painter, row, style, state, theme);
}

/// What is behind a message: that it is selected or pointed at, and whether it names the person,
/// which a bar says, too, so that it is not colour alone.
void paintGround(QPainter &painter, const QRect &area, const TimelineItem &item,
                 const RowStyle &style, const RowState &state, const Theme &theme)
{
    if (state.selected || state.pointedAt) {
        painter.fillRect(area, state.selected ? theme.selection : theme.hover);
    } else if (item.mentionsMe) {
        auto tint = theme.accent;
        tint.setAlphaF(mentionTint);
        painter.fillRect(area, tint);
    }
    if (!item.mentionsMe)
        return;
    QRect bar(area.left(), area.top(), mentionBar, area.height());
    if (style.direction == Qt::RightToLeft)
        bar.moveRight(area.right());
    painter.fillRect(bar, theme.accent);
}

} // namespace

void paintRow(QPainter &painter, const QRect &rect, const RowLayout &row, const RowStyle &style,
              const RowState &state, const Theme &theme)
{
    using Kind = TimelineModel::RowKind;
    const auto kind = row.item().kind;
    if (kind == Kind::Message) {
        // The gap above a group belongs to nobody.
        const bool hasGap = row.item().startsGroup && !row.item().isFolded;
        const int gap = hasGap ? tokens::sizeGroupGap - 6 : 0;
        paintGround(painter, rect.adjusted(0, gap, 0, 0), row.item(), style, state, theme);
    }

    painter.save();
    const auto clip = QRectF(painter.clipBoundingRect()).translated(-rect.topLeft());
    painter.translate(rect.topLeft());
    switch (kind) {
    case Kind::Message:
        if (row.item().isFolded)
            paintFolded(painter, row, style, state, theme, clip);
        else
            paintMessage(painter, row, style, state, theme, clip);
        break;
    case Kind::Notice:
    case Kind::LogNotice:
        painter.setPen(theme.muted);
        row.body()->draw(painter, row.words().topLeft(), state.selection, theme.selection, clip);
        break;
    case Kind::DaySeparator:
        paintDay(painter, row, style, theme);
        break;
    case Kind::NewLine:
        paintNewLine(painter, row, style, theme);
        break;
    }
    painter.restore();

    if (state.focused) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.focus, 2));
        painter.setBrush(Qt::NoBrush);
        const bool hasGap = kind == Kind::Message && row.item().startsGroup && !row.item().isFolded;
        const int gap = hasGap ? 6 : 0;
        painter.drawRoundedRect(QRectF(rect).adjusted(5, 1 + gap, -5, -1), tokens::radiusSmall,
                                tokens::radiusSmall);
        painter.restore();
    }
}

} // namespace hobnob::desktop
