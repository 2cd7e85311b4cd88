// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/requestkind.h"

#include "server/core/roomdirectory.h"

namespace hobnob::server
{

using limits::RequestKind;

namespace
{

template <typename... Messages>
bool isOneOf(const protocol::ClientMessage &message)
{
    return (std::holds_alternative<Messages>(message) || ...);
}

} // namespace

std::optional<RequestKind> requestKindOf(const protocol::ClientMessage &message,
                                         const RoomDirectory &directory)
{
    using namespace protocol;
    if (isOneOf<LogInAsGuest, ResumeSession>(message))
        return RequestKind::LoggingIn;
    if (isOneOf<LogIn, Register, CheckLink, ResetPassword, ChangePassword, StartTwoFactor,
                ConfirmTwoFactor, StopTwoFactor, DeactivateAccount, DeleteAccount>(message))
        return RequestKind::SigningIn;
    if (isOneOf<GetSessions, EndSession, SetProfile, MakeInvite, ChangeRoom, DeleteRoom, AddPeople,
                SetRole, Moderate, SetBlocked, ReportEvent, ResolveReport, Announce, SetPicture>(
            message))
        return RequestKind::Managing;
    if (isOneOf<PostMessage>(message))
        return RequestKind::Posting;
    if (isOneOf<CreateRoom, OpenDirect>(message))
        return RequestKind::Creating;
    if (const auto *named = std::get_if<JoinNamedRoom>(&message))
        return directory.containsName(named->name) ? RequestKind::Joining : RequestKind::Creating;
    if (isOneOf<JoinRoom>(message))
        return RequestKind::Joining;
    if (isOneOf<GetHistory, GetMembers, GetRoom, GetSanctions, FindPeople, GetReports, GetAudit,
                GetPicture>(message))
        return RequestKind::Paging;
    if (isOneOf<SetTyping>(message))
        return RequestKind::Typing;
    if (isOneOf<MarkRead>(message))
        return RequestKind::Reading;
    if (isOneOf<SetPresence>(message))
        return RequestKind::Presence;
    if (isOneOf<Ping>(message))
        return RequestKind::Pinging;
    return std::nullopt;
}

} // namespace hobnob::server
