// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/columns.h"
#include "desktop/views/composer.h"
#include "desktop/views/quickjump.h"
#include "desktop/views/roompage.h"
#include "desktop/views/timelineview.h"
#include "tests/gui/accountshots.h"
#include "tests/gui/photographer.h"
#include "tests/gui/roomshots.h"
#include "tests/gui/sampleworld.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTest>

#include <cstdio>

/// hobnob_shots FOLDER [NAME]: pictures of the desktop client's main states, light and dark, wide
/// and narrow, with sample data, to be looked at after a change.

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

constexpr QSize wide(1280, 800);
constexpr QSize narrow(560, 800);

void poseConversation(Scene &scene)
{
    sampleworld::comeAndGo(scene.server);
    sampleworld::startTyping(scene.server, {u"Ben Carter"_s, u"Chiara Rossi"_s});
    Scene::settle();
    scene.window().room()->timeline()->scrollToEnd();
}

void poseHistory(Scene &scene)
{
    auto *view = scene.window().room()->timeline();
    view->scrollTo(view->model()->index(5, 0), QAbstractItemView::PositionAtTop);
}

void poseTrouble(Scene &scene)
{
    scene.server.intercept = [&scene](const protocol::ClientMessage &message) {
        const auto *post = std::get_if<protocol::PostMessage>(&message);
        if (!post)
            return false;
        if (post->text.startsWith(u"Can"))
            scene.server.send(protocol::Error{
                post->id, ErrorCode::StorageFailed, u"The server could not store it."_s, {}, {}});
        return true;
    };
    auto &client = scene.application->client();
    const RoomId room(u"trip"_s);
    std::ignore = client.send(room, u"Can somebody lend me a sleeping bag?"_s);
    Scene::wait([&] { return client.outbox().unsentCount() == 0; });
    std::ignore = client.send(room, u"Never mind, found two."_s);
    scene.window().room()->timeline()->scrollToEnd();
}

void poseOffline(Scene &scene)
{
    scene.server.stop();
    Scene::wait([&] { return !scene.application->client().isOnline(); });
    auto &client = scene.application->client();
    const RoomId room(u"trip"_s);
    std::ignore = client.send(room, u"I am on the train, the tunnel is long."_s);
    std::ignore = client.send(room, u"See you at seven."_s);
    std::ignore = client.send(room, u"Save me a chair."_s);
    scene.window().room()->timeline()->scrollToEnd();
}

/// A new start while the server is away: what is kept here is shown.
void poseCached(Scene &scene)
{
    auto &client = scene.application->client();
    std::ignore = client.send(RoomId(u"trip"_s), u"Written before the train left."_s);
    scene.restartOffline();
    Scene::wait([&] {
        return scene.application->client().state().phase == ConnectionState::Phase::Waiting;
    });
    std::ignore = scene.application->client().send(RoomId(u"trip"_s), u"And this in the tunnel."_s);
    scene.window().room()->timeline()->scrollToEnd();
}

void poseMention(Scene &scene)
{
    const auto ben = FakeServer::person(u"Ben Carter"_s);
    scene.server.post(u"kitchen"_s, ben, u"@Ana the oven beeps"_s);
    scene.server.post(u"readers"_s, ben, u"@ana and again, @ana"_s);
    scene.server.post(u"readers"_s, ben, u"@Ana chapter nine?"_s);
    scene.server.post(u"trip"_s, ben, u"Does anybody have a second rope?"_s);
    scene.server.post(u"trip"_s, ben, u"@Ana, you had one at Easter, I think"_s);
    scene.server.post(u"trip"_s, FakeServer::person(u"Gus"_s), u"I can ask my sister, too."_s);
    Scene::settle();
    scene.window().room()->timeline()->scrollToEnd();
}

void poseTooLong(Scene &scene)
{
    auto *composer = scene.window().room()->composer();
    QString text;
    while (text.size() < 8010)
        text += u"A long letter to all of you. "_s;
    composer->setText(text);
    composer->focusField();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments[1])) {
        std::fprintf(stderr, "hobnob_shots FOLDER [NAME]\n");
        return 2;
    }
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    Photographer photographer(QDir(arguments[1]), arguments.value(2));
    const auto filled = &sampleworld::fill;
    const auto nothing = [](FakeServer &) {};
    using Start = Scene::Start;

    for (const auto &look : {Look{ThemeChoice::Light, wide, u"light-wide"_s},
                             Look{ThemeChoice::Dark, wide, u"dark-wide"_s},
                             Look{ThemeChoice::Light, narrow, u"light-narrow"_s},
                             Look{ThemeChoice::Dark, narrow, u"dark-narrow"_s}}) {
        shootAccounts(photographer, look);
        shootRooms(photographer, look);
        photographer.shoot(u"empty"_s, look, nothing, Start::Connected, [](Scene &) {});
        photographer.shoot(
            u"silence"_s, look, &sampleworld::fillQuiet, Start::Connected,
            [](Scene &scene) { scene.application->client().joinRoom(RoomId(u"new"_s)); });
        photographer.shoot(u"conversation"_s, look, filled, Start::Connected, poseConversation);
        photographer.shoot(u"history"_s, look, filled, Start::Connected, poseHistory);
        photographer.shoot(u"trouble"_s, look, filled, Start::Connected, poseTrouble);
        photographer.shoot(u"offline"_s, look, filled, Start::Connected, poseOffline);
        photographer.shoot(u"cached"_s, look, filled, Start::Connected, poseCached);
        photographer.shoot(u"mention"_s, look, filled, Start::Connected, poseMention);
        photographer.shoot(u"too-long"_s, look, filled, Start::Connected, poseTooLong);
        photographer.shoot(u"not-joined"_s, look, filled, Start::Connected, [](Scene &scene) {
            scene.application->client().leaveRoom(RoomId(u"trip"_s));
        });
        photographer.shoot(u"jump"_s, look, filled, Start::Connected,
                           [](Scene &scene) { scene.window().quickJump()->ask(); });
        photographer.shoot(u"jump-one"_s, look, filled, Start::Connected, [](Scene &scene) {
            scene.window().quickJump()->ask();
            scene.find<QLineEdit>(u"quickJumpField")->setText(u"kit"_s);
        });
        photographer.shoot(u"new-room"_s, look, filled, Start::Connected,
                           [](Scene &scene) { scene.find<QAction>(u"newRoomAction")->trigger(); });
        photographer.shoot(u"drawer"_s, look, filled, Start::Connected, [](Scene &scene) {
            scene.window().columns()->openDrawer(Columns::Side::Rooms);
        });
        photographer.shoot(u"shortcuts"_s, look, filled, Start::Connected, [](Scene &scene) {
            scene.find<QAction>(u"shortcutsAction")->trigger();
        });
    }

    QApplication::setLayoutDirection(Qt::RightToLeft);
    photographer.shoot(u"mirrored"_s, {ThemeChoice::Light, wide, u"light-wide"_s}, filled,
                       Start::Connected, poseConversation);
    QApplication::setLayoutDirection(Qt::LeftToRight);
    auto large = QApplication::font();
    large.setPixelSize(20);
    QApplication::setFont(large);
    photographer.shoot(u"large-text"_s, {ThemeChoice::Light, wide, u"light-wide"_s}, filled,
                       Start::Connected, poseConversation);
    shootLargeText(photographer, {ThemeChoice::Dark, narrow, u"dark-narrow"_s});
    return 0;
}
