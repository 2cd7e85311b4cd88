// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/people.h"
#include "tests/support/memorystore.h"

#include <QTest>

namespace hobnob::server::test
{

using namespace Qt::StringLiterals;

/// Everybody who knows who people are, on a store in memory, and how they answer.
class LoginRig final
{
public:
    const QString password = u"kelp and moonlight"_s;
    HouseRules rules;
    Timestamp now{1'800'000'000'000};
    MemoryStore store;
    std::unique_ptr<People> people;

    LoginRig()
    {
        rules.hashCost = HashCost::least();
        rules.clock = [this] { return now; };
        store.setTime(now);
        restart();
    }

    /// The server ended, and starts again.
    void restart()
    {
        people.reset();
        people = std::make_unique<People>(store, rules, Timeouts{});
    }

    void letPass(std::chrono::milliseconds time)
    {
        now = Timestamp{milliseconds(now) + time.count()};
        store.setTime(now);
    }

    Result<Admission> admit(const QString &name)
    {
        return ask([&](auto answer) { people->logins.admitGuest(name, {}, answer); });
    }

    Result<Admission> recall(const QString &token)
    {
        return ask([&](auto answer) { people->logins.resume(token, answer); });
    }

    Result<Admission> logIn(const QString &name, const QString &typed,
                            const std::optional<QString> &code = {})
    {
        return ask([&](auto answer) {
            people->logins.logIn({RequestId{1}, name, typed, code}, {u"client"_s, u"192.0.2.7"_s},
                                 answer);
        });
    }

    Result<Admission> signUp(const QString &name, const QString &typed,
                             const std::optional<QString> &link = {}, const UserId &guest = {})
    {
        return ask([&](auto answer) {
            people->logins.signUp({RequestId{1}, name, typed, link}, guest, {}, answer);
        });
    }

    Result<Admission> signUp(const QString &name) { return signUp(name, password); }

    /// "ok", or the name of the error.
    static QString code(const Result<Admission> &result)
    {
        return result ? u"ok"_s : errorName(result.error().code).toString();
    }

    /// A new link's code. It is good for a day.
    QString linkOf(protocol::LinkKind kind, const UserId &user = {}, qint64 uses = 1)
    {
        const QString link = u"code%1"_s.arg(++m_links);
        const auto day = std::chrono::milliseconds(std::chrono::hours(24)).count();
        store.makeLink({.codeHash = Links::hashOf(link),
                        .kind = kind,
                        .user = user,
                        .expires = Timestamp{milliseconds(now) + day},
                        .usesLeft = uses},
                       {}, [](const auto &) {});
        return link;
    }

private:
    template <typename Ask>
    static Result<Admission> ask(Ask ask)
    {
        std::optional<Result<Admission>> got;
        ask([&got](const Result<Admission> &answer) { got = answer; });
        if (!QTest::qWaitFor([&] { return got.has_value(); }))
            return Error{ErrorCode::Internal, u"no answer"_s};
        return *got;
    }

    int m_links = 0;
};

} // namespace hobnob::server::test
