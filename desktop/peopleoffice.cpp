// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/peopleoffice.h"

#include "desktop/client/chatclient.h"
#include "desktop/client/rights.h"
#include "desktop/conversation.h"
#include "desktop/models/roomtitle.h"
#include "desktop/models/timelinemodel.h"
#include "desktop/views/icons.h"
#include "desktop/views/mainwindow.h"
#include "desktop/views/memberspanel.h"
#include "desktop/views/roompage.h"
#include "desktop/views/timelineview.h"

#include <QMenu>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::ModerationAct;
using protocol::Role;
using Purpose = ReasonSheet::Purpose;

PeopleOffice::PeopleOffice(ChatClient *client, Conversation *conversation, MainWindow *window,
                           QObject *parent)
    : QObject(parent), m_client(client), m_conversation(conversation), m_window(window)
{
    wirePanel();
    wireTimeline();
}

void PeopleOffice::wirePanel()
{
    auto *panel = m_window->members();
    connect(panel, &MembersPanel::searched, this, &PeopleOffice::search);
    connect(panel, &MembersPanel::menuRequested, this,
            [this](const QModelIndex &index, const QPoint &place) {
                const UserId id(index.data(MemberListModel::UserIdText).toString());
                const auto member = m_conversation->members().find(id);
                if (!member)
                    return;
                auto *menu = new QMenu(m_window);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                menu->setObjectName(u"memberMenu"_s);
                fill(menu, subjectOf(m_conversation->room(), *member));
                if (menu->isEmpty())
                    delete menu;
                else
                    menu->popup(place);
            });
    connect(m_conversation, &Conversation::roomOpened, this, [this, panel] {
        m_searched.clear();
        panel->clearSearch();
    });
}

void PeopleOffice::wireTimeline()
{
    connect(m_window->room()->timeline(), &TimelineView::menuOpening, this,
            [this](QMenu *menu, const QModelIndex &index) {
                const auto room = m_conversation->room();
                const UserId author(index.data(TimelineModel::AuthorId).toString());
                if (author == m_client->self().id)
                    return;
                const Seq seq{index.data(TimelineModel::SeqNumber).toLongLong()};
                const protocol::Event event{seq,
                                            {},
                                            {author, index.data(TimelineModel::Author).toString()},
                                            {},
                                            index.data(TimelineModel::Text).toString()};
                menu->addSeparator();
                menu->addAction(icon(u"flag"_s), tr("Report…"), this,
                                [this, room, event] { report(room, event); })
                    ->setObjectName(u"reportAction"_s);
                const auto member = m_conversation->members().find(author);
                Subject subject{room, author, event.author.name};
                subject.isMember = member.has_value();
                fill(menu, member ? subjectOf(room, *member) : subject);
            });
}

PeopleOffice::Subject PeopleOffice::subjectOf(const RoomId &room, const protocol::Member &member)
{
    return {room, member.id, member.name, member.role, member.kind, member.mutedUntil.has_value()};
}

void PeopleOffice::fill(QMenu *menu, const Subject &subject)
{
    if (subject.id == m_client->self().id)
        return;
    fillAbout(menu, subject);
    const auto *room = m_client->room(subject.room);
    if (!room || room->isDirect())
        return;
    const auto role = m_client->roleIn(subject.room);
    if (!standsAbove(role, subject.role))
        return;
    if (subject.isMember && allows(room->summary, role, Right::Manage) && !room->summary.archived)
        fillRoles(menu, subject);
    if (allows(room->summary, role, Right::Moderate))
        fillModeration(menu, subject);
}

void PeopleOffice::fillAbout(QMenu *menu, const Subject &subject)
{
    const auto *room = m_client->room(subject.room);
    const bool isHere = room && room->isDirect() && room->summary.people.size() == 2;
    if (!isHere)
        menu->addAction(icon(u"message-circle"_s), tr("Message %1").arg(subject.name), this,
                        [this, id = subject.id] { m_client->openDirect({id}); })
            ->setObjectName(u"messageAction"_s);
    const bool isBlocked = m_client->moderation().isBlocked(subject.id);
    menu->addAction(icon(u"ban"_s),
                    (isBlocked ? tr("Unblock %1") : tr("Block %1")).arg(subject.name), this,
                    [this, id = subject.id, isBlocked] {
                        request(protocol::SetBlocked{{}, id, !isBlocked});
                    })
        ->setObjectName(u"blockAction"_s);
}

