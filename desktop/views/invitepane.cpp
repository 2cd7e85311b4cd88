// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/invitepane.h"

#include "desktop/models/timetext.h"
#include "desktop/views/copyline.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"
#include "shared/limits.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int usualUses = 1;
constexpr int usualDays = 7;

} // namespace

InvitePane::InvitePane(QWidget *parent)
    : SettingsPane(u"invitePane"_s, tr("Invite people"), parent),
      m_uses(new FormField(u"inviteUses"_s, tr("How many people"), FormField::Kind::Text, this)),
      m_days(new FormField(u"inviteDays"_s, tr("For how many days"), FormField::Kind::Text, this)),
      m_link(new CopyLine(u"inviteLink"_s, tr("Invite link"), this)),
      m_until(new Label(TextSize::Small, LabelTone::Muted, this))
{
    auto *make = makeButton(u"inviteMake"_s, tr("Make link"));
    make->setDefault(true);
    m_until->setObjectName(u"inviteUntil"_s);
    m_until->setWordWrap(true);
    addText(tr("Whoever has the link can make an account here."));
    auto *row = new QHBoxLayout;
    row->setSpacing(tokens::space[3]);
    for (auto *field : {m_uses, m_days}) {
        field->edit()->setInputMethodHints(Qt::ImhDigitsOnly);
        row->addWidget(field, 1, Qt::AlignTop);
        connect(field, &FormField::submitted, this, &InvitePane::submit);
        connect(field, &FormField::edited, this, [this] { clearFoot(); });
    }
    column()->addLayout(row);
    column()->addWidget(m_link);
    column()->addWidget(m_until);
    addFoot({make});
    connect(make, &QPushButton::clicked, this, &InvitePane::submit);
}

void InvitePane::showLink(const QString &link, Timestamp expires)
{
    m_link->setText(link);
    m_link->setCursorPosition(0);
    m_link->show();
    m_until->setText(
        tr("Good until %1. It is not shown again.").arg(fullTimeText(localTime(expires))));
    m_until->show();
    m_link->setFocus(Qt::OtherFocusReason);
    m_link->selectAll();
}

void InvitePane::begin()
{
    m_uses->setText(QString::number(usualUses));
    m_days->setText(QString::number(usualDays));
    m_link->clear();
    m_link->hide();
    m_until->hide();
    clearFoot();
}

QWidget *InvitePane::firstField()
{
    return m_uses->edit();
}

bool InvitePane::check(FormField *field, int most)
{
    bool isNumber = false;
    const int number = field->text().toInt(&isNumber);
    if (isNumber && number >= 1 && number <= most)
        return true;
    field->showError(tr("From 1 to %L1.").arg(most));
    field->focus();
    return false;
}

void InvitePane::submit()
{
    clearFoot();
    if (check(m_uses, limits::inviteUses) && check(m_days, limits::inviteDays))
        Q_EMIT makeRequested(m_uses->text().toInt(), m_days->text().toInt());
}

} // namespace hobnob::desktop
