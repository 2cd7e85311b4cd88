// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/signuppane.h"

#include "desktop/models/passwordstrength.h"
#include "desktop/models/statustext.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::Registration;

SignUpPane::SignUpPane(QWidget *parent)
    : SettingsPane(u"signUpPane"_s, tr("Make an account"), parent),
      m_name(new FormField(u"signUpName"_s, tr("Name"), FormField::Kind::Text, this)),
      m_password(
          new FormField(u"signUpPassword"_s, tr("New password"), FormField::Kind::Password, this)),
      m_link(new FormField(u"signUpLink"_s, tr("Invite link"), FormField::Kind::Text, this))
{
    auto *make = makeButton(u"signUpMake"_s, tr("Make account"));
    make->setDefault(true);
    addText(tr("You keep your rooms and what you wrote, your name is yours, and you can sign in "
               "from anywhere."));
    column()->addWidget(m_name);
    column()->addWidget(m_password);
    column()->addWidget(m_link);
    addFoot({make});
    for (auto *field : {m_name, m_password, m_link}) {
        connect(field, &FormField::submitted, this, &SignUpPane::submit);
        connect(field, &FormField::edited, this, [this] { clearFoot(); });
    }
    connect(m_name, &FormField::edited, this,
            [this](const QString &text) { m_name->showError(nameLengthNote(text)); });
    connect(m_password, &FormField::edited, this, [this](const QString &text) {
        m_password->setHint(strengthText(passwordStrength(text, m_name->text())));
    });
    connect(make, &QPushButton::clicked, this, &SignUpPane::submit);
}

void SignUpPane::setRegistration(Registration registration)
{
    m_registration = registration;
    m_link->setVisible(registration != Registration::Open);
}

void SignUpPane::begin()
{
    m_name->setText(m_nameBefore);
    m_password->setText({});
    m_password->setHint(strengthText(PasswordStrength::None));
    m_link->setText({});
    clearFoot();
}

QWidget *SignUpPane::firstField()
{
    return m_nameBefore.isEmpty() ? m_name->edit() : m_password->edit();
}

void SignUpPane::showError(const Error &error)
{
    FormField *field = nullptr;
    switch (error.code) {
    case ErrorCode::NameEmpty:
    case ErrorCode::NameTooLong:
    case ErrorCode::NameInvalid:
    case ErrorCode::NameTaken:
        field = m_name;
        break;
    case ErrorCode::PasswordTooShort:
    case ErrorCode::PasswordTooLong:
    case ErrorCode::PasswordEasy:
        field = m_password;
        break;
    case ErrorCode::LinkUnknown:
    case ErrorCode::RegistrationClosed:
        m_link->show();
        field = m_link;
        break;
    default:
        SettingsPane::showError(error);
        return;
    }
    clearFoot();
    field->showError(errorText(error));
    field->focus();
}

void SignUpPane::submit()
{
    clearFoot();
    const auto strength = passwordStrength(m_password->text());
    if (m_name->text().isEmpty()) {
        m_name->showError(tr("Enter the name that others will see."));
        m_name->focus();
    } else if (m_name->hasError()) {
        m_name->focus();
    } else if (strength == PasswordStrength::None || strength == PasswordStrength::TooShort ||
               strength == PasswordStrength::TooLong) {
        m_password->showError(strengthText(strength));
        m_password->focus();
    } else if (m_registration != Registration::Open && m_link->text().isEmpty()) {
        m_link->showError(tr("Paste the invite link that you were given."));
        m_link->focus();
    } else {
        Q_EMIT makeRequested(m_name->text(), m_password->text(), m_link->text());
    }
}

} // namespace hobnob::desktop
