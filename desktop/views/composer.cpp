// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/composer.h"

#include "desktop/views/composerfield.h"
#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"
#include "desktop/views/theme.h"
#include "shared/limits.h"
#include "shared/text.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// The counter appears when so many characters are left.
constexpr int warnFrom = limits::messageCharacters / 10;

} // namespace

Composer::Composer(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"composer"_s);
    m_box = new QWidget(this);
    m_field = new ComposerField(m_box);
    m_field->setObjectName(u"composerField"_s);
    m_field->setAccessibleName(tr("Message"));

    m_send = new QToolButton(m_box);
    m_send->setObjectName(u"sendButton"_s);
    m_send->setAccessibleName(tr("Send"));
    m_send->setToolTip(tr("Send (Enter)"));
    m_send->setIcon(icon(u"send-horizontal"_s, IconRole::Accent));
    m_send->setIconSize({tokens::sizeIcon, tokens::sizeIcon});
    m_send->setAutoRaise(true);
    m_send->setFixedSize(tokens::sizeHitTarget, tokens::sizeHitTarget);
    m_send->setEnabled(false);

    m_note = new Label(TextSize::Small, LabelTone::Muted, this);
    m_note->setObjectName(u"composerNote"_s);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(tokens::space[4], 0, tokens::space[4], 0);
    m_note->hide();

    // Behind the button, at the edge of the box, where one looks for it.
    m_scrollBar = new QScrollBar(Qt::Vertical, m_box);
    m_scrollBar->hide();

    auto *row = new QHBoxLayout(m_box);
    row->setContentsMargins(4, 4, 4, 4);
    row->addSpacing(tokens::space[2]);
    row->setSpacing(tokens::space[2]);
    row->addWidget(m_field, 1, Qt::AlignVCenter);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    row->addWidget(m_scrollBar);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space[1]);
    column->addWidget(m_box);
    column->addWidget(m_note);

    setFocusProxy(m_field);
    connect(m_field, &QPlainTextEdit::textChanged, this, &Composer::reactToChange);
    auto *inner = m_field->verticalScrollBar();
    connect(inner, &QScrollBar::rangeChanged, this, &Composer::updateScrollBar);
    // The field moves its own bar without a signal when it follows the cursor.
    connect(m_field, &QPlainTextEdit::updateRequest, this, &Composer::updateScrollBar);
    connect(m_scrollBar, &QScrollBar::valueChanged, inner, &QScrollBar::setValue);
    connect(m_field, &ComposerField::sendRequested, this, &Composer::send);
    connect(m_field, &ComposerField::editLastRequested, this, &Composer::editLastRequested);
    connect(m_field, &ComposerField::focusChanged, this, [this] { update(); });
    connect(m_send, &QToolButton::clicked, this, [this] {
        send();
        focusField();
    });
    setRoomName({});
}

Composer::~Composer()
{
    // The field still tells of itself while the children are deleted.
    m_field->disconnect(this);
    m_field->verticalScrollBar()->disconnect(this);
}

QString Composer::text() const
{
    return m_field->toPlainText();
}

void Composer::setText(const QString &text)
{
    const QScopedValueRollback loading(m_loading, true);
    m_field->setPlainText(text);
    m_field->moveCursor(QTextCursor::End);
    m_refusal.clear();
    reactToChange();
}

void Composer::clear()
{
    setText({});
}

void Composer::setRoomName(const QString &name)
{
    m_room = name;
    showWhetherToWrite();
}

void Composer::setReason(const QString &reason)
{
    m_reason = reason;
    showWhetherToWrite();
}

void Composer::showWhetherToWrite()
{
    m_field->setPlaceholderText(!m_reason.isEmpty() ? m_reason
                                : m_room.isEmpty()  ? tr("Join a room to write")
                                                    : tr("Message %1").arg(m_room));
    m_field->setAccessibleDescription(m_reason);
    updateNote();
    const bool may = !m_room.isEmpty() && m_reason.isEmpty();
    if (may == isEnabled())
        return;
    // What was begun would hide why it cannot be sent; it is a draft, and comes back.
    const bool hadFocus = m_field->hasFocus();
    setEnabled(may);
    if (!may && hadFocus && parentWidget())
        parentWidget()->setFocus(Qt::OtherFocusReason);
}

void Composer::setHint(const QString &hint)
{
    if (std::exchange(m_hint, hint) != hint)
        updateNote();
}

void Composer::showError(const Error &error)
{
    m_refusal = error.sentence;
    updateNote();
}

void Composer::focusField()
{
    m_field->setFocus(Qt::OtherFocusReason);
}

void Composer::send()
{
    // An empty field has nothing to say; saying so would only be in the way.
    if (text().trimmed().isEmpty())
        return;
    const auto clean = cleanMessage(text());
    if (clean)
        Q_EMIT sendRequested(*clean);
    else if (clean.error().code == ErrorCode::MessageTooLong)
        updateNote(); // It says by how much.
    else
        showError(clean.error());
}

void Composer::updateScrollBar()
{
    const auto *inner = m_field->verticalScrollBar();
    const QSignalBlocker blocker(m_scrollBar);
    m_scrollBar->setRange(inner->minimum(), inner->maximum());
    m_scrollBar->setPageStep(inner->pageStep());
    m_scrollBar->setValue(inner->value());
    m_scrollBar->setVisible(inner->maximum() > inner->minimum() && m_field->isAtMost());
}

void Composer::reactToChange()
{
    const auto now = text();
    m_send->setEnabled(!now.trimmed().isEmpty());
    m_refusal.clear();
    updateNote();
    if (!m_loading)
        Q_EMIT textEdited(now);
}

void Composer::updateNote()
{
    if (!m_refusal.isEmpty()) {
        setNote(m_refusal, Tone::Refused);
        return;
    }
    const auto now = text();
    if (!m_reason.isEmpty() && !now.isEmpty()) {
        // A draft is where the reason would be.
        setNote(m_reason, Tone::Quiet);
        return;
    }
    // Units are never fewer than characters: most texts need no counting.
    if (now.size() < limits::messageCharacters - warnFrom) {
        setNote(m_hint, Tone::Quiet);
        return;
    }
    const int left = limits::messageCharacters - messageCharacterCount(now);
    if (left < 0)
        setNote(messageLengthNote(now), Tone::Refused);
    else if (left <= warnFrom)
        setNote(left == 1 ? tr("One character left")
                          : tr("%1 characters left").arg(QLocale().toString(left)),
                Tone::Quiet);
    else
        setNote(m_hint, Tone::Quiet);
}

void Composer::setNote(const QString &note, Tone tone)
{
    m_tone = tone;
    m_note->setTone(tone == Tone::Refused ? LabelTone::Danger : LabelTone::Muted);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    update();
}

QRect Composer::boxRect() const
{
    return m_box->geometry();
}

void Composer::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool refused = m_tone == Tone::Refused && m_note->isVisible();
    const bool focus = m_field->hasFocus();
    const QPen border(refused ? now.danger : focus ? now.focus : now.line, focus ? 2 : 1);
    painter.setPen(border);
    painter.setBrush(now.field);
    const auto inset = border.widthF() / 2;
    painter.drawRoundedRect(QRectF(boxRect()).adjusted(inset, inset, -inset, -inset),
                            tokens::radiusLarge, tokens::radiusLarge);
}

void Composer::mousePressEvent(QMouseEvent *event)
{
    if (boxRect().contains(event->position().toPoint()))
        focusField();
}

} // namespace hobnob::desktop
