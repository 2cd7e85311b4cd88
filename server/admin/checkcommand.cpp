// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/checkcommand.h"

#include "server/store/datachecker.h"
#include "server/store/datafolder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

QString amount(qsizetype count, const QString &what)
{
    return u"%1 %2%3"_s.arg(count).arg(what, count == 1 ? QString() : u"s"_s);
}

QString labelOf(const RoomProblems &room)
{
    return room.id.isEmpty() ? u"room number %1"_s.arg(room.number)
                             : u"room \"%1\" (%2)"_s.arg(room.name, room.id.value());
}

QString verdictOf(const DataReport &report)
{
    if (report.isSound())
        return u"no problem found"_s;
    QStringList places;
    if (!report.problems.isEmpty())
        places.append(u"the database"_s);
    if (!report.roomProblems.isEmpty())
        places.append(amount(report.roomProblems.size(), u"room"_s));
    return u"problems in %1"_s.arg(places.join(u" and "_s));
}

QString textOf(const DataReport &report, const QString &file)
{
    QString text;
    for (const QString &problem : report.problems)
        text += u"database: %1\n"_s.arg(problem);
    for (const RoomProblems &room : report.roomProblems)
        text += u"%1: %2\n"_s.arg(labelOf(room), room.problems.join(u"; "_s));
    return text + u"Checked %1 and %2 in %3: %4.\n"_s.arg(amount(report.rooms, u"room"_s),
                                                          amount(report.events, u"event"_s), file,
                                                          verdictOf(report));
}

QString jsonOf(const DataReport &report, const QString &file)
{
    QJsonArray rooms;
    for (const RoomProblems &room : report.roomProblems) {
        rooms.append(QJsonObject{{u"number"_s, room.number},
                                 {u"room"_s, room.id.value()},
                                 {u"name"_s, room.name},
                                 {u"problems"_s, QJsonArray::fromStringList(room.problems)}});
    }
    const QJsonObject object{
        {u"file"_s, file},
        {u"sound"_s, report.isSound()},
        {u"rooms"_s, report.rooms},
        {u"events"_s, report.events},
        {u"databaseProblems"_s, QJsonArray::fromStringList(report.problems)},
        {u"roomProblems"_s, rooms},
    };
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n';
}

} // namespace

CommandOutcome checkCommand(const QString &dataFolder, OutputForm form)
{
    const QString file = DataFolder::databaseIn(dataFolder);
    DataReport report;
    if (const auto connection = DataFolder::openForReading(dataFolder); connection) {
        report = DataChecker(**connection).run();
    } else if (form == OutputForm::Json) {
        // A program that asked for JSON gets it also when there is nothing to look at.
        report.problems.append(connection.error().sentence.chopped(1));
    } else {
        return CommandOutcome::failure(connection.error());
    }
    return {.exitCode = report.isSound() ? 0 : 1,
            .output = form == OutputForm::Json ? jsonOf(report, file) : textOf(report, file)};
}

} // namespace hobnob::server
