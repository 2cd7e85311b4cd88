// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/roomshots.h"

#include "desktop/views/newroomsheet.h"
#include "desktop/views/peoplepicker.h"
#include "desktop/views/reasonsheet.h"
#include "desktop/views/roompage.h"
#include "desktop/views/timelineview.h"
#include "tests/gui/sampleworld.h"

#include <QAbstractButton>
#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTest>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

void trigger(Scene &scene, const char16_t *action)
{
    scene.find<QAction>(action)->trigger();
}

ReasonSheet *reason(Scene &scene)
{
    return new ReasonSheet(&scene.window());
}

/// What the log tells, what everybody is shown, and somebody who is blocked.
void poseNotices(Scene &scene)
{
    auto &desk = scene.server.desk;
    const RoomId room(u"trip"_s);
    const auto ana = FakeServer::person(u"Ana"_s);
    const protocol::User ben{UserId(u"person1"_s), u"Ben Carter"_s};
    scene.server.send(protocol::BlocksChanged{{{UserId(u"person7"_s), u"Fatou Diop"_s}}});
    desk.notice(room, ana, u"Two days by the lake, one in the hills: who brings what"_s,
                protocol::NoticeKind::Topic);
    desk.notice(room, ana, u"moderator"_s, protocol::NoticeKind::Role, ben);
    desk.notice(room, ben, u"Advertising, three times in a row, in three rooms"_s,
                protocol::NoticeKind::Banned, protocol::User{UserId(u"x"_s), u"Cheap Tents"_s});
    scene.server.send(protocol::Announced{
        protocol::Announcement{u"The server restarts at noon. What you write until then is kept."_s,
                               ana, Timestamp{scene.server.clock}}});
    scene.server.send(protocol::MembershipChanged{
        RoomId(u"garden"_s), false, protocol::Role::Member, {}, ben, u"Only for those who dig"_s});
    Scene::settle();
    scene.window().room()->timeline()->scrollToEnd();
}

void poseSlow(Scene &scene)
{
    auto line = scene.server.room(u"trip"_s).summary;
    line.rules.slowMode = 30;
    scene.server.send(protocol::RoomChanged{line});
    scene.server.send(protocol::MembershipChanged{line.id, true, protocol::Role::Member});
    Scene::settle();
    auto &client = scene.application->client();
    std::ignore = client.send(line.id, u"I can bring a rope."_s);
    std::ignore = client.send(line.id, u"And a lamp."_s);
}

void poseMemberMenu(Scene &scene)
{
    auto *list = scene.find<QListView>(u"memberList");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Return);
}

