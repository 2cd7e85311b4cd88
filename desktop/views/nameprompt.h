// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"
#include "shared/result.h"

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// Asks for the name of a room to join. It stays until the name was taken; what is wrong with it is
/// said under the field.
class NamePrompt final : public Sheet
{
    Q_OBJECT

public:
    explicit NamePrompt(QWidget *parent);

    void ask();
    void showError(const Error &error);

Q_SIGNALS:
    /// \a name is clean.
    void nameGiven(const QString &name);

private:
    void submit();
    /// Under the field; empty: nothing is wrong.
    void showNote(const QString &note);

    QLineEdit *m_field;
    Label *m_error;
    QPushButton *m_accept;
};

} // namespace hobnob::desktop
