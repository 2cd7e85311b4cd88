// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/factorpane.h"

#include "desktop/models/statustext.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/copyline.h"
#include "desktop/views/formfield.h"
#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/qrcode.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int codesInALine = 2;

} // namespace

FactorPane::FactorPane(QWidget *parent)
    : SettingsPane(u"factorPane"_s, tr("Second factor"), parent), m_text(addText({})),
      m_password(
          new FormField(u"factorPassword"_s, tr("Password"), FormField::Kind::Password, this)),
      m_offer(new QWidget(this)), m_qr(new QrCode(m_offer)),
      m_secret(new CopyLine(u"factorSecret"_s, tr("Secret"), m_offer)),
      m_code(new FormField(u"factorCode"_s, tr("Code that the app shows"), FormField::Kind::Text,
                           this)),
      m_codes(new QWidget(this)), m_codeList(new QLabel(m_codes)),
      m_accept(makeButton(u"factorAccept"_s, {}))
{
    m_accept->setDefault(true);
    m_code->edit()->setInputMethodHints(Qt::ImhDigitsOnly);
    m_code->edit()->setPlaceholderText(u"123456"_s);
    buildOffer();
    buildCodes();
    for (auto *part :
         {static_cast<QWidget *>(m_password), m_offer, static_cast<QWidget *>(m_code), m_codes})
        column()->addWidget(part);
    addFoot({m_accept});
    for (auto *field : {m_password, m_code}) {
        connect(field, &FormField::submitted, this, &FactorPane::submit);
        connect(field, &FormField::edited, this, [this] { clearFoot(); });
    }
    connect(m_accept, &QPushButton::clicked, this, &FactorPane::submit);
    begin();
}

void FactorPane::buildOffer()
{
    auto *column = new QVBoxLayout(m_offer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space[3]);
    auto *hint = new Label(TextSize::Small, LabelTone::Muted, m_offer);
    hint->setText(tr("Or type this secret into the app:"));
    column->addWidget(m_qr, 0, Qt::AlignHCenter);
    column->addWidget(hint);
    column->addWidget(m_secret);
}

void FactorPane::buildCodes()
{
    m_codeList->setObjectName(u"recoveryCodes"_s);
    auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(QFontInfo(this->font()).pixelSize());
    m_codeList->setFont(font);
    m_codeList->setTextFormat(Qt::PlainText);
    m_codeList->setAlignment(Qt::AlignCenter);
    m_codeList->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_codeList->setAccessibleName(tr("Recovery codes"));
    auto *copy = makeButton(u"codesCopy"_s, tr("Copy"));
    copy->setIcon(icon(u"copy"_s));
    auto *save = makeButton(u"codesSave"_s, tr("Save…"));
    save->setIcon(icon(u"download"_s));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space[2]);
    buttons->addStretch();
    buttons->addWidget(copy);
    buttons->addWidget(save);
    buttons->addStretch();
    auto *column = new QVBoxLayout(m_codes);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space[3]);
    column->addWidget(m_codeList);
    column->addLayout(buttons);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(codesText());
        showDone(tr("Copied."));
    });
    connect(save, &QPushButton::clicked, this, [this] { Q_EMIT saveRequested(codesText()); });
}

QString FactorPane::codesText() const
{
    return m_list.join(u'\n') + u'\n';
}

void FactorPane::setOn(bool on)
{
    if (std::exchange(m_on, on) != on && m_step != Step::Codes)
        begin();
}

void FactorPane::showOffer(const QString &secret, const QString &uri)
{
    m_qr->setVisible(m_qr->setText(uri));
    // In groups of four, as people read them aloud.
    QString grouped;
    for (qsizetype i = 0; i < secret.size(); i += 4)
        grouped += (i > 0 ? u" "_s : QString()) + secret.mid(i, 4);
    m_secret->setText(grouped);
    m_secret->setCursorPosition(0);
    show(Step::Offered);
    m_code->focus();
}

void FactorPane::showCodes(const QStringList &codes)
{
    m_list = codes;
    QStringList lines;
    for (qsizetype i = 0; i < codes.size(); i += codesInALine)
        lines.append(codes.mid(i, codesInALine).join(u"    "_s));
    m_codeList->setText(lines.join(u'\n'));
    show(Step::Codes);
    m_accept->setFocus(Qt::OtherFocusReason);
}

void FactorPane::begin()
{
    m_list.clear();
    m_codeList->setText({});
    m_secret->clear();
    show(m_on ? Step::On : Step::Off);
}

QWidget *FactorPane::firstField()
{
    return m_password->edit();
}

void FactorPane::show(Step step)
{
    m_step = step;
    const auto describe = [this](const QString &text, const QString &action) {
        m_text->setText(text);
        m_accept->setText(action);
        m_accept->setAccessibleName(action);
    };
    switch (step) {
    case Step::Off:
        describe(tr("Besides your password, signing in then asks for a code from an app on your "
                    "phone. Whoever learns your password still cannot come in."),
                 tr("Set up"));
        break;
    case Step::Offered:
        describe(tr("Scan this with an app for such codes, then enter the code that it shows."),
                 tr("Turn on"));
        break;
    case Step::Codes:
        describe(tr("It is on. Should you lose the phone, each of these codes lets you in once. "
                    "Keep them somewhere safe: they are not shown again."),
                 tr("I kept them"));
        break;
    case Step::On:
        describe(tr("It is on: signing in asks for a code from your app."), tr("Turn off"));
        break;
    }
    m_accept->setProperty(destructiveProperty, step == Step::On);
    m_accept->update();
    m_password->setVisible(step == Step::Off || step == Step::On);
    m_password->setText({});
    m_offer->setVisible(step == Step::Offered);
    m_code->setVisible(step == Step::Offered);
    m_code->setText({});
    m_codes->setVisible(step == Step::Codes);
    clearFoot();
}

void FactorPane::showError(const Error &error)
{
    FormField *field = nullptr;
    if (error.code == ErrorCode::WrongLogin)
        field = m_password;
    else if (error.code == ErrorCode::CodeWrong)
        field = m_code;
    if (!field) {
        SettingsPane::showError(error);
        return;
    }
    clearFoot();
    field->showError(field == m_password ? tr("This is not your password. Try again.")
                                         : errorText(error));
    field->focus();
}

void FactorPane::submit()
{
    clearFoot();
    const bool asksPassword = m_step == Step::Off || m_step == Step::On;
    if (asksPassword && m_password->text().isEmpty()) {
        m_password->showError(tr("Enter your password."));
        m_password->focus();
    } else if (m_step == Step::Off) {
        Q_EMIT startRequested(m_password->text());
    } else if (m_step == Step::On) {
        Q_EMIT stopRequested(m_password->text());
    } else if (m_step == Step::Codes) {
        begin();
        m_password->focus();
    } else if (m_code->text().isEmpty()) {
        m_code->showError(tr("Enter the code that the app shows."));
        m_code->focus();
    } else {
        Q_EMIT confirmRequested(QString(m_code->text()).remove(u' '));
    }
}

} // namespace hobnob::desktop
