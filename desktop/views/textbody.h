// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/links.h"

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QPainter;
class QTextLayout;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// A range of a text in UTF-16 units; empty when both are equal.
struct TextRange {
    int from = 0;
    int to = 0;

    [[nodiscard]] bool isEmpty() const { return from >= to; }
    friend bool operator==(const TextRange &, const TextRange &) = default;
};

/// A message's words, laid out at a width: plain text, never markup, with its web addresses marked.
/// Each paragraph runs and aligns in its own direction. GUI thread.
class TextBody final
{
public:
    TextBody(const QString &text, const QFont &font, int lineHeight, int width,
             const QColor &linkColor);
    ~TextBody();
    TextBody(const TextBody &) = delete;
    TextBody &operator=(const TextBody &) = delete;

    [[nodiscard]] int height() const { return m_height; }
    /// Where the last line ends, for what is shown after it.
    [[nodiscard]] QPointF end() const { return m_end; }
    /// The nearest place between two characters.
    [[nodiscard]] int positionAt(const QPointF &point) const;
    /// The word around that place.
    [[nodiscard]] TextRange wordAt(int position) const;
    /// nullptr when no address is there.
    [[nodiscard]] const Link *linkAt(const QPointF &point) const;

    void draw(QPainter &painter, const QPointF &at, const TextRange &selection,
              const QColor &selectionColor, const QRectF &clip) const;

private:
    struct Piece {
        int start = 0;
        std::unique_ptr<QTextLayout> layout;
        QRectF rect;
    };

    void addPiece(int start, const QString &text, const QFont &font, const QColor &linkColor);
    void breakLines(Piece &piece, int lineHeight);
    [[nodiscard]] const Piece *pieceAt(qreal y) const;

    QString m_text;
    QList<Link> m_links;
    std::vector<Piece> m_pieces;
    int m_width;
    int m_height = 0;
    QPointF m_end;
};

} // namespace hobnob::desktop
