// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/accountdesk.h"
#include "desktop/client/connectionstate.h"
#include "desktop/client/inquiries.h"
#include "desktop/client/looks.h"
#include "desktop/client/moderation.h"
#include "desktop/client/outbox.h"
#include "desktop/client/roomdirectory.h"
#include "desktop/client/roommaker.h"
#include "desktop/client/serveraddress.h"
#include "desktop/client/serverlink.h"
#include "desktop/client/typingnotifier.h"

#include <QObject>

#include <memory>

namespace hobnob::desktop
{

class PictureBook;
class Profile;
class TokenVault;

/// The client without its face: one server, its rooms, their logs, who is there, and what we wrote.
///
/// Lives in the thread of the windows. Commands return at once; what comes of them arrives as
/// signals, always from the event loop or from inside the command where it is known locally (an own
/// message appears inside send()). Signals are emitted after the state that they tell of is in
/// place. Rooms that this client was in are joined again after each reconnect, and their logs
/// continue where they were.
class ChatClient final : public QObject
{
    Q_OBJECT

public:
    /// \a profile outlives the client.
    explicit ChatClient(Profile *profile, QObject *parent = nullptr);
    /// For tests, which do not wait.
    ChatClient(Profile *profile, ServerLink::Timing timing, QObject *parent = nullptr);
    ~ChatClient() override;
    /// Where tokens are kept rather than in the profile; before anything is opened. \a vault
    /// outlives the client.
    void setVault(TokenVault *vault);

    // --- the connection
    /// Drops what is known of another server, and shows what is kept on this computer of this one:
    /// rooms, the newest of their logs, and what was not sent. Does not connect yet. A refused \a
    /// name is told by stateChanged with the phase Refused and the error's field "name"; then
    /// false. The person of this name who was in last comes back by the token that is kept; anybody
    /// else is a guest.
    bool open(const ServerAddress &address, const QString &name);
    /// open(), and connects, and keeps connected.
    void connectTo(const ServerAddress &address, const QString &name);
    /// The same with an account's password, or to make an account. What was kept under that name on
    /// this computer goes on.
    void connectTo(const ServerAddress &address, const Credentials &credentials);
    /// Leaves by intent: no reconnect. What is held stays readable.
    void disconnectFromServer();
    /// Does not wait for the next try.
    void retryNow();

    [[nodiscard]] const ConnectionState &state() const;
    [[nodiscard]] bool isOnline() const;
    [[nodiscard]] const ServerAddress &address() const;
    /// What the operator calls the server; empty before the first login there. In place when
    /// loggedIn() is emitted.
    [[nodiscard]] const QString &serverName() const;
    /// Who we are, or were the last time; empty before the first login.
    [[nodiscard]] const protocol::User &self() const;
    /// What the person called themselves at connectTo(), or the account's login.
    [[nodiscard]] QString name() const;
    [[nodiscard]] AccountDesk &account();
    [[nodiscard]] const AccountDesk &account() const;
    /// Everything about rooms and people that one asks for once.
    [[nodiscard]] Inquiries &inquiries();
    [[nodiscard]] const Moderation &moderation() const;
    [[nodiscard]] Looks &looks();
    [[nodiscard]] const Looks &looks() const;
    [[nodiscard]] PictureBook &pictures();

    // --- rooms
    void createRoom(const RoomMaker::NewRoom &room);
    /// The room of oneself and these people, which is made when there is none.
    void openDirect(const QList<UserId> &people);
    void joinRoom(const RoomId &room);
    /// Joins the room of this name; makes it when there is none. While offline, done at the login.
    void joinNamedRoom(const QString &name);
    void leaveRoom(const RoomId &room);

    [[nodiscard]] const RoomDirectory &rooms() const;
    /// nullptr when there is none; valid until roomsReset or roomRemoved.
    [[nodiscard]] const Room *room(const RoomId &id) const;
    /// What one is in there: administrators are owners. Member where there are no roles.
    [[nodiscard]] protocol::Role roleIn(const RoomId &id) const;
    /// The room that was open last on this server; empty when none was.
    [[nodiscard]] RoomId lastRoom() const;
    void setLastRoom(const RoomId &room);