/// The settings of the first room, and one of their pages.
std::function<void(Scene &)> settings(const char16_t *row)
{
    return [row](Scene &scene) {
        const RoomId room(u"trip"_s);
        auto &desk = scene.server.desk;
        desk.descriptions[room] =
            u"Everything about the week by the lake.\n\nNo adverts, and photographs elsewhere."_s;
        const auto minutes = [&scene](qint64 count) {
            return Timestamp{scene.server.clock + count * 60'000};
        };
        const protocol::User ben{UserId(u"person1"_s), u"Ben Carter"_s};
        const protocol::User fatou{UserId(u"person7"_s), u"Fatou Diop"_s};
        desk.sanctions[room] = {{protocol::SanctionKind::Mute, fatou, ben, u"Calm down a little"_s,
                                 minutes(-5), minutes(40)},
                                {protocol::SanctionKind::Ban,
                                 {UserId(u"x"_s), u"Cheap Tents"_s},
                                 ben,
                                 u"Advertising, three times in a row, in three rooms"_s,
                                 minutes(-3000),
                                 {}}};
        desk.audit.clear();
        for (int i = 0; i < 60; ++i)
            desk.audit.append({100 - i, minutes(-50 * i), ben,
                               i % 3 ? u"member-banned"_s : u"room-changed"_s, room,
                               u"Summer trip"_s, i % 3 ? std::optional(fatou) : std::nullopt,
                               i % 3 ? u"Advertising"_s : u"slow mode 30 s"_s});
        scene.find<QAbstractButton>(u"roomMenuButton")->click();
        trigger(scene, u"settingsAction");
        if (row)
            scene.find<QAbstractButton>(row)->click();
    };
}

void poseReports(Scene &scene)
{
    const RoomId room(u"trip"_s);
    const auto &events = scene.server.room(u"trip"_s).events;
    const protocol::User gus{UserId(u"person8"_s), u"Gus"_s};
    scene.server.desk.reports = {
        {12, room, u"Summer trip"_s, events[4], gus,
         u"This is far too long for anybody to read on a telephone"_s,
         Timestamp{scene.server.clock}},
        {11, room, u"Summer trip"_s, events[10], gus, {}, Timestamp{scene.server.clock - 900'000}},
        {9,
         RoomId(u"unknown"_s),
         {},
         events[2],
         gus,
         u"Rude"_s,
         Timestamp{scene.server.clock - 90'000'000}}};
    scene.server.send(protocol::ReportsWaiting{3});
    Scene::settle();
    scene.find<QAbstractButton>(u"reportsButton")->click();
}

void poseNewRoom(Scene &scene)
{
    trigger(scene, u"newRoomAction");
    QTest::keyClicks(scene.find<QLineEdit>(u"newRoomNameField"), u"Kitchen"_s);
    scene.find<QAbstractButton>(u"newRoomPrivate")->click();
    scene.find<NewRoomSheet>(u"newRoomSheet")->showError({ErrorCode::RoomExists, {}});
}

void poseNewMessage(Scene &scene)
{
    trigger(scene, u"newMessageAction");
    auto *field = scene.find<QLineEdit>(u"peopleField");
    for (const auto &letters : {u"Ben"_s, u"Chi"_s, u"Maxi"_s}) {
        QTest::keyClicks(field, letters);
        Scene::settle();
        QTest::keyClick(field, Qt::Key_Return);
        Scene::settle();
    }
}

} // namespace

void shootRooms(const Photographer &photographer, const Look &look)
{
    const auto shoot = [&](const QString &name, const std::function<void(Scene &)> &pose) {
        photographer.shoot(u"rooms-"_s + name, look, &sampleworld::fillRooms,
                           Scene::Start::Connected, pose);
    };
    shoot(u"list"_s, [](Scene &scene) {
        scene.server.post(u"dmBen"_s, FakeServer::person(u"Ben Carter"_s), u"The blue one"_s);
    });
    shoot(u"direct"_s,
          [](Scene &scene) { scene.application->client().joinRoom(RoomId(u"dmBen"_s)); });
    shoot(u"notices"_s, poseNotices);
    shoot(u"reader"_s, [](Scene &scene) {
        scene.server.send(
            protocol::MembershipChanged{RoomId(u"trip"_s), true, protocol::Role::Reader});
    });
    shoot(u"slow"_s, poseSlow);
    shoot(u"member-menu"_s, poseMemberMenu);
    shoot(u"mute"_s,
          [](Scene &scene) { reason(scene)->ask(ReasonSheet::Purpose::Mute, u"Ben Carter"_s); });
    shoot(u"report"_s, [](Scene &scene) {
        reason(scene)->ask(ReasonSheet::Purpose::Report, u"Ben Carter"_s,
                           u"I will bring the big pot."_s);
    });
    shoot(u"settings"_s, settings(nullptr));
    shoot(u"settings-about"_s, settings(u"rowRoomAbout"));
    shoot(u"settings-rules"_s, settings(u"rowRoomRules"));
    shoot(u"settings-people"_s, settings(u"rowRoomPeople"));
    shoot(u"settings-sanctions"_s, settings(u"rowRoomSanctions"));
    shoot(u"settings-activity"_s, settings(u"rowRoomActivity"));
    shoot(u"settings-end"_s, settings(u"rowRoomEnd"));
    shoot(u"reports"_s, poseReports);
    shoot(u"reports-none"_s, [](Scene &scene) {
        scene.server.send(protocol::ReportsWaiting{1});
        Scene::settle();
        scene.find<QAbstractButton>(u"reportsButton")->click();
    });
    shoot(u"new-room"_s, [](Scene &scene) { trigger(scene, u"newRoomAction"); });
    shoot(u"new-room-refused"_s, poseNewRoom);
    shoot(u"browse"_s, [](Scene &scene) { trigger(scene, u"browseAction"); });
    shoot(u"browse-nothing"_s, [](Scene &scene) {
        trigger(scene, u"browseAction");
        QTest::keyClicks(scene.find<QLineEdit>(u"browseField"), u"zebra"_s);
    });
    shoot(u"new-message"_s, [](Scene &scene) { trigger(scene, u"newMessageAction"); });
    shoot(u"new-message-chosen"_s, poseNewMessage);
}

} // namespace hobnob::desktop
