// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class AreaField;

/// A line that everybody on the server is shown until it is taken back.
class AnnouncePane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit AnnouncePane(QWidget *parent);

    void setStanding(const std::optional<protocol::Announcement> &announcement);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;
    void showError(const Error &error) override;

Q_SIGNALS:
    /// Empty: what was announced is over.
    void announceRequested(const QString &text);

private:
    AreaField *m_text;
    QPushButton *m_end;
    QString m_standing;
};

} // namespace hobnob::desktop
