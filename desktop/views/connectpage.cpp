// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/connectpage.h"

#include "desktop/models/passwordstrength.h"
#include "desktop/models/statustext.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"
#include "desktop/views/serverrow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::LinkKind;
using protocol::PersonKind;

ConnectPage::ConnectPage(QWidget *parent)
    : CardPage(parent),
      m_title(new Label(TextSize::Display, LabelTone::Text, TextWeight::SemiBold, card())),
      m_hint(new Label(TextSize::Base, LabelTone::Muted, card())), m_server(new ServerRow(card())),
      m_notice(new Label(TextSize::Small, LabelTone::Text, card())),
      m_address(new FormField(u"address"_s, tr("Server address"), FormField::Kind::Text, card())),
      m_name(new FormField(u"name"_s, tr("Your name"), FormField::Kind::Text, card())),
      m_password(new FormField(u"password"_s, tr("Password"), FormField::Kind::Password, card())),
      m_code(new FormField(u"code"_s, tr("Code"), FormField::Kind::Text, card())),
      m_formError(new Label(TextSize::Small, LabelTone::Danger, card())),
      m_accept(new QPushButton(card())), m_toSignIn(makeWay(u"toSignIn"_s, EntryForm::SignIn)),
      m_toGuest(makeWay(u"toGuest"_s, EntryForm::Guest)),
      m_toSignUp(makeWay(u"toSignUp"_s, EntryForm::SignUp)),
      m_foot(new Label(TextSize::Small, LabelTone::Muted, card()))
{
    setObjectName(u"connectPage"_s);
    m_title->setObjectName(u"connectTitle"_s);
    m_hint->setObjectName(u"connectHint"_s);
    m_notice->setObjectName(u"connectNotice"_s);
    m_formError->setObjectName(u"formError"_s);
    m_foot->setObjectName(u"connectFoot"_s);
    m_accept->setObjectName(u"connectButton"_s);
    m_accept->setDefault(true);
    for (auto *label : {m_title, m_hint, m_foot})
        label->setAlignment(Qt::AlignCenter);
    m_foot->setContentsMargins(0, tokens::space[2], 0, 0);
    for (auto *label : {m_hint, m_notice, m_formError, m_foot})
        label->setWordWrap(true);
    m_notice->hide();
    m_formError->hide();
    m_address->edit()->setPlaceholderText(tr("chat.example.org"));
    m_address->edit()->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_address->setHint(tr("On this computer: 127.0.0.1:8080"));
    m_code->setHint(tr("From your app for such codes, or one of your recovery codes."));
    m_code->edit()->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    buildColumn();
    wireFields();
    arrange();
}

void ConnectPage::buildColumn()
{
    auto *ways = new QHBoxLayout;
    ways->setSpacing(tokens::space[1]);
    ways->addStretch();
    for (auto *way : {m_toSignIn, m_toGuest, m_toSignUp})
        ways->addWidget(way);
    ways->addStretch();
    auto *column = content();
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addWidget(m_server);
    column->addSpacing(tokens::space[4]);
    column->addWidget(m_notice);
    for (auto *field : {m_address, m_name, m_password, m_code}) {
        field->layout()->setContentsMargins(0, 0, 0, tokens::space[3]);
        column->addWidget(field);
    }
    column->addWidget(m_formError);
    column->addSpacing(tokens::space[1]);
    column->addWidget(m_accept);
    column->addLayout(ways);
    column->addWidget(m_foot);
}

void ConnectPage::wireFields()
{
    m_slow.setSingleShot(true);
    m_slow.setInterval(tokens::durationSpinnerDelay);
    connect(&m_slow, &QTimer::timeout, this, &ConnectPage::updateButton);
    for (auto *field : {m_address, m_name, m_password, m_code}) {
        connect(field, &FormField::submitted, this, &ConnectPage::submit);
        connect(field, &FormField::edited, this, [this] {
            refuseForm({});
            sayWhatIsTyped();
        });
    }
    connect(m_address, &FormField::edited, this, &ConnectPage::addressEdited);
    connect(m_name, &FormField::edited, this,
            [this](const QString &name) { m_name->showError(nameLengthNote(name)); });
    connect(m_accept, &QPushButton::clicked, this, &ConnectPage::submit);
    connect(m_server, &ServerRow::changeRequested, this, [this] {
        showForm(EntryForm::Address);
        focusFirst();
    });
}

