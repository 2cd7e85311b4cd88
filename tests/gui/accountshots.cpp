// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/accountshots.h"

#include "desktop/views/accountsheet.h"
#include "desktop/views/connectpage.h"
#include "desktop/views/devicespane.h"
#include "tests/gui/sampleworld.h"

#include <QAbstractButton>
#include <QAction>
#include <QDateTime>
#include <QLineEdit>
#include <QListView>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using Pose = std::function<void(Scene &)>;

namespace
{

constexpr auto password = u"correct horse battery staple";

EntryOffer offer()
{
    return {.server = u"chat.example.org"_s, .known = {}};
}

/// The first screen, with the server asked already.
Pose door(EntryForm form, const EntryOffer &offered, const QString &name = {},
          const QString &typed = {})
{
    return [=](Scene &scene) {
        auto *page = scene.window().connectPage();
        page->setAddress(offered.server);
        page->setOffer(offered);
        page->showForm(form);
        page->setName(name);
        scene.find<QLineEdit>(u"passwordField")->setText(typed);
        page->focusFirst();
    };
}

Pose followed(const Pose &first, const std::function<void(ConnectPage *)> &then)
{
    return [=](Scene &scene) {
        first(scene);
        then(scene.window().connectPage());
    };
}

protocol::SessionInfo place(const QString &key, const QString &client, const QString &address,
                            int minutesAgo)
{
    const auto used = QDateTime::currentMSecsSinceEpoch() - minutesAgo * 60'000LL;
    return {SessionKey(key), client, address, Timestamp{used}, Timestamp{used}, minutesAgo == 0};
}

/// Ana looks after the server.
void fillAccount(FakeServer &server)
{
    sampleworld::fill(server);
    auto &account = server.accounts.add(u"Ana"_s, QString::fromUtf16(password));
    account.role = protocol::ServerRole::Administrator;
    account.user.id = UserId(u"idAna"_s);
    server.logInBefore(account);
    server.accounts.sessions = {
        place(u"a"_s, u"hobnob-desktop/0.1.0"_s, u"192.0.2.7"_s, 0),
        place(u"b"_s, u"hobnob-web/0.1.0"_s, u"198.51.100.24"_s, 95),
        place(u"c"_s, u"hobnob-desktop/0.1.0"_s, u"2001:db8:4f2a:91::"_s, 3 * 24 * 60),
        place(u"d"_s, u"weather-bot/2"_s, u"203.0.113.9"_s, 20 * 24 * 60)};
    const Timestamp now{QDateTime::currentMSecsSinceEpoch()};
    const protocol::User ben{UserId(u"person1"_s), u"Ben Carter"_s};
    server.desk.audit = {
        {4, now, account.user, u"announced"_s, {}, {}, {}, u"The server restarts at noon."_s},
        {3, now, ben, u"member-banned"_s, RoomId(u"trip"_s), u"Summer trip"_s,
         protocol::User{UserId(u"x"_s), u"Cheap Tents"_s}, u"Advertising"_s},
        {2, now, account.user, u"room-deleted"_s, {}, u"Old garden"_s, {}, {}},
        {1, now, {}, u"account-role"_s, {}, {}, account.user, u"administrator"_s}};
}

Pose settings(const char16_t *row)
{
    return [row](Scene &scene) {
        scene.find<QAction>(u"accountAction")->trigger();
        if (row)
            scene.find<QAbstractButton>(row)->click();
    };
}

void typeInto(Scene &scene, const char16_t *field, const QString &text)
{
    auto *edit = scene.find<QLineEdit>(field);
    edit->setText(text);
    Q_EMIT edit->textEdited(text);
}

void poseFactor(Scene &scene)
{
    settings(u"rowFactor")(scene);
    typeInto(scene, u"factorPasswordField", QString::fromUtf16(password));
    scene.find<QAbstractButton>(u"factorAccept")->click();
    Scene::wait([&] { return scene.find<QWidget>(u"qrCode")->isVisible(); });
}

void poseCodes(Scene &scene)
{
    poseFactor(scene);
    typeInto(scene, u"factorCodeField", u"123456"_s);
    scene.find<QAbstractButton>(u"factorAccept")->click();
    Scene::wait([&] { return scene.find<QWidget>(u"recoveryCodes")->isVisible(); });
}

void poseDevices(Scene &scene)
{
    settings(u"rowDevices")(scene);
    auto *list = scene.find<QListView>(u"deviceList");
    Scene::wait([&] { return list->model()->rowCount() == 4; });
    list->setCurrentIndex(list->model()->index(2, 0));
}

void poseInvite(Scene &scene)
{
    settings(u"rowInvite")(scene);
    scene.find<QAbstractButton>(u"inviteMake")->click();
    Scene::wait([&] { return scene.find<QWidget>(u"inviteLink")->isVisible(); });
}

void poseWrongPassword(Scene &scene)
{
    settings(u"rowPassword")(scene);
    typeInto(scene, u"currentPasswordField", u"a guess"_s);
    typeInto(scene, u"newPasswordField", u"yellowteapot"_s);
    scene.find<QAbstractButton>(u"passwordChange")->click();
    Scene::wait([&] { return scene.find<QWidget>(u"currentPasswordError")->isVisible(); });
}

} // namespace

