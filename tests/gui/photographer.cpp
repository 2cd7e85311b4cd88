// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/photographer.h"

#include "desktop/client/profile.h"
#include "tests/gui/sampleworld.h"

#include <QTest>

#include <cstdio>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int patience = 5000;

} // namespace

Scene::Scene(ThemeChoice theme, QSize size, void (*fill)(FakeServer &), Start start)
    : m_theme(theme)
{
    fill(server);
    {
        Profile profile(m_folder.path());
        const auto address = server.address().text();
        auto memory = sampleworld::memory(server);
        if (!server.accounts.byLogin.empty()) {
            memory.name = u"Ana"_s;
            memory.kind = protocol::PersonKind::Account;
            memory.token = server.token;
        }
        profile.setServer(address, memory);
        profile.setLast(address, u"Ana"_s);
    }
    const auto address = start == Start::Connected ? server.address().text() : QString();
    application = std::make_unique<ChatApplication>(
        StartOptions{address,
                     start == Start::Connected ? u"Ana"_s : QString(),
                     {},
                     start == Start::Connected ? m_folder.path() : m_folder.filePath(u"new"_s),
                     theme});
    window().resize(size);
    application->start();
    window().resize(size);
    if (start == Start::Connected)
        wait([this] { return application->client().isOnline(); });
    settle();
}

Scene::~Scene()
{
    application.reset();
    server.stop();
}

void Scene::wait(const std::function<bool()> &condition)
{
    if (!QTest::qWaitFor(condition, patience))
        std::fprintf(stderr, "shots: something did not happen in time\n");
}

void Scene::settle()
{
    QTest::qWait(350);
}

void Scene::restartOffline()
{
    const auto size = window().size();
    application.reset();
    server.stop();
    application = std::make_unique<ChatApplication>(
        StartOptions{server.address().text(), u"Ana"_s, {}, m_folder.path(), m_theme});
    window().resize(size);
    application->start();
    window().resize(size);
}

void Photographer::shoot(const QString &name, const Look &look, void (*fill)(FakeServer &),
                         Scene::Start start, const std::function<void(Scene &)> &pose) const
{
    if (!m_only.isEmpty() && !name.contains(m_only))
        return;
    Scene scene(look.theme, look.size, fill, start);
    pose(scene);
    Scene::settle();
    const auto file = m_folder.filePath(u"desktop-%1-%2.png"_s.arg(name, look.suffix));
    if (!scene.window().grab().save(file))
        std::fprintf(stderr, "shots: %s cannot be written\n", qUtf8Printable(file));
}

} // namespace hobnob::desktop
