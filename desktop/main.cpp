// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/chatapplication.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTextStream>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("main", text);
}

/// The arguments with "--name NAME" as one word: Qt's X11 plugin takes the two for itself.
std::vector<QByteArray> withNameAsOneWord(int argc, char **argv)
{
    std::vector<QByteArray> words(argv, argv + argc);
    const auto name = std::find(words.begin(), words.end(), "--name");
    if (name != words.end() && name + 1 != words.end()) {
        *name += '=' + *(name + 1);
        words.erase(name + 1);
    }
    return words;
}

/// Without a display Qt gives up with an abort; nobody reads that as what it is.
bool hasDisplay(int argc, char **argv)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    const bool chosen = !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") ||
                        std::any_of(argv, argv + argc, [](const char *word) {
                            return std::string_view(word) == "-platform";
                        });
    return chosen || !qEnvironmentVariableIsEmpty("DISPLAY") ||
           !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    Q_UNUSED(argc);
    Q_UNUSED(argv);
    return true;
#endif
}

} // namespace

int main(int argc, char **argv)
{
    if (!hasDisplay(argc, argv)) {
        std::fputs("hobnob: there is no display. Start it in a desktop session, or set DISPLAY or "
                   "WAYLAND_DISPLAY.\n",
                   stderr);
        return 1;
    }
    auto words = withNameAsOneWord(argc, argv);
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    int count = static_cast<int>(pointers.size());
    pointers.push_back(nullptr);
    QApplication application(count, pointers.data());
    QApplication::setApplicationName(u"hobnob"_s);
    QApplication::setApplicationDisplayName(u"Hobnob"_s);
    QApplication::setApplicationVersion(QStringLiteral(HOBNOB_VERSION));
    QApplication::setDesktopFileName(u"hobnob"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Hobnob, the desktop client of self-hosted chat."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption server(u"server"_s, tr("Connect to this server."), u"address"_s);
    const QCommandLineOption name(u"name"_s, tr("Be called this."), u"name"_s);
    const QCommandLineOption room(u"room"_s, tr("Open this room; it is made when there is none."),
                                  u"room"_s);
    const QCommandLineOption profile(u"profile"_s, tr("Keep what is remembered in this folder."),
                                     u"folder"_s);
    const QCommandLineOption theme(u"theme"_s, tr("light, dark or system."), u"theme"_s,
                                   u"system"_s);
    parser.addOptions({server, name, room, profile, theme});
    parser.process(application);

    StartOptions options{
        parser.value(server), parser.value(name), parser.value(room), parser.value(profile), {}};
    const auto wanted = parser.value(theme);
    if (wanted == u"light") {
        options.theme = ThemeChoice::Light;
    } else if (wanted == u"dark") {
        options.theme = ThemeChoice::Dark;
    } else if (wanted == u"system") {
        if (parser.isSet(theme))
            options.theme = ThemeChoice::System;
    } else {
        QTextStream(stderr)
            << tr("hobnob: there is no theme '%1'; try light, dark or system.").arg(wanted)
            << Qt::endl;
        return 2;
    }
    if (!parser.positionalArguments().isEmpty()) {
        QTextStream(stderr) << tr("hobnob: '%1' is not understood; try --help.")
                                   .arg(parser.positionalArguments().constFirst())
                            << Qt::endl;
        return 2;
    }

    ChatApplication chat(std::move(options));
    chat.start();
    return QApplication::exec();
}
