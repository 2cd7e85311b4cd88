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
/// Gone: somebody with an account who is not there now; no client says it of itself.
enum class Presence { Here, Away, Gone };
/// Bot: a program that the operator let in; it has a token and no password.
enum class PersonKind { Guest, Account, Bot };
enum class ServerRole { Member, Administrator };
/// Who may make an account: anyone, those with an invite, nobody. A setup link always may.
enum class Registration { Open, Invite, Closed };
enum class LinkKind { Setup, Invite, Reset };
/// Who knows of a room and may come: everybody; those who were added; its two to ten people, for ever the same.
enum class RoomKind { Public, Private, Direct };
/// What somebody may do in a room, each more than the one before. A reader may not post.
enum class Role { Reader, Member, Moderator, Owner };
/// What an event tells when it is no message.
enum class NoticeKind { Renamed, Topic, Role, Muted, Unmuted, Kicked, Banned, Unbanned, Archived, Unarchived, MadePublic, MadePrivate };
enum class SanctionKind { Mute, Ban };
enum class ModerationAct { Mute, Unmute, Kick, Ban, Unban };
struct User        { UserId id; QString name; };
/// Somebody as others see them. picture: the name of an image (GetPicture), or nothing; colour: see Self.
struct Person      { UserId id; QString name; PersonKind kind = PersonKind::Guest; Presence presence = Presence::Here; QString status = {};
                     std::optional<qint64> colour = {}; std::optional<QString> picture = {}; };
/// The same, in a room. mutedUntil: nothing when they are not muted.
struct Member      { UserId id; QString name; Presence presence = Presence::Here; PersonKind kind = PersonKind::Guest; Role role = Role::Member; QString status = {};
                     std::optional<qint64> colour = {}; std::optional<QString> picture = {}; std::optional<Timestamp> mutedUntil = {}; };
/// notice: this event is no message. subject: the person whom it happened to.
struct Notice      { NoticeKind kind = NoticeKind::Renamed; std::optional<User> subject = {}; };
/// One entry of a room's log; the same bytes for everyone. text: of a notice, the new name, topic or role, or the reason.
/// bot: true when the author is one, whose name may be another in each message; else left out.
struct Event       { Seq seq{}; Timestamp time{}; User author; ClientId clientId; QString text; std::optional<Notice> notice = {}; std::optional<bool> bot = {}; };
/// The least role that may do it, and how many seconds there must be between two messages of a member (moderators do not wait).
struct RoomRules   { Role post = Role::Member; Role invite = Role::Member; Role pin = Role::Member; qint64 slowMode = 0; };
/// A line of the room list. lastSeq 0: nothing was said yet, and lastTime is the room's birth; notices leave lastAuthor and
/// lastText alone. people: of a direct room, which has no name; others have none here. archived: nothing is said any more.
struct RoomSummary { RoomId id; QString name; Seq lastSeq{}; Timestamp lastTime{}; QString lastAuthor; QString lastText; qint64 memberCount = 0;
                     RoomKind kind = RoomKind::Public; QString topic = {}; std::optional<QString> picture = {}; bool archived = false;
                     RoomRules rules = {}; QList<User> people = {}; };
/// Where a person stands in a room that they are in. mutedUntil: nothing when they are not muted.
struct Standing    { RoomId room; Role role = Role::Member; std::optional<Timestamp> mutedUntil = {}; };
/// Somebody who may not post, or not come in. ends: nothing: never.
struct Sanction    { SanctionKind kind = SanctionKind::Mute; User person; User by; QString reason; Timestamp created{}; std::optional<Timestamp> ends = {}; };
/// An event that somebody objects to. resolvedBy: nothing: nobody has looked at it yet.
struct Report      { qint64 number = 0; RoomId room; QString roomName; Event event; User reporter; QString reason; Timestamp created{};
                     std::optional<User> resolvedBy = {}; std::optional<Timestamp> resolved = {}; QString note = {}; };
/// An act of somebody with power over others. action: a stable word, such as "member-banned". details: for people.
struct AuditRecord { qint64 number = 0; Timestamp time{}; std::optional<User> actor = {}; QString action; std::optional<RoomId> room = {}; QString roomName;
                     std::optional<User> subject = {}; QString details; };
