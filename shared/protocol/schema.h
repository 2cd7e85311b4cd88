// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"
#include "shared/protocol/messages.h"

#include <array>
#include <tuple>

/// The wire name and bounds of every field of every message: the one table that the codec reads.
/// To add a field, add it to its struct and to its line here.
namespace hobnob::protocol
{

template <typename Struct, typename Value>
struct Field {
    const char16_t *name;
    Value Struct::*member;
    /// Text: code points. Lists: entries. Integers: the value. Otherwise unused.
    qint64 least;
    qint64 most;
};

namespace detail
{

template <typename Struct, typename Value>
constexpr auto field(const char16_t *name, Value Struct::*member, qint64 most = limits::maxInteger,
                     qint64 least = 0)
{
    return Field<Struct, Value>{name, member, least, most};
}

// Text that a person typed: its rule (text.h) answers, so only the frame bounds it here.
inline constexpr qint64 typed = limits::frameBytes;
inline constexpr qint64 anyRooms = limits::roomsPerServer + limits::membershipsPerUser;

} // namespace detail

/// Specialised for each struct of messages.h: type (its wire name; parts have none) and fields.
template <typename T>
struct Schema;

// clang-format off
#define HOBNOB_SCHEMA(Struct, wireName, ...) \
    template <> struct Schema<Struct> { \
        using S = Struct; \
        static constexpr const char16_t *type = wireName; \
        static constexpr auto fields() { using namespace detail; return std::make_tuple(__VA_ARGS__); } \
    }

constexpr auto idField = [](auto member) { return detail::field(u"id", member, limits::maxInteger, 1); };

// --- parts
HOBNOB_SCHEMA(User, nullptr, field(u"id", &S::id), field(u"name", &S::name, typed));
HOBNOB_SCHEMA(Person, nullptr, field(u"id", &S::id), field(u"name", &S::name, typed), field(u"kind", &S::kind), field(u"presence", &S::presence),
              field(u"status", &S::status, typed), field(u"colour", &S::colour, limits::personColours - 1), field(u"picture", &S::picture, limits::tokenCharacters));
HOBNOB_SCHEMA(Member, nullptr, field(u"id", &S::id), field(u"name", &S::name, typed), field(u"presence", &S::presence), field(u"kind", &S::kind),
              field(u"role", &S::role), field(u"status", &S::status, typed), field(u"colour", &S::colour, limits::personColours - 1),
              field(u"picture", &S::picture, limits::tokenCharacters), field(u"mutedUntil", &S::mutedUntil));
HOBNOB_SCHEMA(Notice, nullptr, field(u"kind", &S::kind), field(u"subject", &S::subject));
HOBNOB_SCHEMA(RoomRules, nullptr, field(u"post", &S::post), field(u"invite", &S::invite), field(u"pin", &S::pin), field(u"slowMode", &S::slowMode, limits::slowModeSeconds));
HOBNOB_SCHEMA(Event, nullptr, field(u"seq", &S::seq, limits::maxInteger, 1), field(u"time", &S::time), field(u"author", &S::author),
              field(u"clientId", &S::clientId), field(u"text", &S::text, typed), field(u"notice", &S::notice), field(u"bot", &S::bot));
HOBNOB_SCHEMA(RoomSummary, nullptr, field(u"id", &S::id), field(u"name", &S::name, typed), field(u"lastSeq", &S::lastSeq),
              field(u"lastTime", &S::lastTime), field(u"lastAuthor", &S::lastAuthor, typed), field(u"lastText", &S::lastText, typed),
              field(u"memberCount", &S::memberCount), field(u"kind", &S::kind), field(u"topic", &S::topic, typed),
              field(u"picture", &S::picture, limits::tokenCharacters), field(u"archived", &S::archived), field(u"rules", &S::rules),
              field(u"people", &S::people, limits::directPeople));
HOBNOB_SCHEMA(Standing, nullptr, field(u"room", &S::room), field(u"role", &S::role), field(u"mutedUntil", &S::mutedUntil));
HOBNOB_SCHEMA(Sanction, nullptr, field(u"kind", &S::kind), field(u"person", &S::person), field(u"by", &S::by), field(u"reason", &S::reason, typed),
              field(u"created", &S::created), field(u"ends", &S::ends));
HOBNOB_SCHEMA(Report, nullptr, field(u"number", &S::number), field(u"room", &S::room), field(u"roomName", &S::roomName, typed), field(u"event", &S::event),
              field(u"reporter", &S::reporter), field(u"reason", &S::reason, typed), field(u"created", &S::created), field(u"resolvedBy", &S::resolvedBy),
              field(u"resolved", &S::resolved), field(u"note", &S::note, typed));
HOBNOB_SCHEMA(AuditRecord, nullptr, field(u"number", &S::number), field(u"time", &S::time), field(u"actor", &S::actor), field(u"action", &S::action, limits::idCharacters),
              field(u"room", &S::room), field(u"roomName", &S::roomName, typed), field(u"subject", &S::subject), field(u"details", &S::details, typed));
HOBNOB_SCHEMA(Announcement, nullptr, field(u"text", &S::text, typed), field(u"author", &S::author), field(u"time", &S::time));
HOBNOB_SCHEMA(Self, nullptr, field(u"kind", &S::kind), field(u"role", &S::role), field(u"login", &S::login, typed), field(u"status", &S::status, typed),
              field(u"colour", &S::colour, limits::personColours - 1), field(u"twoFactor", &S::twoFactor),
              field(u"picture", &S::picture, limits::tokenCharacters));
HOBNOB_SCHEMA(SessionInfo, nullptr, field(u"key", &S::key), field(u"client", &S::client, limits::clientNameCharacters),
              field(u"address", &S::address, limits::addressCharacters), field(u"created", &S::created), field(u"used", &S::used), field(u"current", &S::current));
HOBNOB_SCHEMA(ReadState, nullptr, field(u"room", &S::room), field(u"read", &S::read), field(u"mentions", &S::mentions), field(u"upTo", &S::upTo));

// --- from the client
HOBNOB_SCHEMA(Hello, u"hello", idField(&S::id), field(u"version", &S::version), field(u"client", &S::client, limits::clientNameCharacters),
              field(u"capabilities", &S::capabilities, limits::capabilities));
HOBNOB_SCHEMA(LogInAsGuest, u"logInAsGuest", idField(&S::id), field(u"name", &S::name, typed));
HOBNOB_SCHEMA(ResumeSession, u"resumeSession", idField(&S::id), field(u"token", &S::token, limits::tokenCharacters));
HOBNOB_SCHEMA(LogOut, u"logOut", idField(&S::id));
HOBNOB_SCHEMA(LogIn, u"logIn", idField(&S::id), field(u"name", &S::name, typed), field(u"password", &S::password, typed), field(u"code", &S::code, limits::linkCharacters));
HOBNOB_SCHEMA(Register, u"register", idField(&S::id), field(u"name", &S::name, typed), field(u"password", &S::password, typed), field(u"link", &S::link, limits::linkCharacters));
HOBNOB_SCHEMA(CheckLink, u"checkLink", idField(&S::id), field(u"link", &S::link, limits::linkCharacters));
HOBNOB_SCHEMA(ResetPassword, u"resetPassword", idField(&S::id), field(u"link", &S::link, limits::linkCharacters), field(u"password", &S::password, typed));
HOBNOB_SCHEMA(ChangePassword, u"changePassword", idField(&S::id), field(u"current", &S::current, typed), field(u"password", &S::password, typed));
HOBNOB_SCHEMA(StartTwoFactor, u"startTwoFactor", idField(&S::id), field(u"password", &S::password, typed));
HOBNOB_SCHEMA(ConfirmTwoFactor, u"confirmTwoFactor", idField(&S::id), field(u"code", &S::code, limits::linkCharacters));
HOBNOB_SCHEMA(StopTwoFactor, u"stopTwoFactor", idField(&S::id), field(u"password", &S::password, typed));
HOBNOB_SCHEMA(GetSessions, u"getSessions", idField(&S::id));
HOBNOB_SCHEMA(EndSession, u"endSession", idField(&S::id), field(u"session", &S::session));
HOBNOB_SCHEMA(SetProfile, u"setProfile", idField(&S::id), field(u"name", &S::name, typed), field(u"status", &S::status, typed),
              field(u"colour", &S::colour, limits::personColours - 1, -1));
HOBNOB_SCHEMA(DeactivateAccount, u"deactivateAccount", idField(&S::id), field(u"password", &S::password, typed));
HOBNOB_SCHEMA(DeleteAccount, u"deleteAccount", idField(&S::id), field(u"password", &S::password, typed));
HOBNOB_SCHEMA(MakeInvite, u"makeInvite", idField(&S::id), field(u"uses", &S::uses, limits::inviteUses, 1), field(u"days", &S::days, limits::inviteDays, 1));
HOBNOB_SCHEMA(CreateRoom, u"createRoom", idField(&S::id), field(u"name", &S::name, typed), field(u"kind", &S::kind), field(u"topic", &S::topic, typed));
HOBNOB_SCHEMA(ChangeRoom, u"changeRoom", idField(&S::id), field(u"room", &S::room), field(u"name", &S::name, typed), field(u"topic", &S::topic, typed),
              field(u"description", &S::description, typed), field(u"kind", &S::kind), field(u"rules", &S::rules), field(u"archived", &S::archived));
HOBNOB_SCHEMA(DeleteRoom, u"deleteRoom", idField(&S::id), field(u"room", &S::room));
HOBNOB_SCHEMA(GetRoom, u"getRoom", idField(&S::id), field(u"room", &S::room));
HOBNOB_SCHEMA(AddPeople, u"addPeople", idField(&S::id), field(u"room", &S::room), field(u"people", &S::people, limits::addedPeople));
HOBNOB_SCHEMA(SetRole, u"setRole", idField(&S::id), field(u"room", &S::room), field(u"person", &S::person), field(u"role", &S::role));
HOBNOB_SCHEMA(Moderate, u"moderate", idField(&S::id), field(u"room", &S::room), field(u"person", &S::person), field(u"act", &S::act),
              field(u"reason", &S::reason, typed), field(u"minutes", &S::minutes, limits::sanctionMinutes, 1));
HOBNOB_SCHEMA(GetSanctions, u"getSanctions", idField(&S::id), field(u"room", &S::room));
HOBNOB_SCHEMA(OpenDirect, u"openDirect", idField(&S::id), field(u"people", &S::people, limits::directPeople));
HOBNOB_SCHEMA(SetBlocked, u"setBlocked", idField(&S::id), field(u"person", &S::person), field(u"blocked", &S::blocked));
HOBNOB_SCHEMA(FindPeople, u"findPeople", idField(&S::id), field(u"text", &S::text, typed));
HOBNOB_SCHEMA(ReportEvent, u"reportEvent", idField(&S::id), field(u"room", &S::room), field(u"seq", &S::seq, limits::maxInteger, 1), field(u"reason", &S::reason, typed));
HOBNOB_SCHEMA(GetReports, u"getReports", idField(&S::id), field(u"before", &S::before), field(u"resolved", &S::resolved));
HOBNOB_SCHEMA(ResolveReport, u"resolveReport", idField(&S::id), field(u"number", &S::number), field(u"note", &S::note, typed));
HOBNOB_SCHEMA(GetAudit, u"getAudit", idField(&S::id), field(u"before", &S::before), field(u"room", &S::room));
HOBNOB_SCHEMA(Announce, u"announce", idField(&S::id), field(u"text", &S::text, typed));
HOBNOB_SCHEMA(GetPicture, u"getPicture", idField(&S::id), field(u"picture", &S::picture, limits::tokenCharacters));
HOBNOB_SCHEMA(SetPicture, u"setPicture", idField(&S::id), field(u"room", &S::room), field(u"image", &S::image, typed));
HOBNOB_SCHEMA(JoinRoom, u"joinRoom", idField(&S::id), field(u"room", &S::room), field(u"after", &S::after));
HOBNOB_SCHEMA(JoinNamedRoom, u"joinNamedRoom", idField(&S::id), field(u"name", &S::name, typed));
HOBNOB_SCHEMA(LeaveRoom, u"leaveRoom", idField(&S::id), field(u"room", &S::room));
HOBNOB_SCHEMA(PostMessage, u"postMessage", idField(&S::id), field(u"room", &S::room), field(u"clientId", &S::clientId), field(u"text", &S::text, typed));
HOBNOB_SCHEMA(GetHistory, u"getHistory", idField(&S::id), field(u"room", &S::room), field(u"before", &S::before), field(u"after", &S::after),
              field(u"limit", &S::limit, limits::historyPage, 1));
HOBNOB_SCHEMA(GetMembers, u"getMembers", idField(&S::id), field(u"room", &S::room), field(u"after", &S::after, typed), field(u"query", &S::query, typed));
HOBNOB_SCHEMA(MarkRead, u"markRead", field(u"room", &S::room), field(u"seq", &S::seq));
HOBNOB_SCHEMA(SetTyping, u"setTyping", field(u"room", &S::room), field(u"typing", &S::typing));
HOBNOB_SCHEMA(SetPresence, u"setPresence", field(u"presence", &S::presence));
HOBNOB_SCHEMA(Ping, u"ping", idField(&S::id));

// --- from the server; the answers
HOBNOB_SCHEMA(Welcome, u"welcome", idField(&S::id), field(u"version", &S::version), field(u"server", &S::server, limits::clientNameCharacters),
              field(u"epoch", &S::epoch, limits::idCharacters), field(u"guests", &S::guests), field(u"registration", &S::registration), field(u"setUp", &S::setUp));
HOBNOB_SCHEMA(LoggedIn, u"loggedIn", idField(&S::id), field(u"user", &S::user), field(u"self", &S::self), field(u"token", &S::token, limits::tokenCharacters),
              field(u"ticket", &S::ticket, limits::tokenCharacters),
              field(u"rooms", &S::rooms, anyRooms), field(u"joined", &S::joined, limits::membershipsPerUser),
              field(u"reads", &S::reads, anyRooms), field(u"standings", &S::standings, limits::membershipsPerUser),
              field(u"blocked", &S::blocked, limits::blocksPerUser), field(u"reportsWaiting", &S::reportsWaiting), field(u"announcement", &S::announcement));
HOBNOB_SCHEMA(LoggedOut, u"loggedOut", idField(&S::id));
HOBNOB_SCHEMA(Accepted, u"accepted", idField(&S::id));
HOBNOB_SCHEMA(LinkChecked, u"linkChecked", idField(&S::id), field(u"kind", &S::kind), field(u"expires", &S::expires), field(u"name", &S::name, typed));
HOBNOB_SCHEMA(TwoFactorOffered, u"twoFactorOffered", idField(&S::id), field(u"secret", &S::secret, limits::linkCharacters), field(u"uri", &S::uri, typed));
HOBNOB_SCHEMA(TwoFactorStarted, u"twoFactorStarted", idField(&S::id), field(u"recoveryCodes", &S::recoveryCodes, limits::recoveryCodes));
HOBNOB_SCHEMA(Sessions, u"sessions", idField(&S::id), field(u"sessions", &S::sessions, limits::sessionsPerUser));
HOBNOB_SCHEMA(InviteMade, u"inviteMade", idField(&S::id), field(u"link", &S::link, limits::linkCharacters), field(u"expires", &S::expires));
HOBNOB_SCHEMA(Joined, u"joined", idField(&S::id), field(u"room", &S::room), field(u"events", &S::events, limits::replayEvents),
              field(u"gap", &S::gap), field(u"more", &S::more), field(u"members", &S::members, limits::memberPage), field(u"read", &S::read),
              field(u"standing", &S::standing));
HOBNOB_SCHEMA(Left, u"left", idField(&S::id), field(u"room", &S::room));
HOBNOB_SCHEMA(Posted, u"posted", idField(&S::id), field(u"room", &S::room), field(u"clientId", &S::clientId),
              field(u"seq", &S::seq, limits::maxInteger, 1), field(u"time", &S::time));
HOBNOB_SCHEMA(History, u"history", idField(&S::id), field(u"room", &S::room), field(u"events", &S::events, limits::historyPage), field(u"more", &S::more));
HOBNOB_SCHEMA(Members, u"members", idField(&S::id), field(u"room", &S::room), field(u"members", &S::members, limits::memberPage), field(u"more", &S::more));
HOBNOB_SCHEMA(RoomDetails, u"roomDetails", idField(&S::id), field(u"room", &S::room), field(u"description", &S::description, typed));
HOBNOB_SCHEMA(Sanctions, u"sanctions", idField(&S::id), field(u"room", &S::room), field(u"sanctions", &S::sanctions, limits::sanctionsPerRoom));
HOBNOB_SCHEMA(PeopleFound, u"peopleFound", idField(&S::id), field(u"people", &S::people, limits::peoplePage));
HOBNOB_SCHEMA(Reports, u"reports", idField(&S::id), field(u"reports", &S::reports, limits::reportPage), field(u"more", &S::more));
HOBNOB_SCHEMA(AuditLog, u"auditLog", idField(&S::id), field(u"records", &S::records, limits::auditPage), field(u"more", &S::more));
HOBNOB_SCHEMA(Picture, u"picture", idField(&S::id), field(u"picture", &S::picture, limits::tokenCharacters), field(u"image", &S::image, typed));
HOBNOB_SCHEMA(PictureSet, u"pictureSet", idField(&S::id), field(u"picture", &S::picture, limits::tokenCharacters));
HOBNOB_SCHEMA(Pong, u"pong", idField(&S::id));
HOBNOB_SCHEMA(Error, u"error", idField(&S::id), field(u"code", &S::code), field(u"message", &S::message, typed), field(u"field", &S::field, limits::idCharacters),
              field(u"retryAfter", &S::retryAfter));

// --- from the server; the facts
HOBNOB_SCHEMA(RoomEvent, u"roomEvent", field(u"room", &S::room), field(u"event", &S::event));
HOBNOB_SCHEMA(RoomChanged, u"roomChanged", field(u"room", &S::room));
HOBNOB_SCHEMA(RoomGone, u"roomGone", field(u"room", &S::room));
HOBNOB_SCHEMA(MembershipChanged, u"membershipChanged", field(u"room", &S::room), field(u"joined", &S::joined), field(u"role", &S::role),
              field(u"mutedUntil", &S::mutedUntil), field(u"by", &S::by), field(u"reason", &S::reason, typed));
HOBNOB_SCHEMA(BlocksChanged, u"blocksChanged", field(u"blocked", &S::blocked, limits::blocksPerUser));
HOBNOB_SCHEMA(ReportsWaiting, u"reportsWaiting", field(u"count", &S::count));
HOBNOB_SCHEMA(Announced, u"announced", field(u"announcement", &S::announcement));
HOBNOB_SCHEMA(MembersChanged, u"membersChanged", field(u"room", &S::room), field(u"memberCount", &S::memberCount),
              field(u"joined", &S::joined, limits::namesPerNotice), field(u"left", &S::left, limits::namesPerNotice),
              field(u"changed", &S::changed, limits::namesPerNotice), field(u"moreJoined", &S::moreJoined),
              field(u"moreLeft", &S::moreLeft), field(u"moreChanged", &S::moreChanged));
HOBNOB_SCHEMA(Typing, u"typing", field(u"room", &S::room), field(u"users", &S::users, limits::typingNames), field(u"count", &S::count));
HOBNOB_SCHEMA(ReadMoved, u"readMoved", field(u"read", &S::read));
HOBNOB_SCHEMA(SelfChanged, u"selfChanged", field(u"user", &S::user), field(u"self", &S::self));
HOBNOB_SCHEMA(PersonRenamed, u"personRenamed", field(u"user", &S::user));
HOBNOB_SCHEMA(Gap, u"gap", field(u"rooms", &S::rooms, anyRooms), field(u"joined", &S::joined, limits::membershipsPerUser), field(u"reads", &S::reads, anyRooms),
              field(u"standings", &S::standings, limits::membershipsPerUser));
HOBNOB_SCHEMA(Goodbye, u"goodbye", field(u"reason", &S::reason, typed), field(u"reconnectAfter", &S::reconnectAfter));

#undef HOBNOB_SCHEMA
// clang-format on

/// The wire names of an enumeration's values, in its order.
template <typename Enum>
inline constexpr std::array<const char16_t *, 0> enumNames{};
template <>
inline constexpr std::array enumNames<Presence>{u"here", u"away", u"gone"};
template <>
inline constexpr std::array enumNames<PersonKind>{u"guest", u"account", u"bot"};
template <>
inline constexpr std::array enumNames<ServerRole>{u"member", u"administrator"};
template <>
inline constexpr std::array enumNames<Registration>{u"open", u"invite", u"closed"};
template <>
inline constexpr std::array enumNames<RoomKind>{u"public", u"private", u"direct"};
template <>
inline constexpr std::array enumNames<Role>{u"reader", u"member", u"moderator", u"owner"};
template <>
inline constexpr std::array enumNames<NoticeKind>{
    u"renamed", u"topic",    u"role",     u"muted",      u"unmuted", u"kicked",
    u"banned",  u"unbanned", u"archived", u"unarchived", u"public",  u"private"};
template <>
inline constexpr std::array enumNames<SanctionKind>{u"mute", u"ban"};
template <>
inline constexpr std::array enumNames<ModerationAct>{u"mute", u"unmute", u"kick", u"ban", u"unban"};
template <>
inline constexpr std::array enumNames<LinkKind>{u"setup", u"invite", u"reset"};

template <typename T>
concept NamedEnum = std::is_enum_v<T> && !enumNames<T>.empty();

} // namespace hobnob::protocol
