// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/areafield.h"

#include "desktop/views/label.h"

#include <QEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

AreaField::AreaField(const QString &name, const QString &label, int lines, QWidget *parent)
    : QWidget(parent),
      m_label(new Label(TextSize::Small, LabelTone::Text, TextWeight::SemiBold, this)),
      m_edit(new QPlainTextEdit(this)), m_error(new Label(TextSize::Small, LabelTone::Danger, this))
{
    setObjectName(name);
    m_label->setText(label);
    m_label->setBuddy(m_edit);
    m_edit->setObjectName(name + u"Field"_s);
    m_edit->setAccessibleName(label);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setTabChangesFocus(true);
    m_edit->setFixedHeight(lines * lineHeight(font()) + tokens::space[4]);
    m_edit->viewport()->setAutoFillBackground(false);
    m_edit->installEventFilter(this);
    auto see = m_edit->palette();
    see.setColor(QPalette::Base, Qt::transparent);
    m_edit->setPalette(see);
    m_error->setObjectName(name + u"Error"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    auto *box = new QVBoxLayout;
    box->setContentsMargins(tokens::space[1], 2, tokens::space[1], 2);
    box->addWidget(m_edit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space[1]);
    column->addWidget(m_label);
    column->addLayout(box);
    column->addWidget(m_error);
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (m_loading)
            return;
        showError({});
        Q_EMIT edited(text());
    });
}

QString AreaField::text() const
{
    return m_edit->toPlainText().trimmed();
}

void AreaField::setText(const QString &text)
{
    const QScopedValueRollback loading(m_loading, true);
    m_edit->setPlainText(text);
    showError({});
}

void AreaField::setReadOnly(bool readOnly)
{
    m_edit->setReadOnly(readOnly);
    update();
}

void AreaField::showError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    m_edit->setAccessibleDescription(sentence);
    update();
}

bool AreaField::hasError() const
{
    return !m_error->text().isEmpty();
}

void AreaField::focus()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void AreaField::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focus = m_edit->hasFocus();
    const QPen border(hasError() ? now.danger
                      : focus    ? now.focus
                                 : now.line,
                      focus || hasError() ? 2 : 1);
    const auto inset = border.widthF() / 2;
    const QRectF box = m_edit->geometry().adjusted(-tokens::space[1], -2, tokens::space[1], 2);
    painter.setPen(border);
    painter.setBrush(now.field);
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), tokens::radiusSmall,
                            tokens::radiusSmall);
}

bool AreaField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit &&
        (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

} // namespace hobnob::desktop
