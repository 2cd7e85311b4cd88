// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/administercommand.h"

#include "server/admin/settings.h"
#include "server/core/administration.h"
#include "server/core/people.h"
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
    const HouseRules rules;
    People people(**store, rules, Timeouts{});
    Administration administration(**store, people);
    std::optional<Result<QJsonObject>> result;
    QEventLoop loop;
    administration.run(request.command, request.arguments, [&](const Result<QJsonObject> &answer) {
        result = answer;
        loop.quit();
    });
    if (!result)
        loop.exec();
    return *result;
}

/// Codes of links become the links.
QJsonObject withLink(const Settings &settings, QJsonObject result)
{
    if (!result.contains(u"code"_s))
        return result;
    const QString own = result.take(u"page"_s).toString(settings.listen.url());
    const QString page = settings.allowedOrigins.value(0, own);
    result.insert(u"link"_s, u"%1/#%2=%3"_s.arg(page, result[u"kind"_s].toString(),
                                                result.take(u"code"_s).toString()));
    return result;
}

} // namespace

CommandOutcome administerCommand(const Settings &settings, const AdminRequest &request,
                                 OutputForm form)
{
    if (request.command == u"user.delete" && !request.arguments[u"sure"_s].toBool())
        return {.exitCode = 2,
                .complaint = u"This deletes the account for ever. Say --yes to do it."_s};
    auto result = askRunningServer(settings.dataFolder, request.command, request.arguments);
    if (!result)
        result = onTheData(settings, request);
    if (!*result)
        return CommandOutcome::failure(result->error());
    const QJsonObject told = withLink(settings, **result);
    if (form == OutputForm::Text)
        return {.output = adminText(request, told)};
    return {.output =
                QString::fromUtf8(QJsonDocument(told).toJson(QJsonDocument::Compact)) + u'\n'};
}

} // namespace hobnob::server
