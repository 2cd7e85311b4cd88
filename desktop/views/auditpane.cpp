// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/auditpane.h"

#include "desktop/views/linelist.h"

#include <QListView>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostRows = 7;

} // namespace

AuditPane::AuditPane(const QString &title, RoomNames names, QWidget *parent)
    : SettingsPane(u"auditPane"_s, title, parent), m_names(names),
      m_lines(new LineList(u"audit"_s, title, mostRows, this))
{
    column()->addWidget(m_lines);
    addFoot({});
    connect(m_lines, &LineList::moreRequested, this,
            [this] { Q_EMIT pageRequested(m_records.last().number); });
}

void AuditPane::addPage(const protocol::AuditLog &page)
{
    // What came twice, because one asked twice, is there already.
    for (const auto &record : page.records) {
        if (m_records.isEmpty() || record.number < m_records.last().number)
            m_records.append(record);
    }
    QList<ListLine> lines;
    for (const auto &record : std::as_const(m_records))
        lines.append(lineOf(record, m_names));
    m_lines->setNothing(tr("Nothing was done yet."));
    m_lines->setLines(lines, page.more ? LineList::More::Yes : LineList::More::No);
}

void AuditPane::begin()
{
    clearFoot();
    m_records.clear();
    m_lines->setNothing({});
    m_lines->setLines({}, LineList::More::No);
    Q_EMIT pageRequested({});
}

QWidget *AuditPane::firstField()
{
    return m_lines->list();
}

} // namespace hobnob::desktop
