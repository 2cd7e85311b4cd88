// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/errors.h"
#include "shared/ids.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <variant>

/// The contract between server and clients, on one screen. Wire names, limits: schema.h. Prose for
/// people who write bots: docs/PROTOCOL.md. Samples: tests/data/protocol. All are plain values.
namespace hobnob::protocol
{

inline constexpr qint64 version = 1;

// clang-format off
// --- parts
enum class Presence { Here, Away };
enum class PersonKind { Guest, Account };
enum class ServerRole { Member, Administrator };
/// Who may make an account: anyone, those with an invite, nobody. A setup link always may.
enum class Registration { Open, Invite, Closed };
enum class LinkKind { Setup, Invite, Reset };
struct User        { UserId id; QString name; };
struct Member      { UserId id; QString name; Presence presence = Presence::Here; };
/// One entry of a room's log; the same bytes for everyone.
struct Event       { Seq seq{}; Timestamp time{}; User author; ClientId clientId; QString text; };
/// A line of the room list. lastSeq 0: nothing was said yet, and lastTime is the room's birth.
struct RoomSummary { RoomId id; QString name; Seq lastSeq{}; Timestamp lastTime{}; QString lastAuthor; QString lastText; qint64 memberCount = 0; };
/// How far a person has read a room; the server keeps it, and all of their windows show the same.
/// mentions: of the events after read and up to upTo, those that name them (shared/mentions.h).
struct ReadState   { RoomId room; Seq read{}; qint64 mentions = 0; Seq upTo{}; };
/// What a person is told of themselves beside their User. login: what they sign in with; empty for guests. colour: one of
/// the twelve of resources/design, or nothing: the one that follows from the id.
struct Self        { PersonKind kind = PersonKind::Guest; ServerRole role = ServerRole::Member; QString login; QString status; std::optional<qint64> colour; bool twoFactor = false; };
/// One place where somebody is logged in. used: roughly when they last were there.
struct SessionInfo { SessionKey key; QString client; QString address; Timestamp created{}; Timestamp used{}; bool current = false; };

// --- from the client; one with an id is answered by a message with the same id, or by an Error
struct Hello         { RequestId id{}; qint64 version = 0; QString client; QStringList capabilities; };
struct LogInAsGuest  { RequestId id{}; QString name; };
/// Without a token: with the cookie that the page's connection brought.
struct ResumeSession { RequestId id{}; std::optional<QString> token; };
struct LogOut        { RequestId id{}; };
/// code: of the second factor, or a recovery code, once CodeNeeded asked for it.
struct LogIn         { RequestId id{}; QString name; QString password; std::optional<QString> code; };
/// A new account; a guest who is logged in becomes it, and keeps what they wrote and where they are.
/// link: the code of a setup or invite link.
struct Register      { RequestId id{}; QString name; QString password; std::optional<QString> link; };
/// What a link's code is good for. Before a login or after it.
struct CheckLink     { RequestId id{}; QString link; };
/// Before a login.
struct ResetPassword { RequestId id{}; QString link; QString password; };
/// All other sessions of this person end.
struct ChangePassword { RequestId id{}; QString current; QString password; };
struct StartTwoFactor { RequestId id{}; QString password; };
struct ConfirmTwoFactor { RequestId id{}; QString code; };
struct StopTwoFactor { RequestId id{}; QString password; };
struct GetSessions   { RequestId id{}; };
/// Without a session: all but this one.
struct EndSession    { RequestId id{}; std::optional<SessionKey> session; };
/// What is left out stays. colour -1: the one that follows from the id.
struct SetProfile    { RequestId id{}; std::optional<QString> name; std::optional<QString> status; std::optional<qint64> colour; };
/// May not log in any more; an administrator can undo it.
struct DeactivateAccount { RequestId id{}; QString password; };
/// For ever. What they wrote stays, under the name it had.
struct DeleteAccount { RequestId id{}; QString password; };
/// For administrators. days: until it expires.
struct MakeInvite    { RequestId id{}; qint64 uses = 1; qint64 days = 7; };
struct CreateRoom    { RequestId id{}; QString name; };
/// after: the last event the client holds of this room, for a resume.
struct JoinRoom      { RequestId id{}; RoomId room; std::optional<Seq> after; };
/// Joins the room of this name; makes it when there is none.
struct JoinNamedRoom { RequestId id{}; QString name; };
struct LeaveRoom     { RequestId id{}; RoomId room; };
struct PostMessage   { RequestId id{}; RoomId room; ClientId clientId; QString text; };
/// At most one of before and after; neither asks for the newest. Answered oldest first.
struct GetHistory    { RequestId id{}; RoomId room; std::optional<Seq> before; std::optional<Seq> after; std::optional<qint64> limit; };
/// after: the name that the last page ended with.
struct GetMembers    { RequestId id{}; RoomId room; std::optional<QString> after; };
/// Everything up to seq was read. Never goes back.
struct MarkRead      { RoomId room; Seq seq{}; };
struct SetTyping     { RoomId room; bool typing = false; };
struct SetPresence   { Presence presence = Presence::Here; };
struct Ping          { RequestId id{}; };

// --- from the server; the answers
/// setUp: somebody looks after this server; until then the setup link waits for them.
struct Welcome     { RequestId id{}; qint64 version = 0; QString server; QString epoch; bool guests = true; Registration registration = Registration::Open; bool setUp = true; };
/// ticket: instead of the token, when hello named the capability "cookie"; to be changed for the
/// cookie with POST /session, once and soon. Neither after a resume by cookie.
struct LoggedIn    { RequestId id{}; User user; Self self; QString token; std::optional<QString> ticket; QList<RoomSummary> rooms; QList<RoomId> joined; QList<ReadState> reads; };
struct LoggedOut   { RequestId id{}; };
/// It is done; there is no more to say.
struct Accepted    { RequestId id{}; };
/// name: whose password a reset link is for.
struct LinkChecked { RequestId id{}; LinkKind kind = LinkKind::Invite; Timestamp expires{}; std::optional<QString> name; };
/// secret: in base32; uri: the same for a QR code (otpauth:). Nothing is in force before ConfirmTwoFactor.
struct TwoFactorOffered { RequestId id{}; QString secret; QString uri; };
/// Shown once.
struct TwoFactorStarted { RequestId id{}; QStringList recoveryCodes; };
struct Sessions    { RequestId id{}; QList<SessionInfo> sessions; };
struct InviteMade  { RequestId id{}; QString link; Timestamp expires{}; };
/// events: those after JoinRoom::after, else the newest page. gap: there are more in between than
/// were sent, and events holds the newest. members: the first page, by name.
struct Joined      { RequestId id{}; RoomSummary room; QList<Event> events; bool gap = false; bool more = false; QList<Member> members; ReadState read; };
struct Left        { RequestId id{}; RoomId room; };
struct Posted      { RequestId id{}; RoomId room; ClientId clientId; Seq seq{}; Timestamp time{}; };
/// more: the log goes on in the direction that was asked for.
struct History     { RequestId id{}; RoomId room; QList<Event> events; bool more = false; };
struct Members     { RequestId id{}; RoomId room; QList<Member> members; bool more = false; };
struct Pong        { RequestId id{}; };
/// Without an id it concerns the session as a whole.
struct Error       { std::optional<RequestId> id; ErrorCode code = ErrorCode::Internal; QString message; std::optional<QString> field; std::optional<qint64> retryAfter; };

// --- from the server; the facts
struct RoomEvent      { RoomId room; Event event; };
/// A room is new, or its line changed. Coalesced; to everyone, in the room or not.
struct RoomChanged    { RoomSummary room; };
/// This person's membership changed by another of their windows.
struct MembershipChanged { RoomId room; bool joined = false; };
/// Comings, goings and presence of one tick. moreJoined, moreLeft, moreChanged count those not named.
struct MembersChanged { RoomId room; qint64 memberCount = 0; QList<Member> joined; QList<Member> left; QList<Member> changed;
                        qint64 moreJoined = 0; qint64 moreLeft = 0; qint64 moreChanged = 0; };
/// Everyone who types now; users has at most limits::typingNames of them. Includes oneself.
struct Typing         { RoomId room; QList<User> users; qint64 count = 0; };
/// This person has read on, here or in another of their windows. Their own posts move the pointer
/// as well, without this.
struct ReadMoved      { ReadState read; };
/// This person changed, by another of their windows or by an administrator.
struct SelfChanged    { User user; Self self; };
/// Somebody is called otherwise from now on; to those who share a room with them.
struct PersonRenamed  { User user; };
/// This session read too slowly and was not told everything: the state as it is now, as after a
/// login. What was said meanwhile is in the logs.
struct Gap            { QList<RoomSummary> rooms; QList<RoomId> joined; QList<ReadState> reads; };
/// The server is going: come back after so many milliseconds.
struct Goodbye        { QString reason; qint64 reconnectAfter = 0; };
// clang-format on

using ClientMessage =
    std::variant<Hello, LogInAsGuest, ResumeSession, LogOut, CreateRoom, JoinRoom, JoinNamedRoom,
                 LeaveRoom, PostMessage, GetHistory, GetMembers, MarkRead, SetTyping, SetPresence,
                 Ping, LogIn, Register, CheckLink, ResetPassword, ChangePassword, StartTwoFactor,
                 ConfirmTwoFactor, StopTwoFactor, GetSessions, EndSession, SetProfile,
                 DeactivateAccount, DeleteAccount, MakeInvite>;
using ServerMessage =
    std::variant<Welcome, LoggedIn, LoggedOut, Joined, Left, Posted, History, Members, Pong, Error,
                 RoomEvent, RoomChanged, MembershipChanged, MembersChanged, Typing, ReadMoved, Gap,
                 Goodbye, Accepted, LinkChecked, TwoFactorOffered, TwoFactorStarted, Sessions,
                 InviteMade, SelfChanged, PersonRenamed>;

} // namespace hobnob::protocol