    // --- messages
    /// The message appears at once (pendingAdded) and goes out when it can. The error is what to
    /// say beside the composer; then nothing was taken.
    [[nodiscard]] Result<ClientId> send(const RoomId &room, const QString &text);
    void retryMessage(const RoomId &room, const ClientId &message);
    void discardMessage(const RoomId &room, const ClientId &message);
    [[nodiscard]] const Outbox &outbox() const;
    /// Until when the room's slow mode holds back what we write; nothing when it does not.
    [[nodiscard]] std::optional<Timestamp> slowUntil(const RoomId &room) const;
    /// What was begun and not sent; kept over the end of the program.
    [[nodiscard]] QString draft(const RoomId &room) const;
    void setDraft(const RoomId &room, const QString &text);

    /// A page more at that end of the log; nothing while one is under way or when there is no more.
    void loadOlder(const RoomId &room);
    void loadNewer(const RoomId &room);
    /// The newest page in place of what is held; nothing when the log holds the newest.
    void jumpToLatest(const RoomId &room);
    /// The seq in the middle of the screen, so that thinning the log spares it; Seq{0} at the end.
    void lookAt(const RoomId &room, Seq seq);
    /// Watched rooms keep a long log and their members. TimelineCache calls it.
    void setInterest(const RoomId &room, Interest interest);

    /// Everything in the room that we know of was read.
    void markRead(const RoomId &room);

    // --- people
    /// Call it at each change of the composer's text; frames are sent only as often as needed.
    void setComposing(const RoomId &room, Composing composing);
    void setPresence(protocol::Presence presence);
    /// A page more of the room's members.
    void loadMembers(const RoomId &room);

Q_SIGNALS:
    void stateChanged(const ConnectionState &state);
    /// What the server offers, at every try and before it takes us.
    void welcomed(const protocol::Welcome &welcome);
    /// What others see of us, or what account() says, is another.
    void selfChanged();
    /// Logged in, the first time or again.
    void loggedIn(const protocol::User &self);

    /// All rooms are others than before: another server, or its data was restored.
    void roomsReset();
    void roomAdded(const RoomId &room);
    /// It was deleted, or is not for us any more.
    void roomRemoved(const RoomId &room);
    /// Somebody with a say in the room brought us in, removed, muted us or gave us another role.
    void membershipChanged(const protocol::MembershipChanged &fact);
    /// Its line, membership or unread count.
    void roomChanged(const RoomId &room);
    /// We asked to join, by id or name, or made the room, and are in: show it.
    void roomOpened(const RoomId &room);
    void roomCreationFailed(const Error &error);
    void directFailed(const Error &error);
    /// \a room is empty when it was asked for by name.
    void roomJoinFailed(const RoomId &room, const Error &error);
    void roomLeaveFailed(const RoomId &room, const Error &error);

    /// The log's events changed by that.
    void logChanged(const RoomId &room, const LogChange &change);
    /// hasOlder, hasNewer, or whether a page is under way.
    void logStateChanged(const RoomId &room);
    void historyFailed(const RoomId &room, const Error &error);

    void pendingAdded(const RoomId &room, const ClientId &message);
    void pendingChanged(const RoomId &room, const ClientId &message);
    /// Discarded, or in the log (logChanged came before).
    void pendingRemoved(const RoomId &room, const ClientId &message);
    /// slowUntil() is another.
    void slowed(const RoomId &room);
    /// What one writes is sent, and would be lost if the program ended before that.
    void keepingFailed(const Error &error);

    void membersReset(const RoomId &room);
    /// Some came, went or changed; also counted ones.
    void membersChanged(const protocol::MembersChanged &change);
    void typingChanged(const RoomId &room);

private:
    void wireLink();
    void wireRooms();
    void wireMessages();
    void wireAccount();
    bool prepare(const ServerAddress &address, Credentials credentials);
    void enter(const protocol::Welcome &welcome, const protocol::LoggedIn &session);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace hobnob::desktop
