// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/chatapplication.h"
#include "desktop/views/memberlistview.h"
#include "tests/desktop/fakeserver.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTemporaryDir>
#include <QTest>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

inline const RoomId garden{u"garden"_s};

/// In a garden that one owns, with Ben and Cleo in it.
struct RoomStage {
    explicit RoomStage(protocol::Role role = protocol::Role::Owner)
    {
        auto &room = server.addRoom(garden.value(), u"Garden"_s);
        room.role = role;
        for (const auto &name : {u"Me"_s, u"Ben"_s, u"Cleo"_s}) {
            const auto user = FakeServer::person(name);
            room.members.append({user.id, user.name, protocol::Presence::Here,
                                 protocol::PersonKind::Account,
                                 name == u"Me" ? role : protocol::Role::Member});
            server.desk.people.append({user.id, user.name, protocol::PersonKind::Account});
        }
        room.summary.memberCount = 3;
        server.post(garden.value(), FakeServer::person(u"Ben"_s), u"Buy this now"_s,
                    FakeServer::FanOut::No);
        server.addRoom(u"attic"_s, u"Attic"_s).summary.topic = u"Boxes"_s;
        server.joinedAtLogin = {garden};
        chat = std::make_unique<ChatApplication>(
            StartOptions{server.address().text(), u"Me"_s, {}, folder.path(), ThemeChoice::Light});
        chat->start();
        std::ignore = QTest::qWaitFor(
            [this] { return chat->client().room(garden) && chat->client().room(garden)->isLive; });
    }
    ~RoomStage()
    {
        chat.reset();
        server.stop();
    }
    RoomStage(const RoomStage &) = delete;
    RoomStage &operator=(const RoomStage &) = delete;

    template <typename Widget>
    Widget *find(const QString &name)
    {
        return chat->window().findChild<Widget *>(name);
    }
    bool sees(const QString &name)
    {
        const auto *widget = find<QWidget>(name);
        return widget && widget->isVisible();
    }
    QString text(const QString &label)
    {
        return sees(label) ? find<QLabel>(label)->text() : QString();
    }
    void click(const QString &name) { find<QAbstractButton>(name)->click(); }
    void trigger(const QString &name) { find<QAction>(name)->trigger(); }
    void type(const QString &field, const QString &text)
    {
        auto *edit = find<QLineEdit>(field);
        edit->clear();
        QTest::keyClicks(edit, text);
    }
    /// The settings of the garden, and one of their pages.
    void settings(const QString &row)
    {
        click(u"roomMenuButton"_s);
        trigger(u"settingsAction"_s);
        click(row);
    }
    /// What one can do about somebody, by the keyboard.
    QMenu *menuOf(const QString &name)
    {
        auto *list = find<MemberListView>(u"memberList"_s);
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            if (list->model()->index(row, 0).data().toString() == name)
                list->setCurrentIndex(list->model()->index(row, 0));
        }
        QTest::keyClick(list, Qt::Key_Return);
        return find<QMenu>(u"memberMenu"_s);
    }

    QTemporaryDir folder;
    FakeServer server;
    std::unique_ptr<ChatApplication> chat;
};

} // namespace hobnob::desktop
