// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class FormField;

/// A guest's way to an account, who stays who they are.
class SignUpPane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit SignUpPane(QWidget *parent);

    void setName(const QString &name) { m_nameBefore = name; }
    /// Whether an invite link is asked for.
    void setRegistration(protocol::Registration registration);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;
    void showError(const Error &error) override;

Q_SIGNALS:
    /// \a link: as typed, or empty.
    void makeRequested(const QString &name, const QString &password, const QString &link);

private:
    void submit();

    QString m_nameBefore;
    protocol::Registration m_registration = protocol::Registration::Open;
    FormField *m_name;
    FormField *m_password;
    FormField *m_link;
};

} // namespace hobnob::desktop
