// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/requestkind.h"

#include "server/core/roomdirectory.h"

namespace hobnob::server
{

std::optional<limits::RequestKind> requestKindOf(const protocol::ClientMessage &message,
                                                 const RoomDirectory &directory)
{
    using limits::RequestKind;
    if (std::holds_alternative<protocol::LogInAsGuest>(message) ||
        std::holds_alternative<protocol::ResumeSession>(message))
        return RequestKind::LoggingIn;
    if (std::holds_alternative<protocol::PostMessage>(message))
        return RequestKind::Posting;
    if (std::holds_alternative<protocol::CreateRoom>(message))
        return RequestKind::Creating;
    if (const auto *named = std::get_if<protocol::JoinNamedRoom>(&message))
        return directory.containsName(named->name) ? RequestKind::Joining : RequestKind::Creating;
    if (std::holds_alternative<protocol::JoinRoom>(message))
        return RequestKind::Joining;
    if (std::holds_alternative<protocol::GetHistory>(message) ||
        std::holds_alternative<protocol::GetMembers>(message))
        return RequestKind::Paging;
    if (std::holds_alternative<protocol::SetTyping>(message))
        return RequestKind::Typing;
    if (std::holds_alternative<protocol::MarkRead>(message))
        return RequestKind::Reading;
    if (std::holds_alternative<protocol::SetPresence>(message))
        return RequestKind::Presence;
    if (std::holds_alternative<protocol::Ping>(message))
        return RequestKind::Pinging;
    return std::nullopt;
}

} // namespace hobnob::server