void shootAccounts(const Photographer &photographer, const Look &look)
{
    const auto atDoor = [&](const QString &name, const Pose &pose) {
        photographer.shoot(
            u"door"_s + name, look, [](FakeServer &) {}, Scene::Start::AtDoor, pose);
    };
    auto closed = offer();
    closed.guests = false;
    closed.registration = protocol::Registration::Invite;
    auto bare = offer();
    bare.setUp = false;
    auto known = offer();
    known.lastKind = protocol::PersonKind::Account;
    known.known = u"ana"_s;
    auto returning = known;
    returning.known.clear();
    const auto signIn = door(EntryForm::SignIn, offer(), u"ana"_s, u"a guess of mine"_s);

    atDoor({}, [](Scene &) {});
    atDoor(u"-away"_s, [](Scene &scene) {
        scene.window().connectPage()->setAddress(u"chat.example.org"_s);
        scene.window().connectPage()->showProblem(
            u"Could not reach chat.example.org. Check the address or try again."_s);
    });
    atDoor(u"-guest"_s, door(EntryForm::Guest, offer(), u"Ana"_s));
    atDoor(u"-guest-error"_s,
           followed(door(EntryForm::Guest, bare, u"Ana"_s), [](ConnectPage *page) {
               page->showError({ErrorCode::NameTaken, {}});
           }));
    atDoor(u"-sign-in"_s, door(EntryForm::SignIn, closed));
    atDoor(u"-sign-in-error"_s, followed(signIn, [](ConnectPage *page) {
               page->showError({ErrorCode::WrongLogin, {}});
           }));
    atDoor(u"-code"_s, followed(signIn, [](ConnectPage *page) {
               page->showError({ErrorCode::CodeNeeded, {}});
           }));
    atDoor(u"-sign-up"_s, door(EntryForm::SignUp, offer(), u"Ana"_s));
    atDoor(u"-link"_s, followed(door(EntryForm::Guest, offer()), [](ConnectPage *page) {
               page->setLink(protocol::LinkKind::Setup, {});
           }));
    atDoor(u"-reset"_s, followed(door(EntryForm::Guest, offer()), [](ConnectPage *page) {
               page->setLink(protocol::LinkKind::Reset, u"Ana"_s);
           }));
    atDoor(u"-signed-out"_s,
           followed(door(EntryForm::Guest, returning, u"ana"_s), [](ConnectPage *page) {
               page->showError({ErrorCode::TokenUnknown, {}});
           }));
    atDoor(u"-known"_s, door(EntryForm::Known, known));

    const auto inside = [&](const QString &name, const Pose &pose) {
        photographer.shoot(u"account"_s + name, look, &fillAccount, Scene::Start::Connected, pose);
    };
    inside({}, settings(nullptr));
    inside(u"-profile"_s, settings(u"rowProfile"));
    inside(u"-password"_s, poseWrongPassword);
    inside(u"-factor"_s, settings(u"rowFactor"));
    inside(u"-factor-code"_s, poseFactor);
    inside(u"-factor-recovery"_s, poseCodes);
    inside(u"-devices"_s, poseDevices);
    inside(u"-invite"_s, poseInvite);
    inside(u"-announce"_s, settings(u"rowAnnounce"));
    inside(u"-audit"_s, settings(u"rowAudit"));
    inside(u"-leave"_s, settings(u"rowLeave"));
    photographer.shoot(u"account-guest"_s, look, &sampleworld::fill, Scene::Start::Connected,
                       [](Scene &scene) { scene.window().account()->askSignUp(); });
}

void shootLargeText(const Photographer &photographer, const Look &look)
{
    photographer.shoot(
        u"large-text-door"_s, look, [](FakeServer &) {}, Scene::Start::AtDoor,
        followed(door(EntryForm::SignIn, offer(), u"ana"_s, u"a guess"_s), [](ConnectPage *page) {
            page->showError({ErrorCode::WrongLogin, {}});
        }));
    photographer.shoot(u"large-text-account"_s, look, &fillAccount, Scene::Start::Connected,
                       poseFactor);
}

} // namespace hobnob::desktop
