// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/leaveroomsheet.h"

#include "desktop/views/appstyle.h"
#include "desktop/views/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 440;

} // namespace

LeaveRoomSheet::LeaveRoomSheet(QWidget *parent) : Sheet(cardWidth, parent)
{
    setObjectName(u"leaveRoomSheet"_s);
    m_title = addHead(u"leaveRoom"_s, {});
    auto *hint = new Label(TextSize::Base, LabelTone::Muted, this);
    hint->setWordWrap(true);
    hint->setText(tr("This room is private: you see it again only when somebody adds you."));
    content()->addWidget(hint);
    auto *stay = new QPushButton(tr("Stay"), this);
    stay->setObjectName(u"leaveRoomStay"_s);
    stay->setAccessibleName(stay->text());
    auto *leave = new QPushButton(tr("Leave room"), this);
    leave->setObjectName(u"leaveRoomAccept"_s);
    leave->setAccessibleName(leave->text());
    leave->setProperty(destructiveProperty, true);
    m_stay = stay;
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space[2]);
    buttons->addStretch();
    buttons->addWidget(stay);
    buttons->addWidget(leave);
    content()->addLayout(buttons);

    connect(stay, &QPushButton::clicked, this, &LeaveRoomSheet::dismiss);
    connect(leave, &QPushButton::clicked, this, [this] {
        dismiss();
        Q_EMIT confirmed();
    });
}

void LeaveRoomSheet::ask(const QString &room)
{
    m_title->setText(tr("Leave %1?").arg(room));
    setAccessibleName(m_title->text());
    open(m_stay);
}

} // namespace hobnob::desktop