/// What everybody is shown.
struct Announcement { QString text; User author; Timestamp time{}; };
/// How far a person has read a room; the server keeps it, and all of their windows show the same.
/// mentions: of the events after read and up to upTo, those that name them (shared/mentions.h).
struct ReadState   { RoomId room; Seq read{}; qint64 mentions = 0; Seq upTo{}; };
/// What a person is told of themselves beside their User. login: what they sign in with; empty for guests. colour: one of
/// the twelve of resources/design, or nothing: the one that follows from the id.
struct Self        { PersonKind kind = PersonKind::Guest; ServerRole role = ServerRole::Member; QString login; QString status; std::optional<qint64> colour; bool twoFactor = false;
                     std::optional<QString> picture = {}; };
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
/// kind: public or private; public when left out.
struct CreateRoom    { RequestId id{}; QString name; std::optional<RoomKind> kind = {}; std::optional<QString> topic = {}; };
/// What is left out stays.
struct ChangeRoom    { RequestId id{}; RoomId room; std::optional<QString> name = {}; std::optional<QString> topic = {}; std::optional<QString> description = {};
                       std::optional<RoomKind> kind = {}; std::optional<RoomRules> rules = {}; std::optional<bool> archived = {}; };
/// With its log, for ever.
struct DeleteRoom    { RequestId id{}; RoomId room; };
struct GetRoom       { RequestId id{}; RoomId room; };
struct AddPeople     { RequestId id{}; RoomId room; QList<UserId> people; };
struct SetRole       { RequestId id{}; RoomId room; UserId person; Role role = Role::Member; };
/// minutes: of a mute or a ban; for ever when left out.
struct Moderate      { RequestId id{}; RoomId room; UserId person; ModerationAct act = ModerationAct::Mute; QString reason; std::optional<qint64> minutes = {}; };
struct GetSanctions  { RequestId id{}; RoomId room; };
/// The room of oneself and these people; the same room every time.
struct OpenDirect    { RequestId id{}; QList<UserId> people; };
/// Whom one does not want to hear of.
struct SetBlocked    { RequestId id{}; UserId person; bool blocked = true; };
/// Those whose name contains this; accounts, and guests who are here.
struct FindPeople    { RequestId id{}; QString text; };
struct ReportEvent   { RequestId id{}; RoomId room; Seq seq{}; QString reason; };
/// Newest first. before: the number that the last page ended with. resolved: those that were looked at, instead of those that wait.
struct GetReports    { RequestId id{}; std::optional<qint64> before = {}; bool resolved = false; };
struct ResolveReport { RequestId id{}; qint64 number = 0; QString note; };
/// For administrators; with a room, for its owners, too. Newest first; before: as above.
struct GetAudit      { RequestId id{}; std::optional<qint64> before = {}; std::optional<RoomId> room = {}; };
/// For administrators. No text: what was announced is over.
struct Announce      { RequestId id{}; QString text; };
/// Of oneself, or of a room. image: a PNG in base64; empty: none.
struct SetPicture    { RequestId id{}; std::optional<RoomId> room = {}; QString image; };
/// What a name stands for never changes.
struct GetPicture    { RequestId id{}; QString picture; };
/// after: the last event the client holds of this room, for a resume.
struct JoinRoom      { RequestId id{}; RoomId room; std::optional<Seq> after; };
/// Joins the room of this name; makes it when there is none.
struct JoinNamedRoom { RequestId id{}; QString name; };
struct LeaveRoom     { RequestId id{}; RoomId room; };
struct PostMessage   { RequestId id{}; RoomId room; ClientId clientId; QString text; };
/// At most one of before and after; neither asks for the newest. Answered oldest first.
struct GetHistory    { RequestId id{}; RoomId room; std::optional<Seq> before; std::optional<Seq> after; std::optional<qint64> limit; };
/// after: the name that the last page ended with.
/// query: only those whose name contains this.
struct GetMembers    { RequestId id{}; RoomId room; std::optional<QString> after; std::optional<QString> query = {}; };
/// Everything up to seq was read. Never goes back.
struct MarkRead      { RoomId room; Seq seq{}; };
struct SetTyping     { RoomId room; bool typing = false; };
struct SetPresence   { Presence presence = Presence::Here; };
struct Ping          { RequestId id{}; };