QPushButton *ConnectPage::makeWay(const QString &name, EntryForm form)
{
    auto *way = new QPushButton(card());
    way->setObjectName(name);
    way->setAccessibleName(EntryScene{form, {}, {}, {}}.title());
    way->setFlat(true);
    connect(way, &QPushButton::clicked, this, [this, form] {
        m_scene.link.reset();
        showNotice({});
        showForm(form);
        focusFirst();
    });
    return way;
}

void ConnectPage::setOffer(const EntryOffer &offer)
{
    const bool wasKnown = m_scene.offer && m_scene.offer->server == offer.server;
    m_scene.offer = offer;
    m_server->setServer(offer.server);
    if (m_scene.form == EntryForm::Address || !wasKnown)
        showForm(m_scene.best());
    else
        arrange();
}

void ConnectPage::withdrawOffer()
{
    m_scene.offer.reset();
    m_scene.link.reset();
    showForm(EntryForm::Address);
}

void ConnectPage::setLink(LinkKind kind, const QString &name)
{
    m_scene.link = kind;
    m_scene.linkName = name;
    showForm(kind == LinkKind::Reset ? EntryForm::Reset : EntryForm::SignUp);
    focusFirst();
}

void ConnectPage::showForm(EntryForm form)
{
    m_scene.form = form;
    m_scene.codeAsked = false;
    m_code->setText({});
    m_password->setText({});
    clearErrors();
    arrange();
}

void ConnectPage::arrange()
{
    m_address->setVisible(m_scene.form == EntryForm::Address);
    m_name->setVisible(m_scene.asksForName());
    m_password->setVisible(m_scene.asksForPassword());
    m_code->setVisible(m_scene.asksForCode());
    m_server->setVisible(m_scene.form != EntryForm::Address && !m_server->isEmpty());
    m_name->setLabel(m_scene.form == EntryForm::SignIn ? tr("Name") : tr("Your name"));
    m_password->setLabel(m_scene.makesPassword() ? tr("New password") : tr("Password"));
    say();
    sayWhatIsTyped();
    updateButton();
}

void ConnectPage::say()
{
    const auto set = [](auto *widget, const QString &text) {
        widget->setVisible(!text.isEmpty());
        if (text.isEmpty())
            return;
        widget->setText(text);
        widget->setAccessibleName(text);
    };
    set(m_title, m_scene.title());
    set(m_hint, m_scene.hint());
    set(m_foot, m_scene.foot());
    set(m_toSignIn, m_scene.wayTo(EntryForm::SignIn));
    set(m_toGuest, m_scene.wayTo(EntryForm::Guest));
    set(m_toSignUp, m_scene.wayTo(EntryForm::SignUp));
}

void ConnectPage::sayWhatIsTyped()
{
    m_password->setHint(m_scene.makesPassword()
                            ? strengthText(passwordStrength(m_password->text(), m_name->text()))
                            : QString());
}

void ConnectPage::setProgress(Progress progress)
{
    if (m_progress == progress)
        return;
    m_progress = progress;
    if (progress == Progress::Connecting) {
        clearErrors();
        m_slow.start();
    } else {
        m_slow.stop();
        updateButton();
    }
}

void ConnectPage::showNotice(const QString &sentence)
{
    m_notice->setText(sentence);
    m_notice->setContentsMargins(0, 0, 0, tokens::space[3]);
    m_notice->setVisible(!sentence.isEmpty());
}

FormField *ConnectPage::fieldOf(const Error &error) const
{
    switch (error.code) {
    case ErrorCode::NameEmpty:
    case ErrorCode::NameTooLong:
    case ErrorCode::NameInvalid:
    case ErrorCode::NameTaken:
        return m_name;
    case ErrorCode::WrongLogin:
    case ErrorCode::PasswordTooShort:
    case ErrorCode::PasswordTooLong:
    case ErrorCode::PasswordEasy:
        return m_password;
    case ErrorCode::CodeNeeded:
    case ErrorCode::CodeWrong:
        return m_code;
    case ErrorCode::LinkUnknown:
    case ErrorCode::VersionUnsupported:
        return m_address;
    default:
        return error.field == u"address" ? m_address : error.field == u"name" ? m_name : nullptr;
    }
}

