// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace hobnob::desktop
{

/// Whether the person is here: something in one of our windows was touched or typed not long ago.
/// Watches the whole application; GUI thread.
class ActivityWatcher final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds standardPatience = std::chrono::minutes(5);

    explicit ActivityWatcher(std::chrono::milliseconds patience = standardPatience,
                             QObject *parent = nullptr);

    [[nodiscard]] protocol::Presence presence() const { return m_presence; }

Q_SIGNALS:
    void presenceChanged(protocol::Presence presence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setPresence(protocol::Presence presence);

    QTimer m_patience;
    protocol::Presence m_presence = protocol::Presence::Here;
};

} // namespace hobnob::desktop