// --- from the server; the answers
/// setUp: somebody looks after this server; until then the setup link waits for them.
struct Welcome     { RequestId id{}; qint64 version = 0; QString server; QString epoch; bool guests = true; Registration registration = Registration::Open; bool setUp = true; };
/// rooms: all that this person may know of. standings: of the joined ones, where they are no plain member. ticket: instead of the token, when hello named the capability "cookie"; to be changed for the
/// cookie with POST /session, once and soon. Neither after a resume by cookie.
struct LoggedIn    { RequestId id{}; User user; Self self; QString token; std::optional<QString> ticket; QList<RoomSummary> rooms; QList<RoomId> joined; QList<ReadState> reads;
                     QList<Standing> standings = {}; QList<User> blocked = {}; qint64 reportsWaiting = 0; std::optional<Announcement> announcement = {}; };
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
struct Joined      { RequestId id{}; RoomSummary room; QList<Event> events; bool gap = false; bool more = false; QList<Member> members; ReadState read; Standing standing = {}; };
struct Left        { RequestId id{}; RoomId room; };
struct Posted      { RequestId id{}; RoomId room; ClientId clientId; Seq seq{}; Timestamp time{}; };
/// more: the log goes on in the direction that was asked for.
struct History     { RequestId id{}; RoomId room; QList<Event> events; bool more = false; };
struct Members     { RequestId id{}; RoomId room; QList<Member> members; bool more = false; };
struct RoomDetails { RequestId id{}; RoomSummary room; QString description; };
struct Sanctions   { RequestId id{}; RoomId room; QList<Sanction> sanctions; };
struct PeopleFound { RequestId id{}; QList<Person> people; };
struct Reports     { RequestId id{}; QList<Report> reports; bool more = false; };
struct AuditLog    { RequestId id{}; QList<AuditRecord> records; bool more = false; };
/// image: a PNG in base64.
struct Picture     { RequestId id{}; QString picture; QString image; };
struct PictureSet  { RequestId id{}; std::optional<QString> picture = {}; };
struct Pong        { RequestId id{}; };
/// Without an id it concerns the session as a whole.
struct Error       { std::optional<RequestId> id; ErrorCode code = ErrorCode::Internal; QString message; std::optional<QString> field; std::optional<qint64> retryAfter; };

// --- from the server; the facts
struct RoomEvent      { RoomId room; Event event; };
/// A room is new, or its line changed. Coalesced; a public one to everyone, in the room or not, others to those in it.
struct RoomChanged    { RoomSummary room; };
/// There is no such room any more, or not for this person.
struct RoomGone       { RoomId room; };
/// This person's membership changed, or their standing: by another of their windows, or by somebody with a say in the room (by).
struct MembershipChanged { RoomId room; bool joined = false; Role role = Role::Member; std::optional<Timestamp> mutedUntil = {};
                           std::optional<User> by = {}; std::optional<QString> reason = {}; };
/// Whom this person does not want to hear of, by now.
struct BlocksChanged  { QList<User> blocked; };
/// How many reports wait that this person may look at.
struct ReportsWaiting { qint64 count = 0; };
/// Without an announcement: what was announced is over.
struct Announced      { std::optional<Announcement> announcement = {}; };
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
struct Gap            { QList<RoomSummary> rooms; QList<RoomId> joined; QList<ReadState> reads; QList<Standing> standings = {}; };
/// The server is going: come back after so many milliseconds.
struct Goodbye        { QString reason; qint64 reconnectAfter = 0; };
// clang-format on

using ClientMessage = std::variant<
    Hello, LogInAsGuest, ResumeSession, LogOut, CreateRoom, JoinRoom, JoinNamedRoom, LeaveRoom,
    PostMessage, GetHistory, GetMembers, MarkRead, SetTyping, SetPresence, Ping, LogIn, Register,
    CheckLink, ResetPassword, ChangePassword, StartTwoFactor, ConfirmTwoFactor, StopTwoFactor,
    GetSessions, EndSession, SetProfile, DeactivateAccount, DeleteAccount, MakeInvite, ChangeRoom,
    DeleteRoom, GetRoom, AddPeople, SetRole, Moderate, GetSanctions, OpenDirect, SetBlocked,
    FindPeople, ReportEvent, GetReports, ResolveReport, GetAudit, Announce, SetPicture, GetPicture>;
using ServerMessage =
    std::variant<Welcome, LoggedIn, LoggedOut, Joined, Left, Posted, History, Members, Pong, Error,
                 RoomEvent, RoomChanged, MembershipChanged, MembersChanged, Typing, ReadMoved, Gap,
                 Goodbye, Accepted, LinkChecked, TwoFactorOffered, TwoFactorStarted, Sessions,
                 InviteMade, SelfChanged, PersonRenamed, RoomDetails, Sanctions, PeopleFound,
                 Reports, AuditLog, Picture, PictureSet, RoomGone, BlocksChanged, ReportsWaiting,
                 Announced>;

} // namespace hobnob::protocol
