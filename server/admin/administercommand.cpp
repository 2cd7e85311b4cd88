// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/administercommand.h"

#include "server/admin/admintext.h"
#include "server/admin/settings.h"
#include "server/core/chat.h"
#include "server/net/controlsocket.h"
#include "server/store/sqlitestore.h"

#include <QEventLoop>
#include <QJsonDocument>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Result<QJsonObject> onTheData(const Settings &settings, const AdminRequest &request)
{
    const auto store =
        SqliteStore::open(settings.dataFolder, SqliteStore::systemClock(), settings.lifetimes());
    if (!store)
        return store.error();
    HouseRules rules;
    rules.serverName = settings.serverName;
    Chat chat(**store, rules, Timeouts{}, Rates::unlimited());
    std::optional<Result<QJsonObject>> result;
    QEventLoop loop;
    chat.administration().run(request.command, request.arguments,
                              [&](const Result<QJsonObject> &answer) {
                                  result = answer;
                                  loop.quit();
                              });
    if (!result)
        loop.exec();
    return *result;
}

/// Codes of links become the links, and secrets of hooks their addresses.
QJsonObject withLink(const Settings &settings, QJsonObject result)
{
    const QString own = result.take(u"page"_s).toString(settings.page(settings.listen.port));
    const QString page = settings.allowedOrigins.value(0, own);
    if (result.contains(u"secret"_s))
        result.insert(u"url"_s, u"%1/hooks/%2"_s.arg(page, result.take(u"secret"_s).toString()));
    if (!result.contains(u"code"_s))
        return result;
    result.insert(u"link"_s, u"%1/#%2=%3"_s.arg(page, result[u"kind"_s].toString(),
                                                result.take(u"code"_s).toString()));
    return result;
}

/// What the parts of the command line say together; empty: nothing is wrong with that.
QString whyNot(const AdminRequest &request)
{
    const bool isSure = request.arguments[u"sure"_s].toBool();
    if (request.command == u"user.delete" && !isSure)
        return u"This deletes the account for ever. Say --yes to do it."_s;
    if (request.command == u"room.delete" && !isSure)
        return u"This deletes the room with all that was said in it, for ever. Say --yes to do "
               "it."_s;
    if (request.command == u"hook.remove" && !isSure)
        return u"This removes the hook for ever. Say --yes to do it."_s;
    if (request.command == u"hook.addIncoming" &&
        request.arguments.contains(u"name"_s) == request.arguments.contains(u"bot"_s))
        return u"Say what it is called with --name, or which bot writes with --bot."_s;
    if (request.command == u"bot.remove" && !isSure)
        return u"This removes the bot for ever. Say --yes to do it."_s;
    const bool ends = request.arguments[u"end"_s].toBool();
    const bool says = !request.arguments[u"text"_s].toString().trimmed().isEmpty();
    if (request.command == u"announce" && ends == says)
        return u"Say either what is to be announced, or --end."_s;
    return {};
}

} // namespace

CommandOutcome administerCommand(const Settings &settings, const AdminRequest &request,
                                 OutputForm form)
{
    if (const QString complaint = whyNot(request); !complaint.isEmpty())
        return {.exitCode = 2, .complaint = complaint};
    auto result = askRunningServer(settings.dataFolder, request.command, request.arguments);
    if (!result)
        result = onTheData(settings, request);
    if (!*result)
        return CommandOutcome::failure(result->error());
    const QJsonObject told = withLink(settings, **result);
    // A delivery that did not arrive is no error of the command's, and no success either.
    const int exitCode = told[u"arrived"_s].toBool(true) ? 0 : 1;
    if (form == OutputForm::Text)
        return {.exitCode = exitCode, .output = adminText(request, told)};
    return {.exitCode = exitCode,
            .output =
                QString::fromUtf8(QJsonDocument(told).toJson(QJsonDocument::Compact)) + u'\n'};
}

} // namespace hobnob::server
