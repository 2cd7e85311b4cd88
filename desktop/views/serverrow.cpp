// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/serverrow.h"

#include "desktop/views/label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// Of the address, in pixels, beside the button.
constexpr int longest = 250;

} // namespace

ServerRow::ServerRow(QWidget *parent)
    : QWidget(parent), m_label(new Label(TextSize::Base, LabelTone::Muted, this))
{
    m_label->setObjectName(u"connectServer"_s);
    auto *change = new QPushButton(tr("Change"), this);
    change->setObjectName(u"changeServerButton"_s);
    change->setAccessibleName(tr("Change server"));
    change->setFlat(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addStretch();
    row->addWidget(m_label);
    row->addWidget(change);
    row->addStretch();
    connect(change, &QPushButton::clicked, this, &ServerRow::changeRequested);
}

void ServerRow::setServer(const QString &address)
{
    m_address = address;
    m_label->setText(m_label->fontMetrics().elidedText(address, Qt::ElideMiddle, longest));
    m_label->setToolTip(plainToolTip(address));
}

} // namespace hobnob::desktop
