// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/emptystate.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int iconSide = 32;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent), m_icon(new QLabel(this)),
      m_title(new Label(TextSize::Base, LabelTone::Text, TextWeight::SemiBold, this)),
      m_hint(new Label(TextSize::Base, LabelTone::Muted, this)), m_action(new QPushButton(this))
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_action->setObjectName(u"emptyAction"_s);
    m_action->setAccessibleName(tr("Next step"));
    m_action->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(tokens::space[5], tokens::space[5], tokens::space[5],
                               tokens::space[5]);
    column->setSpacing(tokens::space[1]);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addSpacing(tokens::space[2]);
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addSpacing(tokens::space[3]);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionRequested);
}

void EmptyState::setContent(const QString &iconName, const QString &title, const QString &hint,
                            const QString &action)
{
    m_iconName = iconName;
    m_icon->setVisible(!iconName.isEmpty());
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_action->setText(action);
    if (!action.isEmpty())
        m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    m_action->setDefault(true);
    paintIcon();
}

bool EmptyState::focusAction()
{
    if (m_action->isHidden())
        return false;
    m_action->setFocus(Qt::OtherFocusReason);
    return true;
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
}

void EmptyState::paintIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(iconPixmap(m_iconName, theme(this).muted, iconSide, devicePixelRatioF()));
}

} // namespace hobnob::desktop
