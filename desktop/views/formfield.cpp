// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/formfield.h"

#include "desktop/views/appstyle.h"
#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/toolbutton.h"

#include <QEvent>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

FormField::FormField(const QString &name, const QString &label, Kind kind, QWidget *parent)
    : QWidget(parent), m_kind(kind),
      m_label(new Label(TextSize::Small, LabelTone::Text, TextWeight::SemiBold, this)),
      m_edit(new QLineEdit(this)), m_hint(new Label(TextSize::Small, LabelTone::Muted, this)),
      m_error(new Label(TextSize::Small, LabelTone::Danger, this))
{
    setObjectName(name);
    m_edit->setObjectName(name + u"Field"_s);
    m_label->setBuddy(m_edit);
    m_hint->setObjectName(name + u"Hint"_s);
    m_error->setObjectName(name + u"Error"_s);
    for (auto *line : {m_hint, m_error}) {
        line->setWordWrap(true);
        line->hide();
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space[1]);
    for (auto *part : {static_cast<QWidget *>(m_label), static_cast<QWidget *>(m_edit),
                       static_cast<QWidget *>(m_hint), static_cast<QWidget *>(m_error)})
        column->addWidget(part);
    setLabel(label);
    setFocusProxy(m_edit);
    if (kind == Kind::Password)
        addShowButton(name);

    connect(m_edit, &QLineEdit::textEdited, this, [this](const QString &text) {
        showError({});
        Q_EMIT edited(text);
    });
    connect(m_edit, &QLineEdit::returnPressed, this, &FormField::submitted);
}

void FormField::addShowButton(const QString &name)
{
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                Qt::ImhNoAutoUppercase);
    m_show = makeToolButton(name + u"Show"_s, u"eye"_s, tr("Show password"), tr("Show password"),
                            m_edit);
    m_show->setIconSize({tokens::sizeIconSmall, tokens::sizeIconSmall});
    m_show->setCheckable(true);
    m_show->setCursor(Qt::ArrowCursor);
    m_edit->installEventFilter(this);
    connect(m_show, &QToolButton::toggled, this, [this](bool shown) {
        m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        m_show->setIcon(icon(shown ? u"eye-off"_s : u"eye"_s, IconRole::Muted));
        m_show->setToolTip(shown ? tr("Hide password") : tr("Show password"));
        m_show->setAccessibleName(m_show->toolTip());
    });
    placeShowButton();
}

void FormField::placeShowButton()
{
    const int side = std::max(int(tokens::sizeIcon), m_edit->height() - 8);
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    m_show->setFixedSize(side, side);
    m_show->move(rightToLeft ? 4 : m_edit->width() - side - 4, 4);
    m_edit->setTextMargins(rightToLeft ? side : 0, 0, rightToLeft ? 0 : side, 0);
}

bool FormField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && m_show && event->type() == QEvent::Resize)
        placeShowButton();
    return QWidget::eventFilter(watched, event);
}

QString FormField::text() const
{
    return m_kind == Kind::Password ? m_edit->text() : m_edit->text().trimmed();
}

void FormField::setText(const QString &text)
{
    m_edit->setText(text);
    if (m_show)
        m_show->setChecked(false);
    showError({});
}

void FormField::setLabel(const QString &label)
{
    m_label->setText(label);
    m_edit->setAccessibleName(label);
}

void FormField::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty() && !hasError());
    describe();
}

void FormField::showError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
    m_hint->setVisible(sentence.isEmpty() && !m_hint->text().isEmpty());
    m_edit->setProperty(refusedProperty, !sentence.isEmpty());
    m_edit->update();
    describe();
}

bool FormField::hasError() const
{
    return !m_error->text().isEmpty();
}

void FormField::focus()
{
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->selectAll();
}

int FormField::passingHeight(int width) const
{
    if (!hasError())
        return 0;
    const int error = m_error->heightForWidth(width);
    return m_hint->text().isEmpty() ? error + tokens::space[1]
                                    : error - m_hint->heightForWidth(width);
}

void FormField::describe()
{
    m_edit->setAccessibleDescription(hasError() ? m_error->text() : m_hint->text());
}

} // namespace hobnob::desktop
