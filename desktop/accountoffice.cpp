// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/accountoffice.h"

#include "desktop/client/accountlink.h"
#include "desktop/client/chatclient.h"
#include "desktop/views/accountsheet.h"
#include "desktop/views/devicespane.h"
#include "desktop/views/factorpane.h"
#include "desktop/views/invitepane.h"
#include "desktop/views/leavepane.h"
#include "desktop/views/passwordpane.h"
#include "desktop/views/profilepane.h"
#include "desktop/views/signuppane.h"

#include <QFileDialog>
#include <QSaveFile>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using Act = AccountDesk::Act;

AccountOffice::AccountOffice(ChatClient *client, AccountSheet *sheet, QObject *parent)
    : QObject(parent), m_client(client), m_desk(&client->account()), m_sheet(sheet)
{
    wireRequests();
    wireAnswers();
}

void AccountOffice::wireRequests()
{
    connect(m_sheet->profile(), &ProfilePane::saveRequested, m_desk, &AccountDesk::setProfile);
    connect(m_sheet->profile(), &ProfilePane::pictureRequested, m_desk, &AccountDesk::setPicture);
    connect(m_sheet->password(), &PasswordPane::changeRequested, m_desk,
            &AccountDesk::changePassword);
    connect(m_sheet->factor(), &FactorPane::startRequested, m_desk, &AccountDesk::startTwoFactor);
    connect(m_sheet->factor(), &FactorPane::confirmRequested, m_desk,
            &AccountDesk::confirmTwoFactor);
    connect(m_sheet->factor(), &FactorPane::stopRequested, m_desk, &AccountDesk::stopTwoFactor);
    connect(m_sheet->factor(), &FactorPane::saveRequested, this, &AccountOffice::saveCodes);
    connect(m_sheet->devices(), &DevicesPane::listRequested, m_desk, &AccountDesk::listSessions);
    connect(m_sheet->devices(), &DevicesPane::endRequested, m_desk, &AccountDesk::endSession);
    connect(m_sheet->devices(), &DevicesPane::endOthersRequested, m_desk,
            &AccountDesk::endOtherSessions);
    connect(m_sheet->invite(), &InvitePane::makeRequested, m_desk, &AccountDesk::makeInvite);
    connect(m_sheet->leave(), &LeavePane::deactivateRequested, m_desk, &AccountDesk::deactivate);
    connect(m_sheet->leave(), &LeavePane::deleteRequested, m_desk, &AccountDesk::deleteAccount);
    connect(m_sheet->signUp(), &SignUpPane::makeRequested, this, &AccountOffice::makeAccount);
    connect(m_sheet, &AccountSheet::signOutRequested, m_desk, &AccountDesk::signOut);
}

void AccountOffice::wireAnswers()
{
    connect(m_client, &ChatClient::welcomed, this, [this](const protocol::Welcome &welcome) {
        m_registration = welcome.registration;
        m_sheet->signUp()->setRegistration(welcome.registration);
    });
    connect(m_client, &ChatClient::selfChanged, this, &AccountOffice::showPerson);
    connect(m_desk, &AccountDesk::accepted, this, &AccountOffice::accept);
    connect(m_desk, &AccountDesk::failed, this, [this](Act act, const Error &error) {
        if (act == Act::SetPicture)
            m_sheet->profile()->showPictureError(error);
        else if (auto *pane = m_sheet->paneOf(act))
            pane->showError(error);
    });
    connect(m_desk, &AccountDesk::accountMade, this, [this] { m_sheet->showList(); });
    connect(m_desk, &AccountDesk::twoFactorOffered, this,
            [this](const protocol::TwoFactorOffered &offer) {
                m_sheet->factor()->showOffer(offer.secret, offer.uri);
            });
    connect(m_desk, &AccountDesk::twoFactorStarted, m_sheet->factor(), &FactorPane::showCodes);
    connect(m_desk, &AccountDesk::sessionsListed, m_sheet->devices(), &DevicesPane::setSessions);
    connect(m_desk, &AccountDesk::inviteMade, this, [this](const QString &code, Timestamp until) {
        m_sheet->invite()->showLink(
            AccountLink{m_client->address(), protocol::LinkKind::Invite, code}.text(), until);
    });
    connect(m_desk, &AccountDesk::left, this, &AccountOffice::leave);
}

bool AccountOffice::offersAccount() const
{
    return m_client->isOnline() && !m_desk->isAccount() &&
           m_registration != protocol::Registration::Closed;
}

void AccountOffice::accept(Act act)
{
    switch (act) {
    case Act::ChangePassword:
        m_sheet->password()->begin();
        m_sheet->password()->showDone(
            tr("The password is changed, and you are signed out everywhere else."));
        break;
    case Act::SetProfile:
        m_sheet->profile()->showDone(tr("Saved."));
        break;
    case Act::SetPicture:
        m_sheet->profile()->showDone(m_desk->self().picture ? tr("The others see it from now on.")
                                                            : tr("The picture is removed."));
        break;
    case Act::EndSession:
        m_desk->listSessions();
        m_sheet->devices()->showDone(tr("Signed out there."));
        break;
    case Act::StopTwoFactor:
        m_sheet->factor()->showDone(tr("The second factor is off."));
        break;
    default:
        break;
    }
}

void AccountOffice::leave(Act act)
{
    m_sheet->dismiss();
    switch (act) {
    case Act::Deactivate:
        Q_EMIT left(tr("Your account is deactivated. An administrator can undo it."));
        break;
    case Act::Delete:
        Q_EMIT left(tr("Your account is deleted."));
        break;
    default:
        Q_EMIT left(tr("You are signed out."));
    }
}

void AccountOffice::makeAccount(const QString &name, const QString &password, const QString &link)
{
    // What people paste is the whole link; the code alone is as good.
    const auto parsed = AccountLink::parse(link);
    m_desk->makeAccount(name, password, parsed ? parsed->code : link);
}

void AccountOffice::saveCodes(const QString &codes)
{
    auto *dialog =
        new QFileDialog(m_sheet->window(), tr("Save recovery codes"), {}, tr("Text (*.txt)"));
    dialog->setObjectName(u"saveCodesDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(tr("hobnob-recovery-codes.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, codes](const QString &path) {
        QSaveFile file(path);
        const bool isOpen = file.open(QIODevice::WriteOnly);
        // For the owner's eyes alone, before anything is in it.
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        if (isOpen && file.write(codes.toUtf8()) >= 0 && file.commit())
            m_sheet->factor()->showDone(tr("Saved."));
        else
            m_sheet->factor()->showError(
                {ErrorCode::Internal,
                 tr("They could not be saved there: %1").arg(file.errorString())});
    });
    dialog->open();
}

void AccountOffice::showPerson()
{
    m_sheet->setPerson(m_client->self(), m_desk->self());
}

} // namespace hobnob::desktop
