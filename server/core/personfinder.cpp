// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/personfinder.h"

#include "server/core/attendance.h"
#include "server/core/roster.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

void PersonFinder::find(const QList<UserId> &users, Answer<QList<StoredPerson>> answer)
{
    findRest(users, {}, answer);
}

void PersonFinder::findRest(const QList<UserId> &users, QList<StoredPerson> found,
                            const Answer<QList<StoredPerson>> &answer)
{
    while (found.size() < users.size()) {
        const UserId &user = users.at(found.size());
        auto person = m_attendance.find(user);
        if (!person)
            person = m_roster.person(user);
        if (!person) {
            m_store.findPerson(user, [=, this](const Result<std::optional<StoredPerson>> &stored) {
                if (!stored)
                    answer(stored.error());
                else if (!*stored)
                    answer(Error{ErrorCode::PersonUnknown, u"There is no such person."_s});
                else
                    findRest(users, found + QList{**stored}, answer);
            });
            return;
        }
        found.append(*person);
    }
    answer(found);
}

} // namespace hobnob::server
