// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/sqlitestore.h"

#include <QEventLoop>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTimer>

/// What the tests of the store share.
namespace hobnob::server::test
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Runs the event loop until the answer of \a call is there; StorageFailed after 20 s without one.
template <typename T, typename Call>
Result<T> answerOf(Call call)
{
    std::optional<Result<T>> answer;
    QEventLoop loop;
    QTimer::singleShot(20s, &loop, &QEventLoop::quit);
    call([&](Result<T> result) {
        answer = std::move(result);
        loop.quit();
    });
    loop.exec();
    return answer.value_or(Error{ErrorCode::StorageFailed, u"No answer within 20 s."_s});
}

inline StoredRoom room(const QString &name)
{
    return {RoomId{u"room-"_s + name}, name, name.toLower(), Seq{}, Timestamp{1000}, {}, {}};
}

inline Draft draft(const QString &room, const QString &clientId, const QString &text,
                   const QString &author = u"ana"_s)
{
    return {
        RoomId{u"room-"_s + room}, {UserId{author}, author.toUpper()}, ClientId{clientId}, text};
}

inline Result<Done> createRoom(Store &store, const QString &name)
{
    return answerOf<Done>([&](auto answer) { store.createRoom(room(name), answer); });
}

/// A guest with one session, whose token hash is their id.
inline Result<Done> createGuest(Store &store, const QString &id, const QString &name)
{
    const protocol::User guest{UserId{id}, name};
    return answerOf<Done>([&](auto answer) {
        store.createGuest(guest, {name, name}, {SessionKey{id}, guest.id, id.toUtf8()}, answer);
    });
}

inline Result<Appended> append(Store &store, const Draft &draft)
{
    return answerOf<Appended>([&](auto answer) { store.append(draft, answer); });
}

inline Result<Done> flush(Store &store)
{
    return answerOf<Done>([&](auto answer) { store.flush(answer); });
}

inline Result<Page> page(Store &store, const PageRequest &request)
{
    return answerOf<Page>([&](auto answer) { store.readPage(request, answer); });
}

/// "3 4 5": the numbers of a page's events.
inline QString numbers(const Page &page)
{
    QStringList numbers;
    for (const protocol::Event &event : page.events)
        numbers.append(QString::number(number(event.seq)));
    return numbers.join(u' ');
}

/// Another program at the same file.
class OtherProgram final
{
public:
    explicit OtherProgram(const QString &folder)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        database.setDatabaseName(folder + u"/hobnob.sqlite"_s);
        database.open();
    }
    ~OtherProgram() { QSqlDatabase::removeDatabase(u"other"_s); }
    Q_DISABLE_COPY_MOVE(OtherProgram)

    /// The first value of the first row, as text.
    QString run(const QString &sql) const
    {
        QSqlQuery query(QSqlDatabase::database(u"other"_s));
        if (!query.exec(sql))
            return u"failed: "_s + query.lastError().text();
        return query.next() ? query.value(0).toString() : QString();
    }
};

} // namespace hobnob::server::test
