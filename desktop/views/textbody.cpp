// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/textbody.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextBoundaryFinder>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace hobnob::desktop
{

TextBody::TextBody(const QString &text, const QFont &font, int lineHeight, int width,
                   const QColor &linkColor)
    : m_text(text), m_links(findLinks(text)), m_width(std::max(1, width))
{
    // Neighbouring paragraphs of one direction share a layout: nearly every message has only one.
    int start = 0;
    bool rightToLeft = false;
    for (int at = 0; at <= m_text.size();) {
        auto end = static_cast<int>(m_text.indexOf(u'\n', at));
        if (end < 0)
            end = static_cast<int>(m_text.size());
        const bool direction = QStringView(m_text).sliced(at, end - at).isRightToLeft();
        if (at > start && direction != rightToLeft) {
            addPiece(start, m_text.mid(start, at - 1 - start), font, linkColor);
            start = at;
        }
        rightToLeft = direction;
        at = end + 1;
    }
    addPiece(start, m_text.mid(start), font, linkColor);
    for (auto &piece : m_pieces)
        breakLines(piece, lineHeight);
}

TextBody::~TextBody() = default;

void TextBody::addPiece(int start, const QString &text, const QFont &font, const QColor &linkColor)
{
    Piece piece;
    piece.start = start;
    auto lines = text;
    lines.replace(u'\n', QChar::LineSeparator);
    piece.layout = std::make_unique<QTextLayout>(lines, font);
    piece.layout->setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setAlignment(text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    option.setTabStopDistance(4 * QFontMetricsF(font).averageCharWidth());
    piece.layout->setTextOption(option);

    QList<QTextLayout::FormatRange> formats;
    for (const auto &link : m_links) {
        if (link.start < start || link.start >= start + text.size())
            continue;
        QTextCharFormat format;
        format.setForeground(linkColor);
        format.setFontUnderline(true);
        formats.append({link.start - start, link.length, format});
    }
    piece.layout->setFormats(formats);
    m_pieces.push_back(std::move(piece));
}

void TextBody::breakLines(Piece &piece, int lineHeight)
{
    const QFontMetricsF metrics(piece.layout->font());
    const auto natural = metrics.ascent() + metrics.descent();
    const qreal top = m_height;
    qreal y = 0;
    piece.layout->beginLayout();
    for (auto line = piece.layout->createLine(); line.isValid();
         line = piece.layout->createLine()) {
        line.setLineWidth(m_width);
        // Baselines stand evenly even where another font, as of an emoji, is a little taller.
        const auto baseline = y + (lineHeight - natural) / 2 + metrics.ascent();
        auto place = baseline - line.ascent();
        auto advance = qreal(lineHeight);
        if (line.height() > lineHeight * 1.25) {
            place = y;
            advance = std::ceil(line.height());
        }
        line.setPosition({0, place});
        y += advance;
        const auto used = line.naturalTextRect();
        m_end = {piece.layout->textOption().alignment() == Qt::AlignRight ? used.left()
                                                                          : used.right(),
                 top + y - advance / 2};
    }
    piece.layout->endLayout();
    piece.rect = QRectF(0, top, m_width, y);
    m_height = static_cast<int>(std::ceil(top + y));
}

const TextBody::Piece *TextBody::pieceAt(qreal y) const
{
    for (const auto &piece : m_pieces) {
        if (y < piece.rect.bottom())
            return &piece;
    }
    return &m_pieces.back();
}

int TextBody::positionAt(const QPointF &point) const
{
    const auto *piece = pieceAt(point.y());
    const auto y = point.y() - piece->rect.top();
    QTextLine nearest = piece->layout->lineAt(0);
    for (int i = 0; i < piece->layout->lineCount(); ++i) {
        const auto line = piece->layout->lineAt(i);
        if (i > 0 && y < line.y())
            break;
        nearest = line;
    }
    return nearest.isValid() ? piece->start + nearest.xToCursor(point.x()) : piece->start;
}

TextRange TextBody::wordAt(int position) const
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, m_text);
    finder.setPosition(std::clamp(position, 0, static_cast<int>(m_text.size())));
    auto start =
        finder.isAtBoundary() && (finder.boundaryReasons() & QTextBoundaryFinder::StartOfItem)
            ? finder.position()
            : finder.toPreviousBoundary();
    if (start < 0)
        start = 0;
    finder.setPosition(start);
    const auto end = finder.toNextBoundary();
    return {static_cast<int>(start), static_cast<int>(end < 0 ? m_text.size() : end)};
}

const Link *TextBody::linkAt(const QPointF &point) const
{
    if (m_links.isEmpty() || point.y() < 0 || point.y() >= m_height)
        return nullptr;
    const auto *piece = pieceAt(point.y());
    const auto y = point.y() - piece->rect.top();
    for (int i = 0; i < piece->layout->lineCount(); ++i) {
        const auto line = piece->layout->lineAt(i);
        const auto used = line.naturalTextRect();
        if (y < used.top() || y >= used.bottom() || point.x() < used.left() ||
            point.x() > used.right())
            continue;
        const int at = piece->start + line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
        for (const auto &link : m_links) {
            if (at >= link.start && at < link.start + link.length)
                return &link;
        }
    }
    return nullptr;
}

void TextBody::draw(QPainter &painter, const QPointF &at, const TextRange &selection,
                    const QColor &selectionColor, const QRectF &clip) const
{
    for (const auto &piece : m_pieces) {
        if (!piece.rect.translated(at).intersects(clip))
            continue;
        QList<QTextLayout::FormatRange> marks;
        const int length = static_cast<int>(piece.layout->text().size());
        const int from = std::clamp(selection.from - piece.start, 0, length);
        const int to = std::clamp(selection.to - piece.start, 0, length);
        if (from < to) {
            QTextCharFormat format;
            format.setBackground(selectionColor);
            marks.append({from, to - from, format});
        }
        piece.layout->draw(&painter, at + piece.rect.topLeft(), marks, clip);
    }
}

} // namespace hobnob::desktop
