// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/attendance.h"
#include "server/core/ratelimiter.h"

#include <QHash>
#include <QObject>

#include <concepts>

namespace hobnob::server
{

class AccountDesk;
class Bots;
class JoinDesk;
class ModerationDesk;
class Pictures;
class Posts;
class ReadPointers;
class Reception;
class Rights;
class RoomDesk;
class RoomDirectory;
class Roster;
class Timeline;
class TypingTracker;

template <typename Message, typename... Messages>
concept OneOf = (std::same_as<Message, Messages> || ...);

/// Coming in and going out.
template <typename Message>
concept ForReception = OneOf<Message, protocol::Hello, protocol::LogInAsGuest, protocol::LogIn,
                             protocol::Register, protocol::ResumeSession, protocol::LogOut>;
/// What people do with their accounts.
template <typename Message>
concept ForAccountDesk =
    OneOf<Message, protocol::CheckLink, protocol::ResetPassword, protocol::ChangePassword,
          protocol::StartTwoFactor, protocol::ConfirmTwoFactor, protocol::StopTwoFactor,
          protocol::GetSessions, protocol::EndSession, protocol::SetProfile,
          protocol::DeactivateAccount, protocol::DeleteAccount, protocol::MakeInvite>;

/// Coming into rooms, new ones too, and leaving them.
template <typename Message>
concept ForJoinDesk = OneOf<Message, protocol::CreateRoom, protocol::JoinRoom,
                            protocol::JoinNamedRoom, protocol::LeaveRoom, protocol::OpenDirect>;
/// What people do with rooms that they are in: what those are, who is in them and what they may.
template <typename Message>
concept ForRoomDesk =
    OneOf<Message, protocol::ChangeRoom, protocol::DeleteRoom, protocol::GetRoom,
          protocol::AddPeople, protocol::SetRole, protocol::Moderate, protocol::GetSanctions>;
/// Blocks, reports, the audit log, announcements.
template <typename Message>
concept ForModerationDesk =
    OneOf<Message, protocol::SetBlocked, protocol::FindPeople, protocol::ReportEvent,
          protocol::GetReports, protocol::ResolveReport, protocol::GetAudit, protocol::Announce>;

template <typename Message>
concept ForPictures = OneOf<Message, protocol::SetPicture, protocol::GetPicture>;

/// Takes what a session asks, checks that it may, has the domain do it and answers; what belongs to
/// logging in and out goes to the reception, what belongs to accounts to their desk. Every request
/// with an id is answered once, by a message with the same id. Never touches a socket.
class Dispatcher final : public QObject
{
    Q_OBJECT

public:
    /// What requests act on. All outlive the dispatcher.
    struct Domain {
        Reception &reception;
        AccountDesk &accounts;
        ModerationDesk &moderation;
        Pictures &pictures;
        JoinDesk &joins;
        RoomDesk &rooms;
        const RoomDirectory &directory;
        const Roster &roster;
        const Rights &rights;
        const Bots &bots;
        Posts &posts;
        ReadPointers &reads;
        Timeline &timeline;
        Attendance &attendance;
        TypingTracker &typing;
    };

    Dispatcher(Domain domain, const Rates &rates);

    /// \a address: see RateLimiter::open(); \a cookie: see Reception::open().
    void open(SessionId session, const QString &address, const QString &cookie);
    void receive(SessionId session, const protocol::ClientMessage &message);
    /// Nothing is answered to this session any more.
    void close(SessionId session);
    void refuseRequests() { m_refusing = true; }

    [[nodiscard]] const RateLimiter &limiter() const { return m_limiter; }

Q_SIGNALS:
    /// A session was given members of this room as they are now.
    void membersShown(const hobnob::RoomId &room);
    void answered(hobnob::server::SessionId session,
                  const hobnob::protocol::ServerMessage &message);

private:
    void dispatch(SessionId session, const protocol::ClientMessage &message);

    // One for each message; the compiler misses those that are forgotten.
    template <ForReception Request>
    void handle(SessionId session, const Request &request);
    template <ForAccountDesk Request>
    void handle(SessionId session, const Request &request);
    template <ForModerationDesk Request>
    void handle(SessionId session, const Request &request);
    template <ForPictures Request>
    void handle(SessionId session, const Request &request);
    template <ForJoinDesk Request>
    void handle(SessionId session, const Request &request);
    template <ForRoomDesk Request>
    void handle(SessionId session, const Request &request);
    void handle(SessionId session, const protocol::PostMessage &request);
    void handle(SessionId session, const protocol::GetHistory &request);
    void handle(SessionId session, const protocol::GetMembers &request);
    void handle(SessionId session, const protocol::MarkRead &message);
    void handle(SessionId session, const protocol::SetTyping &message);
    void handle(SessionId session, const protocol::SetPresence &message);
    void handle(SessionId session, const protocol::Ping &request);

    void refuse(SessionId session, std::optional<RequestId> id, const Error &error);
    [[nodiscard]] protocol::User userOf(SessionId session) const;

    Domain m_domain;
    RateLimiter m_limiter;
    bool m_refusing = false;
};

} // namespace hobnob::server
