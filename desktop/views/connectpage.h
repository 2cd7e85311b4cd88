// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/cardpage.h"
#include "desktop/views/entryscene.h"
#include "desktop/views/formfield.h"
#include "shared/result.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;
class ServerRow;

/// The first screen: where the server is, and then one of the ways in that it offers, each asking
/// for just what it needs. What is wrong is said beside the field that it concerns; that something
/// goes on, only when it takes long.
class ConnectPage final : public CardPage
{
    Q_OBJECT

public:
    enum class Progress { Idle, Connecting };
    explicit ConnectPage(QWidget *parent = nullptr);

    /// What was used last.
    void setAddress(const QString &address) { m_address->setText(address); }
    void setName(const QString &name) { m_name->setText(name); }
    void setProgress(Progress progress);
    /// What the server of this address offers; shows the way in that suits best, unless one was
    /// chosen.
    void setOffer(const EntryOffer &offer);
    /// The server is another, or not known yet.
    void withdrawOffer();
    /// The form for what a link is good for. \a name: whose password a reset link is for.
    void setLink(protocol::LinkKind kind, const QString &name);
    [[nodiscard]] bool hasLink() const { return m_scene.link.has_value(); }
    void dropLink() { m_scene.link.reset(); }
    void showForm(EntryForm form);
    [[nodiscard]] EntryForm form() const { return m_scene.form; }
    /// A line above the fields that says what was done or why one is here.
    void showNotice(const QString &sentence);
    /// Beside the field that \a error concerns.
    void showError(const Error &error);
    /// Beside the address.
    void showProblem(const QString &sentence);
    void focusFirst();

Q_SIGNALS:
    /// As typed: an address, or a link. Not empty.
    void lookRequested(const QString &address);
    /// Something else stands in the address field than what was looked for.
    void addressEdited();
    void guestRequested(const QString &name);
    void returnRequested();
    /// \a code: of the second factor; empty when it was not asked for.
    void signInRequested(const QString &name, const QString &password, const QString &code);
    void registrationRequested(const QString &name, const QString &password);
    void resetRequested(const QString &password);

protected:
    [[nodiscard]] int passingHeight(int innerWidth) const override;

private:
    void buildColumn();
    void wireFields();
    [[nodiscard]] QPushButton *makeWay(const QString &name, EntryForm form);
    void arrange();
    void say();
    void sayWhatIsTyped();
    void submit();
    /// False after it said what is missing.
    [[nodiscard]] bool isComplete();
    [[nodiscard]] FormField *fieldOf(const Error &error) const;
    void refuse(FormField *field, const QString &sentence);
    void refuseForm(const QString &sentence);
    void clearErrors();
    void updateButton();

    EntryScene m_scene;
    Label *m_title;
    Label *m_hint;
    ServerRow *m_server;
    Label *m_notice;
    FormField *m_address;
    FormField *m_name;
    FormField *m_password;
    FormField *m_code;
    Label *m_formError;
    QPushButton *m_accept;
    QPushButton *m_toSignIn;
    QPushButton *m_toGuest;
    QPushButton *m_toSignUp;
    Label *m_foot;
    QTimer m_slow;
    Progress m_progress = Progress::Idle;
};

} // namespace hobnob::desktop
