// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/accountdesk.h"

#include "desktop/client/serverlink.h"

#include <QPointer>

namespace hobnob::desktop
{

using protocol::ServerMessage;

AccountDesk::AccountDesk(ServerLink *link, QObject *parent) : QObject(parent), m_link(link) {}

void AccountDesk::setSelf(const protocol::Self &self)
{
    m_self = self;
    Q_EMIT selfChanged();
}

void AccountDesk::makeAccount(const QString &name, const QString &password, const QString &link)
{
    ask(Act::MakeAccount,
        protocol::Register{
            {}, name, password, link.isEmpty() ? std::nullopt : std::optional(link)});
}

void AccountDesk::changePassword(const QString &current, const QString &password)
{
    ask(Act::ChangePassword, protocol::ChangePassword{{}, current, password});
}

void AccountDesk::startTwoFactor(const QString &password)
{
    ask(Act::StartTwoFactor, protocol::StartTwoFactor{{}, password});
}

void AccountDesk::confirmTwoFactor(const QString &code)
{
    ask(Act::ConfirmTwoFactor, protocol::ConfirmTwoFactor{{}, code});
}

void AccountDesk::stopTwoFactor(const QString &password)
{
    ask(Act::StopTwoFactor, protocol::StopTwoFactor{{}, password});
}

void AccountDesk::listSessions()
{
    ask(Act::ListSessions, protocol::GetSessions{});
}

void AccountDesk::endSession(const SessionKey &session)
{
    ask(Act::EndSession, protocol::EndSession{{}, session});
}

void AccountDesk::endOtherSessions()
{
    ask(Act::EndSession, protocol::EndSession{});
}

void AccountDesk::setProfile(const std::optional<QString> &name,
                             const std::optional<QString> &status, std::optional<qint64> colour)
{
    ask(Act::SetProfile, protocol::SetProfile{{}, name, status, colour});
}

void AccountDesk::setPicture(const QByteArray &png)
{
    ask(Act::SetPicture, protocol::SetPicture{{}, {}, QString::fromLatin1(png.toBase64())});
}

void AccountDesk::makeInvite(qint64 uses, qint64 days)
{
    ask(Act::MakeInvite, protocol::MakeInvite{{}, uses, days});
}

void AccountDesk::signOut()
{
    ask(Act::SignOut, protocol::LogOut{});
}

void AccountDesk::deactivate(const QString &password)
{
    ask(Act::Deactivate, protocol::DeactivateAccount{{}, password});
}

void AccountDesk::deleteAccount(const QString &password)
{
    ask(Act::Delete, protocol::DeleteAccount{{}, password});
}

template <typename Request>
void AccountDesk::ask(Act act, Request request)
{
    m_link->request(std::move(request),
                    [self = QPointer(this), act](const Result<ServerMessage> &answer) {
                        if (self)
                            self->finish(act, answer);
                    });
}

void AccountDesk::finish(Act act, const Result<ServerMessage> &answer)
{
    if (!answer) {
        Q_EMIT failed(act, answer.error());
        return;
    }
    if (const auto *session = std::get_if<protocol::LoggedIn>(&*answer)) {
        Q_EMIT accountMade(*session);
    } else if (const auto *offer = std::get_if<protocol::TwoFactorOffered>(&*answer)) {
        Q_EMIT twoFactorOffered(*offer);
    } else if (const auto *started = std::get_if<protocol::TwoFactorStarted>(&*answer)) {
        m_self.twoFactor = true;
        Q_EMIT twoFactorStarted(started->recoveryCodes);
        Q_EMIT selfChanged();
    } else if (const auto *set = std::get_if<protocol::PictureSet>(&*answer)) {
        m_self.picture = set->picture;
        Q_EMIT selfChanged();
        Q_EMIT accepted(act);
    } else if (const auto *list = std::get_if<protocol::Sessions>(&*answer)) {
        Q_EMIT sessionsListed(list->sessions);
    } else if (const auto *invite = std::get_if<protocol::InviteMade>(&*answer)) {
        Q_EMIT inviteMade(invite->link, invite->expires);
    } else if (std::holds_alternative<protocol::LoggedOut>(*answer)) {
        Q_EMIT left(act);
    } else {
        if (act == Act::StopTwoFactor) {
            m_self.twoFactor = false;
            Q_EMIT selfChanged();
        }
        Q_EMIT accepted(act);
    }
}

} // namespace hobnob::desktop
