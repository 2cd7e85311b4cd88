// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/peopletable.h"

#include "server/store/peoplesql.h"
#include "server/store/personrow.h"
#include "shared/mentions.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::PersonKind;

Result<std::optional<StoredPerson>> PeopleTable::find(const UserId &user)
{
    return m_transaction.selectOne(sql::selectPerson, &personFromRow, user);
}

Result<Done> PeopleTable::save(const protocol::User &user, const NameKeys &keys, PersonKind kind)
{
    const Timestamp now = m_clock();
    return m_transaction.change(sql::insertUser, user.id, kind, user.name, mentionKey(user.name),
                                keys.folded, keys.drawn, now, now);
}

Result<Done> PeopleTable::setProfile(const StoredPerson &person, const NameKeys &keys)
{
    const UserId &user = person.user.id;
    const auto known = find(user);
    if (!known)
        return known.error();
    if (!*known)
        return Error{ErrorCode::WrongLogin, u"There is no such person."_s};
    if ((*known)->kind == PersonKind::Guest) {
        if (const auto free = checkName(keys, user); !free)
            return free;
    } else {
        if (const auto freed = m_transaction.change(sql::deleteShownNames, user); !freed)
            return freed;
        if (const auto reserved = reserveName(keys, user, NameUse::Shown); !reserved)
            return reserved;
    }
    return m_transaction.change(sql::updateProfile, person.user.name, mentionKey(person.user.name),
                                keys.folded, keys.drawn, person.status, person.colour.value_or(-1),
                                person.picture, user);
}

Result<Done> PeopleTable::remove(const UserId &user)
{
    if (const auto removed = m_transaction.change(sql::deleteUser, user); !removed)
        return removed;
    return m_reads.forget(user);
}

Result<Done> PeopleTable::removeGuest(const UserId &user)
{
    const auto removed = m_transaction.write(sql::deleteGuest, user);
    if (!removed)
        return removed.error();
    return *removed > 0 ? m_reads.forget(user) : Result<Done>(Done{});
}

Result<Done> PeopleTable::removeGuestsSeenBefore(Timestamp time)
{
    if (const auto removed = m_transaction.change(sql::deleteGuestsSeenBefore, time); !removed)
        return removed;
    return m_reads.forgetStrangers();
}

Result<Done> PeopleTable::checkName(const NameKeys &keys, const UserId &user)
{
    for (const QString &key : {keys.folded, keys.drawn}) {
        const auto holder = m_transaction.selectOne(
            sql::selectNameHolder, [](const Statement &row) { return UserId{row.text(0)}; }, key);
        if (!holder)
            return holder.error();
        if (*holder && **holder != user) {
            return Error{ErrorCode::NameTaken,
                         u"Someone has this name, or one that looks like it. Choose another."_s,
                         u"name"_s};
        }
    }
    return Done{};
}

Result<Done> PeopleTable::reserveName(const NameKeys &keys, const UserId &user, NameUse use)
{
    if (const auto free = checkName(keys, user); !free)
        return free;
    const qint64 isLogin = use == NameUse::Login ? 1 : 0;
    for (const QString &key : {keys.folded, keys.drawn}) {
        // A key that is there is theirs: what both are alike, and what is reserved as their login.
        if (const auto reserved = m_transaction.change(sql::insertAccountName, key, user, isLogin);
            !reserved)
            return reserved;
    }
    return Done{};
}

} // namespace hobnob::server
