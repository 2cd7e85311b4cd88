// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class FormField;
class QrCode;

/// The second factor: setting it up in three steps (the password, the code of the app, the recovery
/// codes), and switching it off.
class FactorPane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit FactorPane(QWidget *parent);

    void setOn(bool on);
    void showOffer(const QString &secret, const QString &uri);
    void showCodes(const QStringList &codes);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;
    void showError(const Error &error) override;

Q_SIGNALS:
    void startRequested(const QString &password);
    void confirmRequested(const QString &code);
    void stopRequested(const QString &password);
    void saveRequested(const QString &codes);

private:
    enum class Step { Off, Offered, Codes, On };
    void buildOffer();
    void buildCodes();
    void show(Step step);
    void submit();
    [[nodiscard]] QString codesText() const;

    Step m_step = Step::Off;
    bool m_on = false;
    QStringList m_list;
    Label *m_text;
    FormField *m_password;
    QWidget *m_offer;
    QrCode *m_qr;
    QLineEdit *m_secret;
    FormField *m_code;
    QWidget *m_codes;
    QLabel *m_codeList;
    QPushButton *m_accept;
};

} // namespace hobnob::desktop
