// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"

namespace hobnob::desktop
{

class FormField;

/// Another password for the account.
class PasswordPane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit PasswordPane(QWidget *parent);

    void setLogin(const QString &login) { m_login = login; }
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;
    void showError(const Error &error) override;

Q_SIGNALS:
    void changeRequested(const QString &current, const QString &password);

private:
    void submit();

    QString m_login;
    FormField *m_current;
    FormField *m_password;
};

} // namespace hobnob::desktop
