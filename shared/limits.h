// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

/// Every bound on what comes from outside, with its reason. Characters are Unicode code points.
namespace hobnob::limits
{

using namespace std::chrono_literals;

// --- text
/// A long e-mail's worth; at four bytes each (and two for a quote) it still fits a frame.
inline constexpr int messageCharacters = 8000;
/// Fits a line of the member list.
inline constexpr int nameCharacters = 32;
/// Fits a line of the room list.
inline constexpr int roomNameCharacters = 64;
/// The quiet last line of the room list shows no more than this.
inline constexpr int excerptCharacters = 120;
/// Combining marks in a row, the bound of UAX #15's stream-safe text: putting them in order takes
/// quadratic time. All marks count, because a page cannot tell those that are put in order.
inline constexpr int marksInARow = 30;
/// Our own ids have 16; UUIDs, which other clients use for client ids, have 36.
inline constexpr int idCharacters = 64;
/// 256 bits in hexadecimal.
inline constexpr int tokenCharacters = 64;
/// Codes of links (160 bits in base32 are 32), of a second factor and its secret, and recovery
/// codes, with the dashes that people like to read them by.
inline constexpr int linkCharacters = 64;
/// An IPv6 prefix with its length is 43.
inline constexpr int addressCharacters = 64;
/// NIST SP 800-63B: at least eight, no rules about kinds of characters...
inline constexpr int passwordCharactersLeast = 8;
/// ...and room for sentences; hashing takes the same time for all.
inline constexpr int passwordCharacters = 256;
/// One line below a name.
inline constexpr int statusCharacters = 80;
/// One line above a timeline.
inline constexpr int topicCharacters = 250;
/// What a room is for, and its rules.
inline constexpr int descriptionCharacters = 1000;
/// Why somebody was muted or a message reported, and what came of it.
inline constexpr int reasonCharacters = 500;
/// A banner that leaves room for the chat.
inline constexpr int announcementCharacters = 500;
/// "hobnob-desktop/0.1.0 (Debian 12)".
inline constexpr int clientNameCharacters = 64;
/// The largest integer that JavaScript holds exactly, 2^53 - 1.
inline constexpr qint64 maxInteger = 9007199254740991;

// --- frames
/// QtWebSockets refuses valid text whose characters are split across fragments, and browsers
/// fragment from 128 KiB on.
inline constexpr int frameBytes = 64 * 1024;
/// Of one message, empty ones too: a client that fills a kibibyte at a time gets frameBytes across,
/// browsers send our messages in one. Each costs us as much as a whole frame, whatever is in it,
/// and without a bound a message of empty ones never ends.
inline constexpr int messageFragments = 64;
/// No message of ours nests deeper than 4; the parser must not follow an attacker further.
inline constexpr int jsonDepth = 16;
/// Words a client says it understands; we define none yet.
inline constexpr int capabilities = 32;
inline constexpr int capabilityCharacters = 32;

// --- Socket.IO
/// Of a request's body and of a WebSocket's message (Engine.IO's maxPayload): the longest message
/// there is, with each character written as two escapes of six bytes, as Python does it.
inline constexpr int enginePayloadBytes = 128 * 1024;
/// In one request; client libraries pack what waits up to maxPayload. As many as may wait.
inline constexpr int enginePackets = 1024;
/// In the answer to one poll: python-engineio takes no more.
inline constexpr int enginePollPackets = 16;
/// When there is so much in it, no packet more: it is a copy for one client, who may not read it.
inline constexpr int enginePollBytes = 32 * 1024;
/// Of one event or acknowledgement; no event of ours has any.
inline constexpr int socketAttachments = 10;
/// All of them together.
inline constexpr int socketAttachmentBytes = enginePayloadBytes;
/// The name of a namespace.
inline constexpr int socketPlaceBytes = 64;
/// Namespaces that one connection is in, or asks to be.
inline constexpr int socketPlaces = 8;
/// From a WebSocket that asks to take a polling session over to when it has; after that the session
/// goes on polling.
inline constexpr auto upgradeTime = 10s;
/// A poll that comes while the WebSocket takes over waits so long for its empty answer, so that a
/// client whose WebSocket hangs does not ask as fast as it can.
inline constexpr auto upgradePoll = 100ms;

// --- pages
/// Two screens of a timeline.
inline constexpr int historyDefault = 50;
/// More than anyone scrolls through at once.
inline constexpr int historyPage = 200;
/// UTF-8 text in a page of events: 200 messages at everyday lengths, and little enough that
/// requestsInFlight answers to a client that does not read stay a few MiB. A page ends early, with
/// at least one event, where the next would go past it.
inline constexpr qint64 historyBytes = 256 * 1024;
/// What a returning client gets at once: a working day of a busy room, at the size of one page of
/// history. Past that, or past historyBytes, it is told of a gap and pages.
inline constexpr int replayEvents = 1000;
/// What a member list shows before one scrolls or searches.
inline constexpr int memberPage = 200;
/// Names in one coalesced notice of comings and goings; the rest are counted.
inline constexpr int namesPerNotice = 50;
/// Names in a typing notice: two are shown, the third says "several".
inline constexpr int typingNames = 3;

/// Who a picker of people shows; whoever does not find them there types on.
inline constexpr int peoplePage = 50;
/// What a moderator reads at once.
inline constexpr int reportPage = 50;
inline constexpr int auditPage = 100;

// --- rooms and their people
/// A table that can still talk; more people make a private room.
inline constexpr int directPeople = 10;
/// In one request; a class.
inline constexpr int addedPeople = 50;
/// An hour between two messages.
inline constexpr int slowModeSeconds = 3600;
/// A year; longer is for ever.
inline constexpr int sanctionMinutes = 366 * 24 * 60;
/// Mutes and bans that are in force in one room; past it the eldest must be lifted first.
inline constexpr int sanctionsPerRoom = 1000;
/// Whom one person does not want to hear of; all are told at each login.
inline constexpr int blocksPerUser = 500;
/// Reports of one person that nobody has looked at yet.
inline constexpr int reportsPerUser = 50;
/// A picture is shown at 36 px and at twice that on dense screens; clients make it this wide and
/// high...
inline constexpr int pictureSide = 128;
/// ...and so its PNG is hardly ever more; in base64 it fits a frame.
inline constexpr int pictureBytes = 40 * 1024;
/// Other clients may make them for screens that are twice as dense again; wider ones are not drawn.
inline constexpr int pictureSideMost = 2 * pictureSide;
/// What a client keeps at hand: everybody in a few long lists of members...
inline constexpr int picturesHeld = 500;
/// ...at half of what each may have. Past either, those go that were not looked at for longest.
inline constexpr qint64 pictureBytesHeld = 10 * 1024 * 1024;
/// That a client asks for at once: what is said meanwhile comes between their answers.
inline constexpr int picturesAsked = 4;
/// Of a file to make a picture from: telephones take photographs of 20 MiB.
inline constexpr qint64 pictureFileBytes = 50 * 1024 * 1024;
/// The pixels in it, which take four bytes each while it is made smaller.
inline constexpr qint64 pictureFilePixels = 60'000'000;

// --- server
/// Requests with larger heads come from no browser.
inline constexpr int requestHeadBytes = 16 * 1024;
/// Of answers over HTTP that wait for one connection when it asks for the next. Browsers ask when
/// they have read; whoever sends many small requests at once and reads no answer would have us keep
/// a thousand times what they sent.
inline constexpr qint64 unreadAnswerBytes = 64 * 1024;
/// What the system is asked to keep of what one connection was sent and did not take. By itself it
/// keeps several MiB for each that never reads. At a tenth of a second there and back this still
/// carries a MiB a second.
inline constexpr int sendBufferBytes = 128 * 1024;
/// {"ticket": "..."}, of tokenCharacters.
inline constexpr int ticketBodyBytes = 1024;
/// A command of the operator, with all that it is told.
inline constexpr int controlLineBytes = 64 * 1024;
/// From accept to a complete head, and from there to a complete handshake.
inline constexpr auto handshakeTime = 10s;
/// From the WebSocket's opening to a login, whatever is sent meanwhile.
inline constexpr auto loginTime = 10s;
/// Silence after which the server sends a ping; a second such silence ends the session. Proxies cut
/// what is silent for a minute; more often would cost a server of ten thousand idle connections
/// more than all else it does for them.
inline constexpr auto pingInterval = 50s;
/// Engine.IO's clients find out that the server is gone by its pings alone, and a poll that waits
/// ends with one.
inline constexpr auto enginePingInterval = 20s;
/// Of silence, before the system asks whether the peer's machine is still there, by TCP's
/// keep-alive, which costs the server nothing; after as long again it gives the connection up.
inline constexpr auto keepAlive = 20s;
/// The hues of resources/design.
inline constexpr int personColours = 12;
/// Enough for a phone that is lost for years; each is used once.
inline constexpr int recoveryCodes = 10;
/// One person's places; the one that was used least lately ends when one more comes.
inline constexpr int sessionsPerUser = 50;
/// A school year, and a school's pupils.
inline constexpr int inviteDays = 365;
inline constexpr int inviteUses = 1000;
/// Who stays away for a month logs in anew, and everybody does once a year: a token that was stolen
/// is not good for ever.
inline constexpr auto sessionIdle = 720h;
inline constexpr auto sessionLifetime = 8760h;
/// Passwords that wait to be hashed: a second's work or two; past it logins are refused as busy.
inline constexpr int pendingHashes = 64;
/// One person's rooms: more than anyone reads. A session subscribes to its person's rooms, and a
/// room's members are people with a session or in their grace; so the connections that are let in
/// (connectionsPerAddress, and in all) are the bound of sessions and members, and with this one
/// that of subscriptions.
inline constexpr int roomsPerUser = 500;
/// Of one bot: one for each program that runs it, and those that take their places.
inline constexpr int tokensPerBot = 10;
/// Direct rooms are not left and anyone may open one, so they do not count there: nobody can be
/// kept out of rooms with them. They are lines in this person's list alone.
inline constexpr int directsPerUser = 500;
inline constexpr int membershipsPerUser = roomsPerUser + directsPerUser;
/// Public rooms: each costs a line in every client's list.
inline constexpr int roomsPerServer = 10000;
/// Private and direct ones, which only those in them see: each costs us a KiB of memory or so.
inline constexpr int quietRoomsPerServer = 200'000;
/// News kept for a session that does not read; past it they are dropped, and the session catches up
/// from the log. A second of a very busy room, and little enough for a thousand such sessions.
inline constexpr qint64 outboxBytes = 256 * 1024;
/// Requests of one session that are being worked on; what comes after them waits, so that no more
/// answers than these can pile up for a client that does not read.
inline constexpr int requestsInFlight = 16;
/// Messages of one session that wait for their turn; a client that comes back rejoins all of its
/// rooms at once. Past it the session is closed.
inline constexpr int requestsWaiting = 1024;
/// Their frames' bytes: sixteen of the largest, and many more than 1,024 joins have.
inline constexpr qint64 requestsWaitingBytes = 1024 * 1024;
/// Posts waiting for the disk; past it a post is refused as busy.
inline constexpr int pendingWrites = 20000;
/// Connections of one client's address (of one /64 in IPv6): a family, a class or an office behind
/// one router, and no single program that takes them all. Programs on the server's own machine and
/// proxies that the operator trusts speak for many, and are only counted in all.
inline constexpr int connectionsPerAddress = 200;
/// Descriptors that connections never take: the store's files, the log, the listening socket, what
/// outgoing hooks connect to.
inline constexpr int descriptorReserve = 150;
/// Descriptors that the server asks the system for, where it may: each connection costs one.
inline constexpr int descriptors = 65536;
/// Entries of X-Forwarded-For that are looked at: more proxies stand before nobody.
inline constexpr int forwardingProxies = 16;
/// Someone types until they stop for this long...
inline constexpr auto typingExpiry = 6s;
/// ...and clients repeat themselves this often while they do.
inline constexpr auto typingRepeat = 3s;
/// A guest's last window closed: a reload or a short loss of network is not leaving.
inline constexpr auto guestGrace = 8s;
/// Names that one message can mention; more is noise, and each costs the store a search.
inline constexpr int mentionsPerMessage = 20;
/// Read pointers are gathered for this long before they are stored and told.
inline constexpr auto readGather = 250ms;
/// Typing, presence, comings and goings are gathered for this long before they are sent.
inline constexpr auto coalesce = 50ms;

/// A notice of comings and goings goes to every member, so in a room of a thousand there are at
/// most ten a second: about a twentieth of a core, however many come.
inline constexpr auto noticePerMember = 100us;
/// What gathering more before the next flush may add to the time that a message takes.
inline constexpr auto flushPause = 5ms;
/// A round of news for those who are not in the rooms (RoomLines) goes on this often...
inline constexpr auto lineSlice = 10ms;
/// ...with so many lines at a time, which take half a millisecond: a twentieth of a core...
inline constexpr int linesPerSlice = 2500;
/// ...when writing to a session takes as long as so many lines do.
inline constexpr int linesLikeASend = 25;

// --- hooks
/// Each is a line in memory; a company with some for every room.
inline constexpr int incomingHooks = 1000;
/// Each may have a connection of its own and reads the log when it has fallen behind.
inline constexpr int outgoingHooks = 200;
/// Of what comes in: the longest message there is, with each character written as two escapes of
/// six bytes.
inline constexpr int hookBodyBytes = 128 * 1024;
/// What browsers and proxies take, more or less.
inline constexpr int hookUrlCharacters = 2000;
/// A word to wait for; nobody needs a sentence.
inline constexpr int hookWordCharacters = 64;
/// For the whole of it, from the look-up of the name to the end of the answer: receivers are to
/// take a message and do their work later.
inline constexpr auto hookTime = 10s;
/// Connections to receivers at a time; others wait for one of them to end.
inline constexpr int hookSends = 32;
/// Addresses of one name that are tried in a row.
inline constexpr int hookAddresses = 3;
/// Of an answer, of which the status alone counts: past it the connection is cut.
inline constexpr qint64 hookAnswerBytes = 64 * 1024;
/// Events that a hook which has fallen behind reads at once.
inline constexpr int hookPage = 50;
/// Events that a hook may pass over before the store is told: as many are read again at most when
/// the server starts.
inline constexpr int hookSkips = 500;
/// A long weekend: a hook that came to nothing for so long is stopped until the operator starts it
/// again, and has lost nothing then.
inline constexpr auto hookPatience = 72h;

// --- rates
/// A token bucket: so many at once, then one more each time. No burst: no limit.
struct Rate {
    int burst = 0;
    std::chrono::milliseconds every{0};
};

/// How often somebody's password may be tried, from all addresses together: enough for whoever
/// does not remember which one it was, and three thousand a day for who guesses, none of them
/// common.
inline constexpr Rate loginAttempts{10, 30s};

/// What is counted together. Other requests are cheap and bound by requestsInFlight.
enum class RequestKind {
    LoggingIn,
    SigningIn,
    Managing,
    Posting,
    Joining,
    Creating,
    Paging,
    Reading,
    Typing,
    Presence,
    Pinging,
    Hooking
};
inline constexpr int requestKinds = 12;

/// Of one kind: how often one session, one user with all of their sessions, and all who come from
/// one client's address may.
struct RateLimit {
    Rate session;
    Rate user;
    Rate address;
};

[[nodiscard]] constexpr RateLimit rateLimit(RequestKind kind)
{
    switch (kind) {
    case RequestKind::LoggingIn:
        // connectionsPerAddress clients that come back at once, each with a token that may be
        // unknown and then a name. Guests cost nothing, so only the address can be counted.
        return {.session = {}, .user = {}, .address = {400, 50ms}};
    case RequestKind::SigningIn:
        // Whatever has a password or a code in it; each costs a hash. A class that makes its
        // accounts at once from one address, and somebody who does not remember which password it
        // was; loginAttempts bounds what all addresses together may try.
        return {.session = {10, 3s}, .user = {20, 3s}, .address = {60, 1s}};
    case RequestKind::Managing:
        // What one does with one's account and sessions, by hand; a new name goes to everyone.
        return {.session = {20, 2s}, .user = {40, 2s}, .address = {}};
    case RequestKind::Posting:
        // Faster than anyone writes or pastes line by line; what waited while one was offline goes
        // out at the slower pace.
        return {.session = {20, 100ms}, .user = {40, 50ms}, .address = {}};
    case RequestKind::Joining:
        // A client that comes back rejoins roomsPerUser rooms at once, in several windows when the
        // server restarted. Each join costs a page of the log and one of members.
        return {.session = {600, 50ms}, .user = {3000, 25ms}, .address = {}};
    case RequestKind::Creating:
        // A room is for ever and costs a line in everybody's list, up to roomsPerServer.
        return {.session = {20, 2s}, .user = {20, 2s}, .address = {100, 1s}};
    case RequestKind::Paging:
        // Who comes back may have a gap in every one of roomsPerUser rooms; after that, more
        // screens a second than anyone scrolls through.
        return {.session = {1500, 10ms}, .user = {6000, 5ms}, .address = {}};
    case RequestKind::Reading:
        // Clients say it once a second for the room that is open, and once for each room when they
        // come back.
        return {.session = {600, 200ms}, .user = {3000, 100ms}, .address = {}};
    case RequestKind::Typing:
        // Clients say it every typingRepeat, and at each start, stop and change of rooms.
        return {.session = {20, 200ms}, .user = {40, 100ms}, .address = {}};
    case RequestKind::Presence:
        // Each change of windows, screen lock or tab; the newest counts.
        return {.session = {20, 500ms}, .user = {60, 200ms}, .address = {}};
    case RequestKind::Pinging:
        // The page pings every few seconds; a bench measures with some in a row.
        return {.session = {100, 50ms}, .user = {}, .address = {}};
    case RequestKind::Hooking:
        // By an incoming hook, which counts as the user: a burst of what a build or a monitor has
        // to say, then more than anyone reads. By address whatever the secret: a thousand guesses a
        // minute at 256 bits, and many hooks of one service.
        return {.session = {}, .user = {30, 500ms}, .address = {200, 50ms}};
    }
    return {};
}

} // namespace hobnob::limits
