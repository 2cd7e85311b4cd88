// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/settingssheet.h"

#include "desktop/views/label.h"
#include "desktop/views/panescroll.h"
#include "desktop/views/settingspane.h"
#include "desktop/views/settingsrow.h"
#include "desktop/views/toolbutton.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

SettingsSheet::SettingsSheet(int cardWidth, const QString &name, const QString &title,
                             QWidget *parent)
    : Sheet(cardWidth, parent), m_listTitle(title),
      m_title(new Label(TextSize::Title, LabelTone::Text, TextWeight::SemiBold, this)),
      m_panes(new PaneScroll(this)), m_list(new QWidget(m_panes))
{
    setAccessibleName(title);
    buildHead(name);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_panes->addPane(m_list);
    content()->addWidget(m_panes);
}

void SettingsSheet::buildHead(const QString &name)
{
    m_back = makeToolButton(name + u"Back"_s, u"chevron-left"_s, tr("Back"), tr("Back (Alt+Left)"),
                            this);
    m_title->setObjectName(name + u"Title"_s);
    auto *close = makeToolButton(name + u"Close"_s, u"x"_s, tr("Close"), tr("Close (Esc)"), this);
    auto *head = new QHBoxLayout;
    head->setSpacing(tokens::space[1]);
    head->addWidget(m_back);
    head->addWidget(m_title, 1);
    head->addWidget(close);
    content()->addLayout(head);
    m_back->setShortcut(QKeySequence::Back);
    connect(m_back, &QToolButton::clicked, this, &SettingsSheet::showList);
    connect(close, &QToolButton::clicked, this, &SettingsSheet::dismiss);
}

void SettingsSheet::addIntroduction(QWidget *widget)
{
    auto *column = static_cast<QVBoxLayout *>(m_list->layout());
    column->addWidget(widget);
    column->addSpacing(tokens::space[3]);
}

void SettingsSheet::addPane(SettingsPane *pane)
{
    m_panes->addPane(pane);
}

SettingsRow *SettingsSheet::addRow(const QString &objectName, const QString &iconName,
                                   const QString &text, SettingsPane *pane)
{
    if (!pane)
        return addRow(objectName, iconName, text, std::function<SettingsPane *()>());
    addPane(pane);
    return addRow(objectName, iconName, text, [pane] { return pane; });
}

SettingsRow *SettingsSheet::addRow(const QString &objectName, const QString &iconName,
                                   const QString &text, std::function<SettingsPane *()> make)
{
    auto *row = new SettingsRow(objectName, iconName, text, m_list);
    m_list->layout()->addWidget(row);
    m_rows.append(row);
    if (make)
        connect(row, &SettingsRow::clicked, this, [this, row, make = std::move(make)] {
            m_lastRow = row;
            showPane(make());
        });
    return row;
}

SettingsPane *SettingsSheet::pane() const
{
    return qobject_cast<SettingsPane *>(m_panes->pane());
}

void SettingsSheet::showPane(SettingsPane *pane)
{
    m_panes->showPane(pane);
    showHead(pane->title(), false);
    pane->begin();
    pane->firstField()->setFocus(Qt::OtherFocusReason);
}

void SettingsSheet::openList()
{
    m_lastRow = nullptr;
    open(nullptr);
    showList();
}

void SettingsSheet::showList()
{
    m_panes->showPane(m_list);
    showHead(m_listTitle, true);
    const auto isThere = [](const SettingsRow *row) { return !row->isHidden(); };
    const auto first = std::find_if(m_rows.cbegin(), m_rows.cend(), isThere);
    auto *row = m_lastRow && isThere(m_lastRow) ? m_lastRow
                : first != m_rows.cend()        ? *first
                                                : nullptr;
    if (row)
        row->setFocus(Qt::OtherFocusReason);
}

void SettingsSheet::setListTitle(const QString &title)
{
    m_listTitle = title;
    setAccessibleName(title);
    if (!pane())
        showHead(title, true);
}

void SettingsSheet::showHead(const QString &title, bool inList)
{
    m_title->setElided(title);
    m_back->setVisible(!inList);
}

} // namespace hobnob::desktop
