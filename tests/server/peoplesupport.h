// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storesupport.h"

#include <QTemporaryDir>

#include <atomic>

namespace hobnob::server::test
{

/// "ok", or the wire name of the error.
template <typename T>
QString codeOf(const Result<T> &result)
{
    return result ? u"ok"_s : errorName(result.error().code).toString();
}

inline QString words(QList<SessionKey> keys)
{
    std::sort(keys.begin(), keys.end());
    QStringList words;
    for (const SessionKey &key : keys)
        words.append(key.value());
    return words.join(u' ');
}

inline QString names(const QList<StoredPerson> &people)
{
    QStringList names;
    for (const StoredPerson &person : people)
        names.append(person.user.name);
    return names.join(u' ');
}

/// A store on the disk at 5000 ms, and people in it. "Ana" has the id "id-Ana".
class PeopleRig
{
public:
    PeopleRig() { open(); }

    void open()
    {
        m_store.reset();
        auto opened = SqliteStore::open(m_folder.path(), [this] { return Timestamp{now.load()}; });
        Q_ASSERT(opened.ok());
        m_store = std::move(*opened);
    }

    [[nodiscard]] Store &store() const { return *m_store; }

    /// What \a call, which gets the store and the answer, is answered.
    template <typename T, typename Call>
    Result<T> answer(Call call)
    {
        return answerOf<T>([&](auto answer) { call(store(), answer); });
    }
    template <typename T, typename Call>
    QString codeOf(Call call)
    {
        return test::codeOf(answer<T>(call));
    }

    [[nodiscard]] qint64 count(const QString &table) const
    {
        const OtherProgram other(m_folder.path());
        return other.run(u"SELECT COUNT(*) FROM "_s + table).toLongLong();
    }

    /// The first value of the first row, as text.
    [[nodiscard]] QString value(const QString &sql) const
    {
        return OtherProgram(m_folder.path()).run(sql);
    }

    /// What \a work asks of the store meanwhile waits, and is then written in two commits at most.
    template <typename Work>
    void whileLocked(Work work) const
    {
        const OtherProgram other(m_folder.path());
        other.run(u"BEGIN IMMEDIATE"_s);
        work();
        other.run(u"COMMIT"_s);
    }

    static NameKeys keys(const QString &name) { return {name.toLower(), name}; }

    static StoredSession session(const QString &name, const QString &key = u"key"_s,
                                 const QString &user = {})
    {
        const UserId id{user.isEmpty() ? u"id-"_s + name : user};
        return {SessionKey{key}, id, "token " + key.toUtf8(), u"test"_s, u"10.0.0.1"_s};
    }

    static NewAccount newAccount(const QString &name)
    {
        return {{UserId{u"id-"_s + name}, name}, keys(name), "hash of " + name.toUtf8()};
    }

    QString make(const NewAccount &account)
    {
        return codeOf<StoredPerson>(
            [&](Store &store, auto answer) { store.createAccount(account, {}, answer); });
    }

    QString registerAs(const QString &name,
                       protocol::ServerRole role = protocol::ServerRole::Member)
    {
        NewAccount account = newAccount(name);
        account.role = role;
        return make(account);
    }

    Result<StoredAccount> account(const QString &name)
    {
        return answer<StoredAccount>(
            [&](Store &store, auto answer) { store.findAccount(UserId{u"id-"_s + name}, answer); });
    }

    QString rename(const QString &login, const QString &name)
    {
        StoredPerson person{{UserId{u"id-"_s + login}, name}};
        person.status = u"at sea"_s;
        person.colour = 7;
        return codeOf<Done>(
            [&](Store &store, auto answer) { store.setProfile(person, keys(name), answer); });
    }

    Result<QList<SessionKey>> logIn(const QString &name, const QString &key)
    {
        return answer<QList<SessionKey>>(
            [&](Store &store, auto answer) { store.addSession(session(name, key), answer); });
    }

    Result<Recognised> recognised(const QString &key)
    {
        return answer<Recognised>(
            [&](Store &store, auto answer) { store.findSession("token " + key.toUtf8(), answer); });
    }

    Result<Done> makeLink(const StoredLink &link)
    {
        return answer<Done>([&](Store &store, auto answer) { store.makeLink(link, {}, answer); });
    }

    Result<Done> makeLink(const QByteArray &hash, protocol::LinkKind kind, qint64 uses = 1)
    {
        return makeLink(
            {.codeHash = hash, .kind = kind, .expires = Timestamp{now + 1000}, .usesLeft = uses});
    }

    static Audit audit(const QString &action)
    {
        return AuditEntry{.actor = {UserId{u"boss"_s}, u"Boss"_s}, .action = action};
    }

    std::atomic<qint64> now = 5000;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<SqliteStore> m_store;
};

} // namespace hobnob::server::test