void ConnectPage::showError(const Error &error)
{
    if (error.code == ErrorCode::TokenUnknown || error.code == ErrorCode::NotLoggedIn) {
        showForm(!m_scene.offer || m_scene.offer->lastKind == PersonKind::Account
                     ? EntryForm::SignIn
                     : EntryForm::Guest);
        showNotice(errorText(error));
        focusFirst();
        return;
    }
    if (error.code == ErrorCode::GuestsRefused)
        showForm(EntryForm::SignIn);
    auto *field = fieldOf(error);
    if (field == m_address) {
        showForm(EntryForm::Address);
    } else if (field == m_name && !m_scene.asksForName()) {
        showForm(EntryForm::Guest);
    } else if (field == m_code) {
        m_scene.codeAsked = true;
        arrange();
    }
    if (error.code == ErrorCode::CodeNeeded)
        field->focus();
    else if (field && (field != m_password || m_scene.asksForPassword()))
        refuse(field, errorText(error));
    else if (m_scene.form == EntryForm::Address)
        refuse(m_address, errorText(error));
    else
        refuseForm(errorText(error));
}

void ConnectPage::showProblem(const QString &sentence)
{
    if (m_scene.form != EntryForm::Address)
        showForm(EntryForm::Address);
    refuse(m_address, sentence);
}

void ConnectPage::refuse(FormField *field, const QString &sentence)
{
    field->showError(sentence);
    field->focus();
}

void ConnectPage::refuseForm(const QString &sentence)
{
    m_formError->setText(sentence);
    m_formError->setVisible(!sentence.isEmpty());
}

void ConnectPage::clearErrors()
{
    for (auto *field : {m_address, m_name, m_password, m_code})
        field->showError({});
    refuseForm({});
}

void ConnectPage::focusFirst()
{
    if (m_scene.form == EntryForm::Address)
        m_address->focus();
    else if (m_scene.codeAsked)
        m_code->focus();
    else if (m_scene.asksForName() && (m_name->text().isEmpty() || !m_scene.asksForPassword()))
        m_name->focus();
    else if (m_scene.asksForPassword())
        m_password->focus();
    else
        m_accept->setFocus(Qt::OtherFocusReason);
}

bool ConnectPage::isComplete()
{
    const auto note = m_scene.asksForName() ? nameLengthNote(m_name->text()) : QString();
    const auto strength = passwordStrength(m_password->text());
    const bool cannotBe =
        strength == PasswordStrength::TooShort || strength == PasswordStrength::TooLong;
    if (m_scene.form == EntryForm::Address && m_address->text().isEmpty())
        refuse(m_address, tr("Enter the address of a server."));
    else if (m_scene.asksForName() && m_name->text().isEmpty())
        refuse(m_name, m_scene.nameMissing());
    else if (!note.isEmpty())
        refuse(m_name, note);
    else if (m_scene.asksForPassword() && m_password->text().isEmpty())
        refuse(m_password, m_scene.passwordMissing());
    else if (m_scene.makesPassword() && cannotBe)
        refuse(m_password, strengthText(strength));
    else if (m_scene.asksForCode() && m_code->text().isEmpty())
        refuse(m_code, tr("Enter the code of your second factor."));
    else
        return true;
    return false;
}

void ConnectPage::submit()
{
    clearErrors();
    if (!isComplete())
        return;
    const auto name = m_name->text();
    const auto password = m_password->text();
    switch (m_scene.form) {
    case EntryForm::Address:
        Q_EMIT lookRequested(m_address->text());
        break;
    case EntryForm::Known:
        Q_EMIT returnRequested();
        break;
    case EntryForm::SignIn:
        Q_EMIT signInRequested(name, password, m_code->text());
        break;
    case EntryForm::Guest:
        Q_EMIT guestRequested(name);
        break;
    case EntryForm::SignUp:
        Q_EMIT registrationRequested(name, password);
        break;
    case EntryForm::Reset:
        Q_EMIT resetRequested(password);
        break;
    }
}

void ConnectPage::updateButton()
{
    const bool slow = m_progress == Progress::Connecting && !m_slow.isActive();
    m_accept->setText(slow ? tr("Connecting…") : m_scene.action());
    m_accept->setAccessibleName(m_accept->text());
}

int ConnectPage::passingHeight(int innerWidth) const
{
    int height = 0;
    for (const auto *field : {m_address, m_name, m_password, m_code})
        height += field->isHidden() ? 0 : field->passingHeight(innerWidth);
    if (!m_formError->isHidden())
        height += m_formError->heightForWidth(innerWidth) + tokens::space[1];
    return height;
}

} // namespace hobnob::desktop
