// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

QT_BEGIN_NAMESPACE
class QListView;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class SessionListModel;

/// Where one is logged in; any of these places but this one, or all of them, can be signed out.
class DevicesPane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit DevicesPane(QWidget *parent);

    void setSessions(const QList<protocol::SessionInfo> &sessions);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;

Q_SIGNALS:
    void listRequested();
    void endRequested(const SessionKey &session);
    void endOthersRequested();

private:
    void endCurrent();
    void updateButtons();

    SessionListModel *m_model;
    QListView *m_list;
    QPushButton *m_end;
    QPushButton *m_endOthers;
};

} // namespace hobnob::desktop
