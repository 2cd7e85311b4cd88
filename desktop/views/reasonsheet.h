// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"
#include "shared/result.h"

#include <optional>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class ChoiceRow;
class FormField;
class Label;

/// Asks why, and for how long, before somebody is muted, removed or banned, or a message is
/// reported. It stays until that was done.
class ReasonSheet final : public Sheet
{
    Q_OBJECT

public:
    enum class Purpose { Report, Mute, Remove, Ban };

    explicit ReasonSheet(QWidget *parent);

    /// \a name: whom it is about. \a quote: of a report, what they said.
    void ask(Purpose purpose, const QString &name, const QString &quote = {});
    void showError(const Error &error);

Q_SIGNALS:
    /// \a minutes: nothing: for ever, or it is no matter of time.
    void confirmed(Purpose purpose, const QString &reason, std::optional<qint64> minutes);

private:
    void submit();

    Purpose m_purpose = Purpose::Report;
    Label *m_title;
    Label *m_hint;
    Label *m_quote;
    FormField *m_reason;
    Label *m_timeLabel;
    ChoiceRow *m_time;
    Label *m_error;
    QPushButton *m_accept;
};

} // namespace hobnob::desktop
