// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/sanctionspane.h"

#include "desktop/views/linelist.h"

#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostRows = 6;

} // namespace

SanctionsPane::SanctionsPane(QWidget *parent)
    : SettingsPane(u"sanctionsPane"_s, tr("Bans and mutes"), parent),
      m_lines(new LineList(u"sanctions"_s, tr("Bans and mutes"), mostRows, this)),
      m_lift(makeButton(u"sanctionLift"_s, tr("Lift")))
{
    column()->addWidget(m_lines);
    addFoot({m_lift});
    connect(m_lines, &LineList::currentChanged, this,
            [this] { m_lift->setEnabled(!m_lines->current().isEmpty()); });
    connect(m_lift, &QPushButton::clicked, this, &SanctionsPane::lift);
    m_lift->setEnabled(false);
}

void SanctionsPane::setSanctions(const QList<protocol::Sanction> &sanctions)
{
    m_sanctions = sanctions;
    QList<ListLine> lines;
    for (const auto &sanction : sanctions)
        lines.append(lineOf(sanction));
    m_lines->setNothing(tr("Nobody is banned or muted here."));
    m_lines->setLines(lines, LineList::More::No);
    m_lift->setVisible(!sanctions.isEmpty());
}

void SanctionsPane::begin()
{
    clearFoot();
    m_sanctions.clear();
    m_lines->setNothing({});
    m_lines->setLines({}, LineList::More::No);
    m_lift->hide();
    Q_EMIT listRequested();
}

QWidget *SanctionsPane::firstField()
{
    return m_lines->list();
}

void SanctionsPane::lift()
{
    for (const auto &sanction : std::as_const(m_sanctions)) {
        if (lineOf(sanction).key == m_lines->current()) {
            Q_EMIT liftRequested(sanction);
            return;
        }
    }
}

} // namespace hobnob::desktop