void PeopleOffice::fillRoles(QMenu *menu, const Subject &subject)
{
    auto *roles = menu->addMenu(icon(u"shield"_s), tr("Role"));
    roles->setObjectName(u"roleMenu"_s);
    for (const auto role : {Role::Owner, Role::Moderator, Role::Member, Role::Reader}) {
        auto *action = roles->addAction(roleWord(role), this, [this, subject, role] {
            request(protocol::SetRole{{}, subject.room, subject.id, role});
        });
        action->setObjectName(u"role%1"_s.arg(static_cast<int>(role)));
        action->setCheckable(true);
        action->setChecked(role == subject.role);
        // Guests and bots look after nothing.
        const bool mayLookAfter = subject.kind == protocol::PersonKind::Account;
        action->setEnabled(mayLookAfter || role <= Role::Member);
    }
}

void PeopleOffice::fillModeration(QMenu *menu, const Subject &subject)
{
    menu->addSeparator();
    const auto add = [&](const QString &iconName, const QString &text, const QString &name,
                         auto action) {
        menu->addAction(icon(iconName), text, this, action)->setObjectName(name);
    };
    if (subject.isMuted)
        add(u"message-square-plus"_s, tr("Let them write again"), u"unmuteAction"_s,
            [this, subject] {
                request(protocol::Moderate{
                    {}, subject.room, subject.id, ModerationAct::Unmute, {}, {}});
            });
    else if (subject.isMember)
        add(u"message-square-off"_s, tr("Mute…"), u"muteAction"_s,
            [this, subject] { ask(Purpose::Mute, subject); });
    if (subject.isMember)
        add(u"log-out"_s, tr("Remove…"), u"removeAction"_s,
            [this, subject] { ask(Purpose::Remove, subject); });
    add(u"gavel"_s, tr("Ban…"), u"banAction"_s, [this, subject] { ask(Purpose::Ban, subject); });
}

ReasonSheet *PeopleOffice::sheet()
{
    if (!m_sheet) {
        m_sheet = new ReasonSheet(m_window);
        connect(m_sheet, &ReasonSheet::confirmed, this, &PeopleOffice::confirm);
    }
    return m_sheet;
}

void PeopleOffice::ask(Purpose purpose, const Subject &subject)
{
    m_subject = subject;
    sheet()->ask(purpose, subject.name);
}

void PeopleOffice::report(const RoomId &room, const protocol::Event &event)
{
    m_subject = {room, event.author.id, event.author.name};
    m_event = event.seq;
    sheet()->ask(Purpose::Report, event.author.name, event.text);
}

void PeopleOffice::confirm(Purpose purpose, const QString &reason, std::optional<qint64> minutes)
{
    const auto then = [this](const Result<protocol::Accepted> &answer) {
        if (answer)
            m_sheet->dismiss();
        else
            m_sheet->showError(answer.error());
    };
    if (purpose == Purpose::Report) {
        m_client->inquiries().ask(protocol::ReportEvent{{}, m_subject.room, m_event, reason},
                                  m_sheet, then);
        return;
    }
    const auto act = purpose == Purpose::Mute     ? ModerationAct::Mute
                     : purpose == Purpose::Remove ? ModerationAct::Kick
                                                  : ModerationAct::Ban;
    m_client->inquiries().ask(
        protocol::Moderate{{}, m_subject.room, m_subject.id, act, reason, minutes}, m_sheet, then);
}

void PeopleOffice::search(const QString &text)
{
    m_searched = text;
    if (text.isEmpty()) {
        m_conversation->members().showFound({});
        return;
    }
    const auto room = m_conversation->room();
    m_client->inquiries().ask(protocol::GetMembers{{}, room, {}, text}, this,
                              [this, room, text](const Result<protocol::Members> &answer) {
                                  // Late ones are of another question.
                                  if (room != m_conversation->room() || text != m_searched)
                                      return;
                                  if (!answer) {
                                      Q_EMIT failed(answer.error());
                                      return;
                                  }
                                  m_client->looks().noteAll(answer->members);
                                  m_conversation->members().showFound(answer->members);
                              });
}

template <typename Request>
void PeopleOffice::request(Request wanted)
{
    m_client->inquiries().ask(std::move(wanted), this, [this](const auto &answer) {
        if (!answer)
            Q_EMIT failed(answer.error());
    });
}

} // namespace hobnob::desktop
