// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/chatclient.h"

#include "desktop/client/clientparts.h"
#include "desktop/client/profile.h"
#include "shared/text.h"

#include <QElapsedTimer>

namespace hobnob::desktop
{

struct ChatClient::Parts final : ClientParts {
    Parts(Profile *itsProfile, ServerLink::Timing timing)
        : ClientParts(itsProfile, std::move(timing))
    {
        sinceStart.start();
    }

    QElapsedTimer sinceStart;
};

ChatClient::ChatClient(Profile *profile, QObject *parent)
    : ChatClient(profile, ServerLink::standardTiming(), parent)
{
}

ChatClient::ChatClient(Profile *profile, ServerLink::Timing timing, QObject *parent)
    : QObject(parent), m_parts(std::make_unique<Parts>(profile, std::move(timing)))
{
    wireLink();
    wireRooms();
    wireMessages();
    wireAccount();
}

ChatClient::~ChatClient()
{
    m_parts->keeper.save();
    m_parts->drafts.flush();
    // The parts say farewell to each other while they go; nobody is to hear it.
    m_parts->link.disconnect(this);
}

void ChatClient::setVault(TokenVault *vault)
{
    m_parts->vault = vault;
    m_parts->keeper.setVault(vault);
}

void ChatClient::wireLink()
{
    auto &parts = *m_parts;
    connect(&parts.link, &ServerLink::stateChanged, this, &ChatClient::stateChanged);
    connect(&parts.link, &ServerLink::welcomed, this, &ChatClient::welcomed);
    connect(&parts.link, &ServerLink::received, this,
            [&parts](const protocol::ServerMessage &message) { parts.take(message); });
    connect(&parts.link, &ServerLink::loggedIn, this, &ChatClient::enter);
}

void ChatClient::wireRooms()
{
    auto &parts = *m_parts;
    connect(&parts.rooms, &RoomSync::reset, this, &ChatClient::roomsReset);
    connect(&parts.rooms, &RoomSync::added, this, &ChatClient::roomAdded);
    connect(&parts.rooms, &RoomSync::removed, this, &ChatClient::roomRemoved);
    connect(&parts.rooms, &RoomSync::membershipChanged, this, &ChatClient::membershipChanged);
    connect(&parts.rooms, &RoomSync::changed, this, &ChatClient::roomChanged);
    connect(&parts.rooms, &RoomSync::opened, this, &ChatClient::roomOpened);
    connect(&parts.maker, &RoomMaker::creationFailed, this, &ChatClient::roomCreationFailed);
    connect(&parts.maker, &RoomMaker::directFailed, this, &ChatClient::directFailed);
    connect(&parts.maker, &RoomMaker::joinFailed, this,
            [this](const Error &error) { Q_EMIT roomJoinFailed({}, error); });
    connect(&parts.rooms, &RoomSync::joinFailed, this, &ChatClient::roomJoinFailed);
    connect(&parts.rooms, &RoomSync::leaveFailed, this, &ChatClient::roomLeaveFailed);

    connect(&parts.people, &People::reset, this, &ChatClient::membersReset);
    connect(&parts.people, &People::changed, this, &ChatClient::membersChanged);
    connect(&parts.people, &People::typingChanged, this, &ChatClient::typingChanged);
}

void ChatClient::wireMessages()
{
    auto &parts = *m_parts;
    connect(&parts.logs, &LogSync::changed, this,
            [this, &parts](const RoomId &room, const LogChange &change) {
                Q_EMIT logChanged(room, change);
                parts.postman.settle(room, change);
            });
    connect(&parts.logs, &LogSync::stateChanged, this, &ChatClient::logStateChanged);
    connect(&parts.logs, &LogSync::roomChanged, this, &ChatClient::roomChanged);
    connect(&parts.marks, &ReadMarks::changed, this, &ChatClient::roomChanged);
    connect(&parts.logs, &LogSync::failed, this, &ChatClient::historyFailed);

    connect(&parts.postman, &Postman::added, this, &ChatClient::pendingAdded);
    connect(&parts.postman, &Postman::changed, this, &ChatClient::pendingChanged);
    connect(&parts.postman, &Postman::removed, this, &ChatClient::pendingRemoved);
    connect(&parts.postman, &Postman::slowed, this, &ChatClient::slowed);
    connect(&parts.postman, &Postman::keepingFailed, this, &ChatClient::keepingFailed);
    connect(&parts.local, &LocalData::failed, this, &ChatClient::keepingFailed);
}

void ChatClient::wireAccount()
{
    auto &desk = m_parts->desk;
    connect(&desk, &AccountDesk::selfChanged, this, &ChatClient::selfChanged);
    connect(&desk, &AccountDesk::accountMade, this,
            [this](const protocol::LoggedIn &session) { m_parts->becomeAccount(session); });
    connect(&desk, &AccountDesk::left, this, [this] {
        m_parts->keeper.forget();
        m_parts->link.disconnectFromServer();
    });
}

bool ChatClient::open(const ServerAddress &address, const QString &name)
{
    return prepare(address, {.name = name});
}

bool ChatClient::prepare(const ServerAddress &address, Credentials credentials)
{
    auto &parts = *m_parts;
    const auto cleaned = cleanName(credentials.name);
    if (!cleaned) {
        parts.link.refuse(cleaned.error());
        return false;
    }
    credentials.name = *cleaned;
    parts.keeper.save();
    parts.link.disconnectFromServer();
    const bool isSame = parts.link.address() == address && name() == *cleaned;
    const auto recalled = parts.recall(address, credentials);
    parts.profile->setLast(address.text(), *cleaned);
    parts.link.prepare(address, recalled.credentials);
    parts.isTokenInVault = recalled.memory.isTokenInVault &&
                           recalled.person == ProfileKeeper::Person::Remembered &&
                           recalled.credentials.password.isEmpty();
    if (!isSame)
        parts.restore(recalled);
    return true;
}

void ChatClient::connectTo(const ServerAddress &address, const QString &name)
{
    if (open(address, name))
        m_parts->start();
}

void ChatClient::connectTo(const ServerAddress &address, const Credentials &credentials)
{
    if (prepare(address, credentials))
        m_parts->start();
}

void ChatClient::disconnectFromServer()
{
    m_parts->link.disconnectFromServer();
}

void ChatClient::retryNow()
{
    m_parts->link.retryNow();
}

void ChatClient::enter(const protocol::Welcome &welcome, const protocol::LoggedIn &session)
{
    m_parts->enter(welcome, session);
    Q_EMIT loggedIn(session.user);
}

const ConnectionState &ChatClient::state() const
{
    return m_parts->link.state();
}

bool ChatClient::isOnline() const
{
    return m_parts->link.isOnline();
}

const ServerAddress &ChatClient::address() const
{
    return m_parts->link.address();
}

const QString &ChatClient::serverName() const
{
    return m_parts->serverName;
}

const protocol::User &ChatClient::self() const
{
    return m_parts->self;
}

QString ChatClient::name() const
{
    return m_parts->link.credentials().name;
}

AccountDesk &ChatClient::account()
{
    return m_parts->desk;
}

const AccountDesk &ChatClient::account() const
{
    return m_parts->desk;
}

Inquiries &ChatClient::inquiries()
{
    return m_parts->inquiries;
}

PictureBook &ChatClient::pictures()
{
    return m_parts->pictures;
}

const Moderation &ChatClient::moderation() const
{
    return m_parts->moderation;
}

Looks &ChatClient::looks()
{
    return m_parts->looks;
}

const Looks &ChatClient::looks() const
{
    return m_parts->looks;
}

void ChatClient::createRoom(const RoomMaker::NewRoom &room)
{
    m_parts->maker.create(room);
}

void ChatClient::openDirect(const QList<UserId> &people)
{
    m_parts->maker.openDirect(people);
}

void ChatClient::joinRoom(const RoomId &room)
{
    m_parts->rooms.join(room);
}

void ChatClient::joinNamedRoom(const QString &name)
{
    m_parts->maker.joinNamed(name);
}

void ChatClient::leaveRoom(const RoomId &room)
{
    m_parts->rooms.leave(room);
}

const RoomDirectory &ChatClient::rooms() const
{
    return m_parts->directory;
}

const Room *ChatClient::room(const RoomId &id) const
{
    return rooms().find(id);
}

protocol::Role ChatClient::roleIn(const RoomId &id) const
{
    const Room *there = room(id);
    if (!there || !there->isJoined() || there->isDirect())
        return protocol::Role::Member;
    return account().isAdministrator() ? protocol::Role::Owner : there->role;
}

std::optional<Timestamp> ChatClient::slowUntil(const RoomId &room) const
{
    return m_parts->postman.slowUntil(room);
}

RoomId ChatClient::lastRoom() const
{
    return m_parts->rooms.lastRoom();
}

void ChatClient::setLastRoom(const RoomId &room)
{
    m_parts->rooms.setLastRoom(room);
    m_parts->rooms.look(room);
    m_parts->keeper.saveSoon();
}

Result<ClientId> ChatClient::send(const RoomId &room, const QString &text)
{
    auto sent = m_parts->postman.send(room, text);
    if (sent) {
        m_parts->drafts.drop(room);
        setComposing(room, Composing::Idle);
        // Who writes wants to see it arrive.
        const Room *there = this->room(room);
        if (there && !there->log.follows())
            jumpToLatest(room);
    }
    return sent;
}

void ChatClient::retryMessage(const RoomId &room, const ClientId &message)
{
    m_parts->postman.retry(room, message);
}

void ChatClient::discardMessage(const RoomId &room, const ClientId &message)
{
    m_parts->postman.discard(room, message);
}

const Outbox &ChatClient::outbox() const
{
    return m_parts->outbox;
}

QString ChatClient::draft(const RoomId &room) const
{
    return m_parts->drafts.text(room);
}

void ChatClient::setDraft(const RoomId &room, const QString &text)
{
    m_parts->drafts.set(room, text);
}

void ChatClient::loadOlder(const RoomId &room)
{
    m_parts->logs.loadOlder(room);
}

void ChatClient::loadNewer(const RoomId &room)
{
    m_parts->logs.loadNewer(room);
}

void ChatClient::jumpToLatest(const RoomId &room)
{
    m_parts->logs.jumpToLatest(room);
}

void ChatClient::lookAt(const RoomId &room, Seq seq)
{
    if (Room *there = m_parts->directory.find(room))
        there->log.look(seq);
}

void ChatClient::setInterest(const RoomId &room, Interest interest)
{
    m_parts->logs.setInterest(room, interest);
    m_parts->people.setInterest(room, interest);
}

void ChatClient::markRead(const RoomId &room)
{
    m_parts->marks.markRead(room);
}

void ChatClient::setComposing(const RoomId &room, Composing composing)
{
    const std::chrono::milliseconds now(m_parts->sinceStart.elapsed());
    if (!isOnline())
        return;
    const auto frames = m_parts->typing.update(room, composing, now);
    for (const auto &frame : frames)
        m_parts->link.send(frame);
}

void ChatClient::setPresence(protocol::Presence presence)
{
    if (std::exchange(m_parts->presence, presence) != presence)
        m_parts->link.send(protocol::SetPresence{presence});
}

void ChatClient::loadMembers(const RoomId &room)
{
    m_parts->people.load(room);
}

} // namespace hobnob::desktop
