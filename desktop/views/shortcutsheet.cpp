// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/shortcutsheet.h"

#include "desktop/views/label.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 520;

} // namespace

ShortcutSheet::ShortcutSheet(QWidget *parent)
    : Sheet(cardWidth, parent), m_grid(new QGridLayout), m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(u"shortcutSheet"_s);
    setAccessibleName(tr("Keyboard shortcuts"));
    auto *title = new Label(TextSize::Title, LabelTone::Text, TextWeight::SemiBold, this);
    title->setText(tr("Keyboard shortcuts"));
    m_close->setObjectName(u"shortcutsClose"_s);
    m_close->setAccessibleName(m_close->text());
    m_grid->setColumnStretch(0, 1);
    m_grid->setHorizontalSpacing(tokens::space[5]);
    m_grid->setVerticalSpacing(tokens::space[2]);
    content()->addWidget(title);
    content()->addLayout(m_grid);
    content()->addWidget(m_close, 0, Qt::AlignRight);
    connect(m_close, &QPushButton::clicked, this, &ShortcutSheet::dismiss);
}

void ShortcutSheet::addRow(const QString &keys, const QString &what)
{
    auto *left = new Label(TextSize::Base, LabelTone::Text, this);
    left->setText(what);
    left->setWordWrap(true);
    auto *right = new Label(TextSize::Base, LabelTone::Muted, this);
    right->setText(keys);
    right->setAlignment(Qt::AlignRight);
    const int row = m_grid->rowCount();
    m_grid->addWidget(left, row, 0);
    m_grid->addWidget(right, row, 1);
}

void ShortcutSheet::ask()
{
    open(m_close);
}

} // namespace hobnob::desktop
