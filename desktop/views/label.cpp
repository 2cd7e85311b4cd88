// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/label.h"

#include <QEvent>
#include <QScopedValueRollback>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

QString plainToolTip(const QString &text)
{
    return u"<span>%1</span>"_s.arg(text.toHtmlEscaped());
}

Label::Label(TextSize size, LabelTone tone, QWidget *parent)
    : Label(size, tone, TextWeight::Normal, parent)
{
}

Label::Label(TextSize size, LabelTone tone, TextWeight weight, QWidget *parent)
    : QLabel(parent), m_size(size), m_tone(tone), m_weight(weight)
{
    setTextFormat(Qt::PlainText);
    restyle();
}

void Label::setTone(LabelTone tone)
{
    m_tone = tone;
    restyle();
}

void Label::setElided(const QString &text)
{
    m_whole = text;
    setSizePolicy(QSizePolicy::Ignored, sizePolicy().verticalPolicy());
    setAccessibleName(text);
    elide();
}

void Label::elide()
{
    if (m_whole.isEmpty() && text().isEmpty())
        return;
    const auto shown = fontMetrics().elidedText(m_whole, Qt::ElideRight, width());
    setText(shown);
    setToolTip(shown == m_whole ? QString() : plainToolTip(m_whole));
}

void Label::restyle()
{
    const QScopedValueRollback restyling(m_restyling, true);
    const auto parentFont = parentWidget() ? parentWidget()->font() : QFont();
    setFont(textFont(parentFont, m_size, m_weight));
    const auto &now = theme(this);
    auto colors = palette();
    const auto &color = m_tone == LabelTone::Muted    ? now.muted
                        : m_tone == LabelTone::Accent ? now.accent
                        : m_tone == LabelTone::Danger ? now.danger
                                                      : now.text;
    // The theme is recognised by window and text; only what is drawn changes.
    colors.setColor(foregroundRole(), color);
    setPalette(colors);
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (m_restyling)
        return;
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::ParentChange)
        restyle();
}

void Label::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (!m_whole.isEmpty())
        elide();
}

QSize Label::minimumSizeHint() const
{
    return m_whole.isEmpty() ? QLabel::minimumSizeHint()
                             : QSize(0, QLabel::minimumSizeHint().height());
}

} // namespace hobnob::desktop
