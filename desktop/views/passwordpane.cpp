// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/passwordpane.h"

#include "desktop/models/passwordstrength.h"
#include "desktop/models/statustext.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

PasswordPane::PasswordPane(QWidget *parent)
    : SettingsPane(u"passwordPane"_s, tr("Password"), parent),
      m_current(new FormField(u"currentPassword"_s, tr("Password that you have now"),
                              FormField::Kind::Password, this)),
      m_password(
          new FormField(u"newPassword"_s, tr("New password"), FormField::Kind::Password, this))
{
    auto *change = makeButton(u"passwordChange"_s, tr("Change password"));
    change->setDefault(true);
    addText(tr("You are signed out everywhere else when it changes."));
    column()->addWidget(m_current);
    column()->addWidget(m_password);
    addFoot({change});
    for (auto *field : {m_current, m_password}) {
        connect(field, &FormField::submitted, this, &PasswordPane::submit);
        connect(field, &FormField::edited, this, [this] { clearFoot(); });
    }
    connect(m_password, &FormField::edited, this, [this](const QString &text) {
        m_password->setHint(strengthText(passwordStrength(text, m_login)));
    });
    connect(change, &QPushButton::clicked, this, &PasswordPane::submit);
}

void PasswordPane::begin()
{
    m_current->setText({});
    m_password->setText({});
    m_password->setHint(strengthText(PasswordStrength::None));
    clearFoot();
}

QWidget *PasswordPane::firstField()
{
    return m_current->edit();
}

void PasswordPane::showError(const Error &error)
{
    FormField *field = nullptr;
    if (error.code == ErrorCode::WrongLogin)
        field = m_current;
    else if (error.code == ErrorCode::PasswordEasy || error.code == ErrorCode::PasswordTooShort ||
             error.code == ErrorCode::PasswordTooLong)
        field = m_password;
    if (!field) {
        SettingsPane::showError(error);
        return;
    }
    clearFoot();
    field->showError(field == m_current ? tr("This is not your password. Try again.")
                                        : errorText(error));
    field->focus();
}

void PasswordPane::submit()
{
    clearFoot();
    const auto strength = passwordStrength(m_password->text());
    if (m_current->text().isEmpty()) {
        m_current->showError(tr("Enter the password that you have now."));
        m_current->focus();
    } else if (strength == PasswordStrength::None || strength == PasswordStrength::TooShort ||
               strength == PasswordStrength::TooLong) {
        m_password->showError(strengthText(strength));
        m_password->focus();
    } else {
        Q_EMIT changeRequested(m_current->text(), m_password->text());
    }
}

} // namespace hobnob::desktop
