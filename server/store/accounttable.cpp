// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/accounttable.h"

#include "server/store/peoplesql.h"
#include "server/store/personrow.h"
#include "shared/mentions.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::LinkKind;
using protocol::ServerRole;

namespace
{

Error noSuchAccount()
{
    return {ErrorCode::WrongLogin, u"There is no such account."_s};
}

StoredAccount accountFromRow(const Statement &row)
{
    return {personFromRow(row), row.bytes(personColumns), row.bytes(personColumns + 1),
            row.integer(personColumns + 2)};
}

Result<StoredAccount> foundAccount(const Result<std::optional<StoredAccount>> &found)
{
    if (!found)
        return found.error();
    if (!*found)
        return noSuchAccount();
    return **found;
}

/// One of few tries to say a code was all it took.
Result<Done> codeUsed(const Result<qint64> &changed)
{
    if (!changed)
        return changed.error();
    if (*changed == 0)
        return Error{ErrorCode::CodeWrong, u"This code is wrong, or was used before."_s, u"code"_s};
    return Done{};
}

} // namespace

Result<StoredPerson> AccountTable::create(const NewAccount &account)
{
    const protocol::User &user = account.user;
    ServerRole role = account.role;
    if (!account.linkHash.isEmpty()) {
        const auto kind = useLink(account.linkHash);
        if (!kind)
            return kind.error();
        if (*kind == LinkKind::Setup)
            role = ServerRole::Administrator;
    }
    if (role == ServerRole::Administrator) {
        if (const auto ended = m_links.remove(LinkKind::Setup); !ended)
            return ended.error();
    }
    if (const auto known = find(user.id); known)
        return Error{ErrorCode::NameTaken, u"You have an account already."_s, u"name"_s};
    else if (known.error().code != ErrorCode::WrongLogin)
        return known.error();
    if (const auto free = m_people.checkName(account.keys, user.id); !free)
        return free.error();
    if (const auto saved = m_people.save(user, account.keys, account.kind); !saved)
        return saved.error();
    const auto added = m_transaction.change(sql::insertAccount, user.id, user.name,
                                            mentionKey(user.name), account.keys.folded,
                                            account.passwordHash, role, QByteArray(), m_clock());
    if (!added)
        return added.error();
    const auto reserved = m_people.reserveName(account.keys, user.id, PeopleTable::NameUse::Login);
    if (!reserved)
        return reserved.error();
    if (account.session) {
        if (const auto begun = m_sessions.add(*account.session); !begun)
            return begun.error();
    }
    const auto created = find(user.id);
    if (!created)
        return created.error();
    return created->person;
}

Result<LinkKind> AccountTable::useLink(const QByteArray &codeHash)
{
    const auto link = m_links.use(codeHash);
    if (!link)
        return link.error();
    if (link->kind == LinkKind::Reset)
        return LinkTable::unknown();
    return link->kind;
}

Result<StoredAccount> AccountTable::find(const QString &loginKey)
{
    return foundAccount(
        m_transaction.selectOne(sql::selectAccountByLogin, &accountFromRow, loginKey));
}

Result<StoredAccount> AccountTable::find(const UserId &user)
{
    return foundAccount(m_transaction.selectOne(sql::selectAccount, &accountFromRow, user));
}

Result<bool> AccountTable::hasAdministrator()
{
    const auto count = m_transaction.selectOne(
        sql::countOtherAdministrators, [](const Statement &row) { return row.integer(0); },
        QString());
    if (!count)
        return count.error();
    return count->value_or(0) > 0;
}

Result<QList<SessionKey>> AccountTable::setPassword(const UserId &user, const QByteArray &hash,
                                                    const SessionKey &except)
{
    if (const auto set = update(sql::updatePassword, hash, user); !set)
        return set.error();
    return m_sessions.remove(user, SessionTable::AllBut{except});
}

Result<Done> AccountTable::renewPassword(const UserId &user, const QByteArray &before,
                                         const QByteArray &hash)
{
    return m_transaction.change(sql::renewPassword, hash, user.value(), before);
}

Result<StoredPerson> AccountTable::resetPassword(const QByteArray &linkHash, const QByteArray &hash)
{
    const auto link = m_links.use(linkHash);
    if (!link)
        return link.error();
    if (link->kind != LinkKind::Reset)
        return LinkTable::unknown();
    const auto ended = setPassword(link->user, hash, {});
    if (!ended)
        return ended.error();
    const auto account = find(link->user);
    if (!account)
        return account.error();
    return account->person;
}

Result<Done> AccountTable::setSecondFactor(const UserId &user, const SecondFactor &factor)
{
    const auto set = update(sql::updateSecondFactor, factor.totpSecret, factor.usedStep, user);
    if (!set)
        return set;
    if (const auto removed = m_transaction.change(sql::deleteRecoveryCodes, user); !removed)
        return removed;
    for (const QByteArray &hash : factor.recoveryHashes) {
        if (const auto added = m_transaction.change(sql::insertRecoveryCode, user, hash); !added)
            return added;
    }
    return Done{};
}

Result<Done> AccountTable::useTotpStep(const UserId &user, qint64 step)
{
    return codeUsed(m_transaction.write(sql::useTotpStep, step, user, step));
}

Result<Done> AccountTable::useRecoveryCode(const UserId &user, const QByteArray &hash)
{
    return codeUsed(m_transaction.write(sql::deleteRecoveryCode, user, hash));
}

Result<Done> AccountTable::setState(const UserId &user, AccountState state)
{
    if (state == AccountState::Active)
        return update(sql::updateState, state, user);
    if (const auto others = checkOthersAdministrate(user); !others)
        return others;
    if (const auto set = update(sql::updateState, state, user); !set)
        return set;
    const auto ended = m_sessions.remove(user, SessionTable::AllBut{});
    return ended ? Result<Done>(Done{}) : ended.error();
}

Result<Done> AccountTable::setRole(const UserId &user, ServerRole role)
{
    if (role != ServerRole::Administrator) {
        if (const auto others = checkOthersAdministrate(user); !others)
            return others;
    }
    return update(sql::updateRole, role, user);
}

Result<Done> AccountTable::remove(const UserId &user)
{
    if (const auto others = checkOthersAdministrate(user); !others)
        return others;
    if (const auto ended = m_links.removeFor(user); !ended)
        return ended;
    return m_people.remove(user);
}

Result<Done> AccountTable::checkOthersAdministrate(const UserId &user)
{
    const auto account = find(user);
    if (!account)
        return account.error();
    const StoredPerson &person = account->person;
    if (person.role != ServerRole::Administrator || person.state != AccountState::Active)
        return Done{};
    const auto others = m_transaction.selectOne(
        sql::countOtherAdministrators, [](const Statement &row) { return row.integer(0); }, user);
    if (!others)
        return others.error();
    if (others->value_or(0) == 0) {
        return Error{ErrorCode::NotAllowed,
                     u"The last administrator cannot go. Make somebody else one first."_s};
    }
    return Done{};
}

template <typename... Values>
Result<Done> AccountTable::update(const QString &sql, const Values &...values)
{
    const auto changed = m_transaction.write(sql, values...);
    if (!changed)
        return changed.error();
    if (*changed == 0)
        return noSuchAccount();
    return Done{};
}

} // namespace hobnob::server
