// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/houserules.h"
#include "server/store/accountstore.h"

#include <QObject>

namespace hobnob::server
{

/// Links that let people in: their codes have 160 random bits, are told once, and are kept by
/// their hashes. Whether the server has an administrator, and the setup link until it has.
class Links final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = AccountStore::Answer<T>;
    enum class SetUp { Done, Waiting };

    /// \a store outlives this.
    Links(AccountStore &store, const HouseRules &rules, SetUp setUp)
        : m_store(store), m_rules(rules), m_setUp(setUp)
    {
    }

    [[nodiscard]] static QByteArray hashOf(const QString &code);

    /// Errors: LinkUnknown.
    void find(const QString &code, Answer<StoredLink> answer);
    /// Sets the password that a reset link is for. Errors: LinkUnknown.
    void use(const QString &code, const QByteArray &passwordHash, Answer<StoredPerson> answer);
    [[nodiscard]] static Error unknown();
    void makeInvite(const StoredPerson &maker, qint64 uses, qint64 days,
                    Answer<protocol::InviteMade> answer);
    /// Good for a day. The password of \a person is the one that they choose with it.
    void makeReset(const StoredPerson &person, Answer<protocol::InviteMade> answer);
    /// Makes whoever uses it an administrator, beside those that there are.
    void makeSetup(Answer<protocol::InviteMade> answer);
    /// The code of a setup link that works: \a known, when it does, or a new one. To be called
    /// while isSetUp() is false.
    void prepareSetup(const QString &known, Answer<QString> answer);
    /// The setup link was used.
    void noteSetUp();
    [[nodiscard]] bool isSetUp() const { return m_setUp == SetUp::Done; }

Q_SIGNALS:
    /// Somebody looks after the server from now on.
    void setUpDone();

private:
    [[nodiscard]] Timestamp inFuture(std::chrono::hours time) const;
    void make(StoredLink link, const Audit &audit, Answer<protocol::InviteMade> answer);

    AccountStore &m_store;
    const HouseRules &m_rules;
    SetUp m_setUp;
};

} // namespace hobnob::server
