// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeaccounts.h"

#include "shared/limits.h"

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using namespace protocol;

namespace
{

protocol::Error refusal(RequestId id, ErrorCode code, const QString &field = {})
{
    return {id, code, errorName(code).toString(), field, {}};
}

} // namespace

FakeAccounts::Account &FakeAccounts::add(const QString &name, const QString &password)
{
    const auto login = name.toLower();
    return byLogin[login] = {
               {UserId(u"acc-"_s + QString(login).replace(u' ', u'-')), name}, login, password};
}

Self FakeAccounts::selfOf(const Account &account)
{
    return {PersonKind::Account, account.role, account.login, {}, {}, account.twoFactor};
}

std::optional<std::variant<FakeAccounts::Visitor, protocol::Error>>
FakeAccounts::enter(const ClientMessage &message, const Visitor &now)
{
    if (const auto *guest = std::get_if<LogInAsGuest>(&message)) {
        if (!guests)
            return refusal(guest->id, ErrorCode::GuestsRefused);
        return Visitor{{UserId(u"id"_s + QString(guest->name).replace(u' ', u'-')), guest->name},
                       {}};
    }
    if (const auto *login = std::get_if<LogIn>(&message))
        return logIn(*login);
    if (const auto *make = std::get_if<Register>(&message))
        return makeAccount(*make, now);
    return {};
}

std::variant<FakeAccounts::Visitor, protocol::Error> FakeAccounts::logIn(const LogIn &message)
{
    const auto found = byLogin.find(message.name.toLower());
    if (found == byLogin.end() || found->second.password != message.password)
        return refusal(message.id, ErrorCode::WrongLogin, u"password"_s);
    const auto &account = found->second;
    if (account.twoFactor && !message.code)
        return refusal(message.id, ErrorCode::CodeNeeded, u"code"_s);
    if (account.twoFactor && message.code != u"123456"_s)
        return refusal(message.id, ErrorCode::CodeWrong, u"code"_s);
    return Visitor{account.user, selfOf(account)};
}

std::variant<FakeAccounts::Visitor, protocol::Error>
FakeAccounts::makeAccount(const Register &message, const Visitor &now)
{
    const bool invited = message.link && links.contains(*message.link);
    if (message.link && !invited)
        return refusal(message.id, ErrorCode::LinkUnknown);
    if (registration != Registration::Open && !invited)
        return refusal(message.id, ErrorCode::RegistrationClosed);
    if (byLogin.contains(message.name.toLower()))
        return refusal(message.id, ErrorCode::NameTaken, u"name"_s);
    if (message.password.size() < limits::passwordCharactersLeast)
        return refusal(message.id, ErrorCode::PasswordTooShort, u"password"_s);
    auto &account = add(message.name, message.password);
    // A guest who makes an account stays who they are.
    if (!now.user.id.isEmpty())
        account.user.id = now.user.id;
    if (invited && links[*message.link].kind == LinkKind::Setup) {
        account.role = ServerRole::Administrator;
        setUp = true;
    }
    return Visitor{account.user, selfOf(account)};
}

std::optional<ServerMessage> FakeAccounts::answer(const ClientMessage &message, Visitor &now)
{
    if (const auto *check = std::get_if<CheckLink>(&message)) {
        if (!links.contains(check->link))
            return refusal(check->id, ErrorCode::LinkUnknown);
        auto checked = links[check->link];
        checked.id = check->id;
        return checked;
    }
    if (const auto *reset = std::get_if<ResetPassword>(&message)) {
        if (!links.contains(reset->link))
            return refusal(reset->id, ErrorCode::LinkUnknown);
        byLogin[links.take(reset->link).name->toLower()].password = reset->password;
        return Accepted{reset->id};
    }
    if (auto session = answerSession(message))
        return session;
    const auto found = byLogin.find(now.self.login);
    if (found == byLogin.end())
        return {};
    auto &account = found->second;
    const auto wrong = [&](RequestId id) {
        return refusal(id, ErrorCode::WrongLogin, u"password"_s);
    };
    if (const auto *profile = std::get_if<SetProfile>(&message))
        return setProfile(*profile, now);
    if (const auto *change = std::get_if<ChangePassword>(&message)) {
        if (change->current != account.password)
            return wrong(change->id);
        account.password = change->password;
        endSession({});
        return Accepted{change->id};
    }
    if (const auto *leave = std::get_if<DeactivateAccount>(&message))
        return leave->password == account.password ? ServerMessage(LoggedOut{leave->id})
                                                   : wrong(leave->id);
    if (const auto *leave = std::get_if<DeleteAccount>(&message)) {
        if (leave->password != account.password)
            return wrong(leave->id);
        byLogin.erase(found);
        return LoggedOut{leave->id};
    }
    return answerFactor(message, account, now);
}

std::optional<ServerMessage> FakeAccounts::answerSession(const ClientMessage &message)
{
    if (const auto *get = std::get_if<GetSessions>(&message))
        return Sessions{get->id, sessions};
    if (const auto *end = std::get_if<EndSession>(&message)) {
        endSession(end->session);
        return Accepted{end->id};
    }
    if (const auto *invite = std::get_if<MakeInvite>(&message))
        return InviteMade{invite->id, u"invitecode"_s, Timestamp{1767268800000}};
    return {};
}

std::optional<ServerMessage> FakeAccounts::answerFactor(const ClientMessage &message,
                                                        Account &account, Visitor &now)
{
    if (const auto *start = std::get_if<StartTwoFactor>(&message)) {
        if (start->password != account.password)
            return refusal(start->id, ErrorCode::WrongLogin, u"password"_s);
        const auto secret = u"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"_s;
        return TwoFactorOffered{
            start->id, secret,
            u"otpauth://totp/Hobnob:%1?secret=%2&issuer=Hobnob"_s.arg(account.login, secret)};
    }
    if (const auto *confirm = std::get_if<ConfirmTwoFactor>(&message)) {
        if (confirm->code != u"123456"_s)
            return refusal(confirm->id, ErrorCode::CodeWrong, u"code"_s);
        account.twoFactor = now.self.twoFactor = true;
        QStringList codes;
        for (int i = 0; i < limits::recoveryCodes; ++i)
            codes.append(u"abcd-efgh-ijk%1"_s.arg(QChar(u'a' + i)));
        return TwoFactorStarted{confirm->id, codes};
    }
    if (const auto *stop = std::get_if<StopTwoFactor>(&message)) {
        if (stop->password != account.password)
            return refusal(stop->id, ErrorCode::WrongLogin, u"password"_s);
        account.twoFactor = now.self.twoFactor = false;
        return Accepted{stop->id};
    }
    return {};
}

ServerMessage FakeAccounts::setProfile(const SetProfile &message, Visitor &now)
{
    if (message.name && message.name != now.user.name && byLogin.contains(message.name->toLower()))
        return refusal(message.id, ErrorCode::NameTaken, u"name"_s);
    now.user.name = message.name.value_or(now.user.name);
    now.self.status = message.status.value_or(now.self.status);
    if (message.colour)
        now.self.colour = *message.colour < 0 ? std::nullopt : message.colour;
    return Accepted{message.id};
}

void FakeAccounts::endSession(const std::optional<SessionKey> &key)
{
    sessions.removeIf(
        [&](const SessionInfo &session) { return key ? session.key == *key : !session.current; });
}

} // namespace hobnob::desktop
