// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/composerfield.h"

#include "desktop/views/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

namespace hobnob::desktop
{

namespace
{

/// Above and below the text; with the box's own it keeps a full field off the border.
constexpr int margin = tokens::space[1];

} // namespace

ComposerField::ComposerField(QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(0);
    setViewportMargins(0, margin, 0, margin);
    // The rounded box around the field is the composer's; the field itself has no ground.
    viewport()->setAutoFillBackground(false);
    connect(this, &QPlainTextEdit::textChanged, this, &ComposerField::grow);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &ComposerField::grow);
}

QSize ComposerField::sizeHint() const
{
    int lines = 0;
    for (auto block = document()->begin(); block.isValid(); block = block.next()) {
        lines += std::max(1, block.lineCount());
        if (lines >= tokens::sizeComposerLines)
            break;
    }
    return {200, heightOf(std::clamp(lines, 1, int(tokens::sizeComposerLines)))};
}

int ComposerField::lineStep() const
{
    // As it is laid out: with some fonts a little more than QFontMetrics says.
    const auto first = document()->firstBlock();
    const auto height = document()->documentLayout()->blockBoundingRect(first).height();
    const int lines = std::max(1, first.lineCount());
    return std::max(QFontMetrics(font()).lineSpacing(), qCeil(height / lines));
}

int ComposerField::heightOf(int lines) const
{
    return lines * lineStep() + 2 * margin;
}

bool ComposerField::isAtMost() const
{
    return height() >= heightOf(tokens::sizeComposerLines);
}

void ComposerField::grow()
{
    const auto height = sizeHint().height();
    if (height != this->height() || height != minimumHeight()) {
        setFixedHeight(height);
        updateGeometry();
    }
    // While everything fits, nothing may be scrolled out of sight.
    if (!isAtMost())
        verticalScrollBar()->setValue(0);
}

void ComposerField::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter) {
        if (m_composing) {
            event->ignore();
            return;
        }
        if (event->modifiers() & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier)) {
            if (event->modifiers() & Qt::ShiftModifier)
                textCursor().insertText(QStringLiteral("\n"));
            ensureCursorVisible();
            event->accept();
            return;
        }
        Q_EMIT sendRequested();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Up && event->modifiers() == Qt::NoModifier && !m_composing &&
        document()->isEmpty()) {
        Q_EMIT editLastRequested();
        event->accept();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void ComposerField::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
    grow();
}

void ComposerField::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        textCursor().insertText(source->text());
}

void ComposerField::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    Q_EMIT focusChanged();
}

void ComposerField::focusOutEvent(QFocusEvent *event)
{
    m_composing = false;
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT focusChanged();
}

void ComposerField::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    grow();
}

void ComposerField::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        grow();
}

} // namespace hobnob::desktop
