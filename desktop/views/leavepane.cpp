// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/leavepane.h"

#include "desktop/models/statustext.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

LeavePane::LeavePane(QWidget *parent)
    : SettingsPane(u"leavePane"_s, tr("Deactivate or delete"), parent),
      m_password(new FormField(u"leavePassword"_s, tr("Password"), FormField::Kind::Password, this))
{
    auto *deactivate = makeButton(u"leaveDeactivate"_s, tr("Deactivate"));
    auto *remove = makeButton(u"leaveDelete"_s, tr("Delete for ever"));
    remove->setProperty(destructiveProperty, true);
    addText(tr("Deactivated, you are signed out everywhere and cannot sign in. Your name stays "
               "yours, and an administrator can undo it."));
    addText(tr("Deleted, the account is gone for ever and its name is free. What you wrote stays, "
               "under the name that it had."));
    column()->addWidget(m_password);
    addFoot({deactivate, remove});
    connect(m_password, &FormField::edited, this, [this] { clearFoot(); });
    connect(deactivate, &QPushButton::clicked, this, [this] { submit(Way::Deactivate); });
    connect(remove, &QPushButton::clicked, this, [this] { submit(Way::Delete); });
}

void LeavePane::begin()
{
    m_password->setText({});
    clearFoot();
}

QWidget *LeavePane::firstField()
{
    return m_password->edit();
}

void LeavePane::showError(const Error &error)
{
    if (error.code != ErrorCode::WrongLogin) {
        // The last who looks after a server cannot leave it to nobody.
        SettingsPane::showError(error.code == ErrorCode::NotAllowed
                                    ? Error{ErrorCode::Internal,
                                            tr("You are the last administrator. Make somebody else "
                                               "one first.")}
                                    : error);
        return;
    }
    clearFoot();
    m_password->showError(tr("This is not your password. Try again."));
    m_password->focus();
}

void LeavePane::submit(Way way)
{
    clearFoot();
    if (m_password->text().isEmpty()) {
        m_password->showError(tr("Enter your password."));
        m_password->focus();
    } else if (way == Way::Deactivate) {
        Q_EMIT deactivateRequested(m_password->text());
    } else {
        Q_EMIT deleteRequested(m_password->text());
    }
}

} // namespace hobnob::desktop
