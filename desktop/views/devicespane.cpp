// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/devicespane.h"

#include "desktop/models/sessionlistmodel.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/sessiondelegate.h"
#include "desktop/views/theme.h"

#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// More are scrolled.
constexpr int mostRows = 5;

} // namespace

DevicesPane::DevicesPane(QWidget *parent)
    : SettingsPane(u"devicesPane"_s, tr("Devices"), parent), m_model(new SessionListModel(this)),
      m_list(new QListView(this)), m_end(makeButton(u"deviceEnd"_s, tr("Sign out there"))),
      m_endOthers(makeButton(u"devicesEndOthers"_s, tr("Sign out everywhere else")))
{
    addText(tr("The places where you are signed in. Sign out those that you do not know."));
    m_list->setObjectName(u"deviceList"_s);
    m_list->setAccessibleName(tr("Places where you are signed in"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SessionDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto see = m_list->palette();
    see.setColor(QPalette::Base, Qt::transparent);
    m_list->setPalette(see);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setMouseTracking(true);
    column()->addWidget(m_list);
    m_endOthers->setProperty(destructiveProperty, true);
    addFoot({m_endOthers, m_end});
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DevicesPane::updateButtons);
    connect(m_list, &QListView::activated, this, &DevicesPane::endCurrent);
    connect(m_end, &QPushButton::clicked, this, &DevicesPane::endCurrent);
    connect(m_endOthers, &QPushButton::clicked, this, &DevicesPane::endOthersRequested);
    setSessions({});
}

void DevicesPane::setSessions(const QList<protocol::SessionInfo> &sessions)
{
    m_model->setSessions(sessions);
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows);
    m_list->setFixedHeight(rows * SessionDelegate::rowHeight(font()));
    updateButtons();
}

void DevicesPane::begin()
{
    m_list->setCurrentIndex({});
    clearFoot();
    updateButtons();
    Q_EMIT listRequested();
}

QWidget *DevicesPane::firstField()
{
    return m_list;
}

void DevicesPane::endCurrent()
{
    const auto current = m_list->currentIndex();
    if (current.isValid() && !current.data(SessionListModel::IsCurrent).toBool())
        Q_EMIT endRequested(m_model->keyAt(current.row()));
}

void DevicesPane::updateButtons()
{
    const auto current = m_list->currentIndex();
    m_end->setEnabled(current.isValid() && !current.data(SessionListModel::IsCurrent).toBool());
    m_endOthers->setEnabled(m_model->otherCount() > 0);
}

} // namespace hobnob::desktop
