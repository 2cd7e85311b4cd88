// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QAbstractListModel>

namespace hobnob::desktop
{

/// Where one is logged in: this place first, then those used most lately.
class SessionListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        /// What kind of program, in words.
        Client = Qt::UserRole + 1,
        /// The address and when it was used last.
        Details,
        IsCurrent,
    };

    explicit SessionListModel(QObject *parent = nullptr);

    /// Rows that are still there stay, and with them what is selected.
    void setSessions(QList<protocol::SessionInfo> sessions);
    [[nodiscard]] SessionKey keyAt(int row) const { return m_rows[row].key; }
    [[nodiscard]] int otherCount() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] static QString clientText(const protocol::SessionInfo &session);
    [[nodiscard]] static QString detailsText(const protocol::SessionInfo &session);

    QList<protocol::SessionInfo> m_rows;
};

} // namespace hobnob::desktop
