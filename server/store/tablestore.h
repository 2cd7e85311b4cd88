// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readerpool.h"
#include "server/store/store.h"
#include "server/store/tables.h"

namespace hobnob::server
{

/// The store's operations as tasks on tables. What derives from it says where the tasks are done
/// and brings them back.
class TableStore : public Store
{
public:
    void createGuest(const protocol::User &guest, const NameKeys &keys,
                     const StoredSession &session, Answer<Done> answer) override;
    void forgetGuest(const UserId &user, Answer<Done> answer) override;
    void createAccount(const NewAccount &account, const Audit &audit,
                       Answer<StoredPerson> answer) override;
    void findAccount(const QString &loginKey, Answer<StoredAccount> answer) override;
    void findAccount(const UserId &user, Answer<StoredAccount> answer) override;
    void findPerson(const UserId &user, Answer<std::optional<StoredPerson>> answer) override;
    void findPeople(const QString &text, int limit, Answer<QList<StoredPerson>> answer) override;
    void listAccounts(const QString &afterLogin, int limit,
                      Answer<QList<StoredPerson>> answer) override;
    void hasAdministrator(Answer<bool> answer) override;
    void setProfile(const StoredPerson &person, const NameKeys &keys, Answer<Done> answer) override;
    void setPassword(const UserId &user, const QByteArray &hash, const SessionKey &except,
                     Answer<QList<SessionKey>> answer) override;
    void resetPassword(const QByteArray &linkHash, const QByteArray &hash,
                       Answer<StoredPerson> answer) override;
    void setSecondFactor(const UserId &user, const SecondFactor &factor, const Audit &audit,
                         Answer<Done> answer) override;
    void useTotpStep(const UserId &user, qint64 step, Answer<Done> answer) override;
    void useRecoveryCode(const UserId &user, const QByteArray &hash, Answer<Done> answer) override;
    void setAccountState(const UserId &user, AccountState state, const Audit &audit,
                         Answer<Done> answer) override;
    void setAccountRole(const UserId &user, protocol::ServerRole role, const Audit &audit,
                        Answer<Done> answer) override;
    void deleteAccount(const UserId &user, const Audit &audit, Answer<Done> answer) override;
    void addSession(const StoredSession &session, Answer<QList<SessionKey>> answer) override;
    void findSession(const QByteArray &tokenHash, Answer<Recognised> answer) override;
    void touchSessions(const QList<SessionKey> &sessions, Answer<Done> answer) override;
    void removeSession(const UserId &user, const SessionKey &session, Answer<Done> answer) override;
    void removeSessions(const UserId &user, const SessionKey &except,
                        Answer<QList<SessionKey>> answer) override;
    void sessionsOf(const UserId &user, Answer<QList<StoredSession>> answer) override;
    void makeLink(const StoredLink &link, const Audit &audit, Answer<Done> answer) override;
    void findLink(const QByteArray &codeHash, Answer<StoredLink> answer) override;
    void listLinks(Answer<QList<StoredLink>> answer) override;
    void removeLink(const QByteArray &codeHash, const Audit &audit, Answer<Done> answer) override;
    void removeLinks(protocol::LinkKind kind, Answer<Done> answer) override;

    void createRoom(const StoredRoom &room, Answer<Done> answer) override;
    void append(const Draft &draft, Answer<Appended> answer) override;
    void loadReads(const UserId &user, Answer<QList<protocol::ReadState>> answer) override;
    void moveReads(const QList<ReadMove> &moves,
                   Answer<QList<protocol::ReadState>> answer) override;
    void forgetRead(const UserId &user, const RoomId &room, Answer<Done> answer) override;
    void readPage(const PageRequest &request, Answer<Page> answer) override;
    void flush(Answer<Done> answer) override;

protected:
    enum class WhenBusy { Refuse, Queue };

    /// Delivered in the order of these calls; see Store for the rest of the promises.
    virtual void submitWrite(Request<Tables> request, WhenBusy whenBusy) = 0;
    virtual void submitRead(Request<Connection> request) = 0;

private:
    /// On the writer's thread, also for what only reads and must see what was asked before.
    template <typename T, std::invocable<Tables &> Work>
    void write(Answer<T> answer, Work work)
    {
        submitWrite(makeRequest<Tables, T>(std::move(answer), std::move(work)), WhenBusy::Refuse);
    }
    /// With what is noted of it in the audit log.
    template <typename T, std::invocable<Tables &> Work>
    void act(const Audit &audit, Answer<T> answer, Work work)
    {
        write(std::move(answer), [audit, work = std::move(work)](Tables &tables) -> Result<T> {
            auto outcome = work(tables);
            if (!outcome || !audit)
                return outcome;
            if (const auto noted = tables.audit.add(*audit); !noted)
                return noted.error();
            return outcome;
        });
    }
    /// On a thread that sees what is on the disk by then.
    template <typename T, std::invocable<Connection &> Work>
    void read(Answer<T> answer, Work work)
    {
        submitRead(makeRequest<Connection, T>(std::move(answer), std::move(work)));
    }
};

} // namespace hobnob::server
