// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/conversation.h"

#include "desktop/client/chatclient.h"
#include "desktop/models/roomtitle.h"
#include "desktop/models/timelinemodel.h"
#include "desktop/models/typingtext.h"
#include "desktop/views/columns.h"
#include "desktop/views/composer.h"
#include "desktop/views/mainwindow.h"
#include "desktop/views/memberspanel.h"
#include "desktop/views/roompage.h"
#include "desktop/views/timelineview.h"

#include <QDesktopServices>

namespace hobnob::desktop
{

Conversation::Conversation(ChatClient *client, MainWindow *window, QObject *parent)
    : QObject(parent), m_client(client), m_window(window), m_page(window->room()),
      m_timelines(client), m_members(client), m_guard(client, m_page->composer())
{
    m_window->members()->setModel(&m_members);
    wireRoom();
    wireTimeline();
    wireComposer();
    wirePeople();
}

void Conversation::wireRoom()
{
    const auto ifOpen = [this](auto action) {
        return [this, action](const RoomId &room) {
            if (room == m_room)
                (this->*action)();
        };
    };
    connect(m_client, &ChatClient::roomChanged, this, ifOpen(&Conversation::showRoom));
    connect(m_client, &ChatClient::roomAdded, this, [this](const RoomId &room) {
        if (room == m_room || m_room.isEmpty())
            showRoom();
    });
    connect(m_client, &ChatClient::logStateChanged, this, ifOpen(&Conversation::showEnd));
    connect(m_client, &ChatClient::logChanged, this, [this](const RoomId &room) {
        if (room != m_room)
            return;
        showEnd();
        markRead();
    });
    connect(m_client, &ChatClient::pendingAdded, this, ifOpen(&Conversation::showRoom));
    connect(m_client, &ChatClient::pendingRemoved, this, ifOpen(&Conversation::showRoom));
    connect(m_page, &RoomPage::joinRequested, this, [this] {
        m_joining = m_room;
        m_client->joinRoom(m_room);
    });
    connect(&m_timelines, &TimelineCache::dropped, this, [this](const RoomId &room) {
        if (m_timeline && m_timeline->room() == room)
            m_page->timeline()->setModel(nullptr);
    });
    connect(m_client, &ChatClient::roomsReset, this, [this] { open({}); });
    connect(m_client, &ChatClient::roomRemoved, this, [this](const RoomId &room) {
        if (room == m_room)
            open({});
    });
}

void Conversation::wireTimeline()
{
    auto *view = m_page->timeline();
    connect(view, &TimelineView::olderNeeded, this, [this] { m_client->loadOlder(m_room); });
    connect(view, &TimelineView::newerNeeded, this, [this] { m_client->loadNewer(m_room); });
    connect(view, &TimelineView::latestRequested, this, [this] {
        showLatest();
        m_page->focusNext();
    });
    connect(view, &TimelineView::atEndChanged, this, &Conversation::markRead);
    connect(view, &TimelineView::lookedAt, this, [this, view](const QModelIndex &index) {
        const auto seq = index.data(TimelineModel::SeqNumber).toLongLong();
        if (view->isAtEnd())
            m_client->lookAt(m_room, Seq{0});
        else if (seq > 0)
            m_client->lookAt(m_room, Seq{seq});
    });
    connect(view, &TimelineView::tryAgainRequested, this,
            [this](const QModelIndex &index) { m_client->retryMessage(m_room, pendingAt(index)); });
    connect(view, &TimelineView::discardRequested, this, [this](const QModelIndex &index) {
        m_client->discardMessage(m_room, pendingAt(index));
    });
    connect(view, &TimelineView::showRequested, this, [this](const QModelIndex &index) {
        if (m_timeline)
            m_timeline->unfold(UserId(index.data(TimelineModel::AuthorId).toString()));
    });
    connect(view, &TimelineView::linkActivated, this,
            [](const QUrl &url) { QDesktopServices::openUrl(url); });
}

void Conversation::wireComposer()
{
    connect(m_page->composer(), &Composer::sendRequested, this, &Conversation::send);
    connect(m_page->composer(), &Composer::textEdited, this, &Conversation::edit);
}

void Conversation::wirePeople()
{
    connect(m_client, &ChatClient::typingChanged, this, [this](const RoomId &room) {
        if (room == m_room)
            showTyping();
    });
    connect(&m_members, &MemberListModel::memberCountChanged, m_window->members(),
            &MembersPanel::setCount);
}

void Conversation::open(const RoomId &room)
{
    if (room == m_room && (m_timeline || room.isEmpty())) {
        showRoom();
        return;
    }
    if (!m_room.isEmpty())
        m_client->setComposing(m_room, Composing::Idle);
    m_room = room;
    m_joining = {};
    m_timeline = room.isEmpty() ? nullptr : m_timelines.timeline(room);
    auto *view = m_page->timeline();
    if (m_timeline)
        markNews();
    showEnd();
    view->setModel(m_timeline);
    m_members.setRoom(room);
    m_window->members()->setCount(m_members.memberCount());
    showRoom();
    m_page->composer()->setText(m_client->draft(room));
    m_guard.setRoom(room);
    showTyping();
    if (!room.isEmpty())
        m_client->setLastRoom(room);
    // What is new is read from its beginning.
    if (const int news = m_timeline ? m_timeline->newLineRow() : -1; news >= 0)
        view->scrollTo(m_timeline->index(news), QAbstractItemView::PositionAtTop);
    markRead();
    Q_EMIT roomOpened(room);
}

void Conversation::finish()
{
    if (m_room.isEmpty())
        return;
    showLatest();
    m_client->markRead(m_room);
    if (m_timeline)
        m_timeline->clearNewLine();
    m_page->composer()->focusField();
}

void Conversation::setSeen(bool seen)
{
    if (m_seen == seen)
        return;
    m_seen = seen;
    if (seen)
        markRead();
    else
        markNews();
}

void Conversation::markNews()
{
    const auto *room = m_client->room(m_room);
    if (m_timeline && room && room->isJoined())
        m_timeline->setNewLineAfter(room->log.readSeq());
}

void Conversation::markRead()
{
    if (m_seen && !m_room.isEmpty() && m_page->timeline()->isAtEnd())
        m_client->markRead(m_room);
}

void Conversation::send(const QString &text)
{
    const auto sent = m_client->send(m_room, text);
    if (!sent) {
        m_page->composer()->showError(sent.error());
        return;
    }
    m_page->composer()->clear();
    m_page->timeline()->scrollToEnd();
}

void Conversation::edit(const QString &text)
{
    if (m_room.isEmpty())
        return;
    m_client->setDraft(m_room, text);
    m_client->setComposing(m_room, text.trimmed().isEmpty() ? Composing::Idle : Composing::Typing);
}

RoomHeader::Room Conversation::headOf(const Room &room) const
{
    RoomHeader::Room head{roomTitle(room.summary, m_client->self().id), roomMark(room.summary.kind),
                          room.summary.topic, room.summary.memberCount};
    const auto others = othersIn(room.summary, m_client->self().id);
    const auto other = others.size() == 1 ? room.members.find(others.front().id) : std::nullopt;
    if (other)
        head.topic = other->status;
    return head;
}

void Conversation::showRoom()
{
    const auto *room = m_client->room(m_room);
    m_window->setLeaveEnabled(room && room->isJoined() && !room->isDirect());
    if (!room) {
        m_page->setRoom({});
        m_page->setContent(!m_client->isOnline()            ? RoomPage::Content::Blank
                           : m_client->rooms().count() == 0 ? RoomPage::Content::NoRooms
                                                            : RoomPage::Content::NoRoom);
        m_window->columns()->setPeopleAvailable(false);
        return;
    }
    m_page->setRoom(headOf(*room));
    const bool inside =
        room->membership == Membership::Joined || room->membership == Membership::Leaving;
    m_window->columns()->setPeopleAvailable(inside);
    const bool silent = m_timeline && m_timeline->rowCount() == 0;
    if (!inside && room->membership == Membership::Joining)
        m_page->setContent(silent ? RoomPage::Content::Blank : RoomPage::Content::Messages);
    else if (!inside)
        m_page->setContent(RoomPage::Content::NotJoined);
    else if (silent && number(room->log.lastSeq()) == 0)
        m_page->setContent(RoomPage::Content::Silence);
    else
        m_page->setContent(RoomPage::Content::Messages);
    // Whoever asked to come in wants to write, unless they went on to another room.
    if (m_joining != m_room || room->membership == Membership::Joining)
        return;
    m_joining = {};
    m_page->focusNext();
}

void Conversation::showEnd()
{
    const auto *room = m_client->room(m_room);
    m_page->timeline()->setEnd(room && room->log.hasNewer() ? TimelineView::End::Window
                                                            : TimelineView::End::Newest);
}

void Conversation::showTyping()
{
    const auto *room = m_client->room(m_room);
    if (!room) {
        m_page->setTyping({});
        return;
    }
    auto typists = room->typing;
    const auto hidden = typists.removeIf([this](const protocol::User &user) {
        return !m_client->room(m_room)->isDirect() && m_client->moderation().isBlocked(user.id);
    });
    m_page->setTyping(typingText(typists, room->typingCount - hidden, m_client->self().id));
}

void Conversation::showLatest()
{
    const auto *room = m_client->room(m_room);
    if (room && room->log.hasNewer())
        m_client->jumpToLatest(m_room);
    m_page->timeline()->scrollToEnd();
}

ClientId Conversation::pendingAt(const QModelIndex &index) const
{
    return ClientId(index.data(TimelineModel::ClientIdText).toString());
}

} // namespace hobnob::desktop
