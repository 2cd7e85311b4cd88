// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/chatapplication.h"
#include "tests/desktop/fakeserver.h"

#include <QDir>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace hobnob::desktop
{

/// One run of the program against a server of its own.
class Scene final
{
public:
    enum class Start { Connected, AtDoor };

    Scene(ThemeChoice theme, QSize size, void (*fill)(FakeServer &),
          Start start = Start::Connected);
    ~Scene();
    Scene(const Scene &) = delete;
    Scene &operator=(const Scene &) = delete;

    static void wait(const std::function<bool()> &condition);
    /// Lets motions and frames come to an end.
    static void settle();
    /// The program ends, the server goes away, and the program starts again.
    void restartOffline();

    MainWindow &window() { return application->window(); }
    template <typename Widget>
    Widget *find(const char16_t *name)
    {
        return window().findChild<Widget *>(QString::fromUtf16(name));
    }

    FakeServer server;
    std::unique_ptr<ChatApplication> application;

private:
    ThemeChoice m_theme;
    QTemporaryDir m_folder;
};

struct Look {
    ThemeChoice theme;
    QSize size;
    QString suffix;
};

/// Takes the pictures into one folder, all of them or those whose names contain a word.
class Photographer final
{
public:
    Photographer(QDir folder, QString only) : m_folder(std::move(folder)), m_only(std::move(only))
    {
    }

    /// \a pose brings the scene into the state that is to be seen.
    void shoot(const QString &name, const Look &look, void (*fill)(FakeServer &),
               Scene::Start start, const std::function<void(Scene &)> &pose) const;

private:
    QDir m_folder;
    QString m_only;
};

} // namespace hobnob::desktop
