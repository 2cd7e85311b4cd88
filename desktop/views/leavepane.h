// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"

namespace hobnob::desktop
{

class FormField;

/// Deactivating and deleting the account. Either asks for the password.
class LeavePane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit LeavePane(QWidget *parent);

    void begin() override;
    [[nodiscard]] QWidget *firstField() override;
    void showError(const Error &error) override;

Q_SIGNALS:
    void deactivateRequested(const QString &password);
    void deleteRequested(const QString &password);

private:
    enum class Way { Deactivate, Delete };
    void submit(Way way);

    FormField *m_password;
};

} // namespace hobnob::desktop
