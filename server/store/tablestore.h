// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readerpool.h"
#include "server/store/storestart.h"
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
    void renewPasswordHash(const UserId &user, const QByteArray &before, const QByteArray &hash,
                           Answer<Done> answer) override;
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

    void addBot(const NewBot &bot, const Audit &audit, Answer<StoredPerson> answer) override;
    void addToken(const StoredSession &token, const Audit &audit, Answer<Done> answer) override;
    void removeTokens(const UserId &bot, const std::optional<SessionKey> &token, const Audit &audit,
                      Answer<QList<SessionKey>> answer) override;

    void addHook(const IncomingHook &hook, const Audit &audit, Answer<Timestamp> answer) override;
    void addHook(const OutgoingHook &hook, const Audit &audit, Answer<Timestamp> answer) override;
    void removeHook(const HookId &hook, const Audit &audit, Answer<Done> answer) override;
    void setHookProgress(const HookId &hook, const HookProgress &progress, const Audit &audit,
                         Answer<Done> answer) override;

    using RoomStore::createRoom;
    void createRoom(const StoredRoom &room, const QList<StoredMembership> &members,
                    Answer<Done> answer) override;
    void act(const RoomAct &act, Answer<QList<Appended>> answer) override;
    void deleteRoom(const RoomId &room, const Audit &audit, Answer<Done> answer) override;
    void append(const Draft &draft, Answer<Appended> answer) override;
    void loadReads(const UserId &user, Answer<QList<protocol::ReadState>> answer) override;
    void moveReads(const QList<ReadMove> &moves,
                   Answer<QList<protocol::ReadState>> answer) override;
    void forgetRead(const UserId &user, const RoomId &room, Answer<Done> answer) override;
    void readPage(const PageRequest &request, Answer<Page> answer) override;
    void flush(Answer<Done> answer) override;

    void block(const UserId &user, const protocol::User &blocked, Answer<Done> answer) override;
    void unblock(const UserId &user, const UserId &blocked, Answer<Done> answer) override;
    void addReport(const NewReport &report, Answer<AddedReport> answer) override;
    void listReports(const ReportQuery &query, Answer<ReportPage> answer) override;
    void resolveReport(qint64 number, const std::optional<QList<RoomId>> &rooms,
                       const protocol::User &by, const QString &note, const Audit &audit,
                       Answer<RoomId> answer) override;
    void listAudit(const AuditQuery &query, Answer<AuditPage> answer) override;
    void announce(const std::optional<protocol::Announcement> &announcement, const Audit &audit,
                  Answer<std::optional<protocol::Announcement>> answer) override;
    void keepPicture(const QString &name, const QByteArray &png, Answer<Done> answer) override;
    void findPicture(const QString &name, Answer<QByteArray> answer) override;

    QString epoch() const override { return start().epoch; }
    bool hadAdministratorAtStart() const override { return start().hasAdministrator; }
    QList<StoredRoom> roomsAtStart() const override { return start().rooms; }
    QList<StoredMembership> membershipsAtStart() const override { return start().memberships; }
    QList<StoredPerson> membersAtStart() const override { return start().members; }
    QList<StoredSanction> sanctionsAtStart() const override { return start().sanctions; }
    QList<StoredBot> botsAtStart() const override { return start().bots; }
    QList<IncomingHook> incomingHooksAtStart() const override { return start().incomingHooks; }
    QList<OutgoingHook> outgoingHooksAtStart() const override { return start().outgoingHooks; }
    QList<StoredBlock> blocksAtStart() const override { return start().blocks; }
    QHash<RoomId, qint64> reportsWaitingAtStart() const override { return start().reportsWaiting; }
    std::optional<protocol::Announcement> announcementAtStart() const override
    {
        return start().announcement;
    }

protected:
    /// What was read when the store was opened.
    [[nodiscard]] virtual StoreStart start() const = 0;

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
    void writeNoted(const Audit &audit, Answer<T> answer, Work work)
    {
        write(std::move(answer), [audit, work = std::move(work)](Tables &tables) -> Result<T> {
            auto outcome = work(tables);
            if (!outcome)
                return outcome;
            if (const auto noted = tables.note(audit); !noted)
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
