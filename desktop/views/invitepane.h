// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class CopyLine;
class FormField;

/// An invite: for how many people, for how long, and then its link, to be passed on.
class InvitePane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit InvitePane(QWidget *parent);

    void showLink(const QString &link, Timestamp expires);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;

Q_SIGNALS:
    void makeRequested(qint64 uses, qint64 days);

private:
    void submit();
    /// False after it said what is wrong with \a field.
    [[nodiscard]] static bool check(FormField *field, int most);

    FormField *m_uses;
    FormField *m_days;
    CopyLine *m_link;
    Label *m_until;
};

} // namespace hobnob::desktop
