// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/tablestore.h"

#include "server/store/moderationreader.h"
#include "server/store/pagereader.h"
#include "server/store/peoplereader.h"

namespace hobnob::server
{

using protocol::PersonKind;
using protocol::ReadState;

void TableStore::createGuest(const protocol::User &guest, const NameKeys &keys,
                             const StoredSession &session, Answer<Done> answer)
{
    write(std::move(answer), [guest, keys, session](Tables &tables) -> Result<Done> {
        if (const auto free = tables.people.checkName(keys, guest.id); !free)
            return free;
        if (const auto saved = tables.people.save(guest, keys, PersonKind::Guest); !saved)
            return saved;
        const auto begun = tables.sessions.add(session);
        return begun ? Result<Done>(Done{}) : begun.error();
    });
}

void TableStore::forgetGuest(const UserId &user, Answer<Done> answer)
{
    write(std::move(answer), [user](Tables &tables) { return tables.people.removeGuest(user); });
}

void TableStore::createAccount(const NewAccount &account, const Audit &audit,
                               Answer<StoredPerson> answer)
{
    writeNoted(audit, std::move(answer),
               [account](Tables &tables) { return tables.accounts.create(account); });
}

void TableStore::findAccount(const QString &loginKey, Answer<StoredAccount> answer)
{
    write(std::move(answer), [loginKey](Tables &tables) { return tables.accounts.find(loginKey); });
}

void TableStore::findAccount(const UserId &user, Answer<StoredAccount> answer)
{
    write(std::move(answer), [user](Tables &tables) { return tables.accounts.find(user); });
}

void TableStore::findPerson(const UserId &user, Answer<std::optional<StoredPerson>> answer)
{
    write(std::move(answer), [user](Tables &tables) { return tables.people.find(user); });
}

void TableStore::findPeople(const QString &text, int limit, Answer<QList<StoredPerson>> answer)
{
    read(std::move(answer), [text, limit](Connection &connection) {
        return server::findPeople(connection, text, limit);
    });
}

void TableStore::listAccounts(const QString &afterLogin, int limit,
                              Answer<QList<StoredPerson>> answer)
{
    read(std::move(answer), [afterLogin, limit](Connection &connection) {
        return server::listAccounts(connection, afterLogin, limit);
    });
}

void TableStore::hasAdministrator(Answer<bool> answer)
{
    write(std::move(answer), [](Tables &tables) { return tables.accounts.hasAdministrator(); });
}

void TableStore::setProfile(const StoredPerson &person, const NameKeys &keys, Answer<Done> answer)
{
    write(std::move(answer),
          [person, keys](Tables &tables) { return tables.people.setProfile(person, keys); });
}

void TableStore::setPassword(const UserId &user, const QByteArray &hash, const SessionKey &except,
                             Answer<QList<SessionKey>> answer)
{
    write(std::move(answer), [user, hash, except](Tables &tables) {
        return tables.accounts.setPassword(user, hash, except);
    });
}

void TableStore::renewPasswordHash(const UserId &user, const QByteArray &before,
                                   const QByteArray &hash, Answer<Done> answer)
{
    write(std::move(answer), [user, before, hash](Tables &tables) {
        return tables.accounts.renewPassword(user, before, hash);
    });
}

void TableStore::resetPassword(const QByteArray &linkHash, const QByteArray &hash,
                               Answer<StoredPerson> answer)
{
    write(std::move(answer), [linkHash, hash](Tables &tables) {
        return tables.accounts.resetPassword(linkHash, hash);
    });
}

void TableStore::setSecondFactor(const UserId &user, const SecondFactor &factor, const Audit &audit,
                                 Answer<Done> answer)
{
    writeNoted(audit, std::move(answer), [user, factor](Tables &tables) {
        return tables.accounts.setSecondFactor(user, factor);
    });
}

void TableStore::useTotpStep(const UserId &user, qint64 step, Answer<Done> answer)
{
    write(std::move(answer),
          [user, step](Tables &tables) { return tables.accounts.useTotpStep(user, step); });
}

void TableStore::useRecoveryCode(const UserId &user, const QByteArray &hash, Answer<Done> answer)
{
    write(std::move(answer),
          [user, hash](Tables &tables) { return tables.accounts.useRecoveryCode(user, hash); });
}

void TableStore::setAccountState(const UserId &user, AccountState state, const Audit &audit,
                                 Answer<Done> answer)
{
    writeNoted(audit, std::move(answer),
               [user, state](Tables &tables) { return tables.accounts.setState(user, state); });
}

void TableStore::setAccountRole(const UserId &user, protocol::ServerRole role, const Audit &audit,
                                Answer<Done> answer)
{
    writeNoted(audit, std::move(answer),
               [user, role](Tables &tables) { return tables.accounts.setRole(user, role); });
}

void TableStore::deleteAccount(const UserId &user, const Audit &audit, Answer<Done> answer)
{
    writeNoted(audit, std::move(answer),
               [user](Tables &tables) { return tables.accounts.remove(user); });
}

void TableStore::addSession(const StoredSession &session, Answer<QList<SessionKey>> answer)
{
    write(std::move(answer), [session](Tables &tables) { return tables.sessions.add(session); });
}

void TableStore::findSession(const QByteArray &tokenHash, Answer<Recognised> answer)
{
    write(std::move(answer),
          [tokenHash](Tables &tables) { return tables.sessions.find(tokenHash); });
}

void TableStore::touchSessions(const QList<SessionKey> &sessions, Answer<Done> answer)
{
    write(std::move(answer),
          [sessions](Tables &tables) { return tables.sessions.touch(sessions); });
}

void TableStore::removeSession(const UserId &user, const SessionKey &session, Answer<Done> answer)
{
    write(std::move(answer),
          [user, session](Tables &tables) { return tables.sessions.remove(user, session); });
}

void TableStore::removeSessions(const UserId &user, const SessionKey &except,
                                Answer<QList<SessionKey>> answer)
{
    write(std::move(answer), [user, except](Tables &tables) {
        return tables.sessions.remove(user, SessionTable::AllBut{except});
    });
}

void TableStore::sessionsOf(const UserId &user, Answer<QList<StoredSession>> answer)
{
    write(std::move(answer), [user](Tables &tables) { return tables.sessions.of(user); });
}

void TableStore::makeLink(const StoredLink &link, const Audit &audit, Answer<Done> answer)
{
    writeNoted(audit, std::move(answer),
               [link](Tables &tables) { return tables.links.make(link); });
}

void TableStore::findLink(const QByteArray &codeHash, Answer<StoredLink> answer)
{
    write(std::move(answer), [codeHash](Tables &tables) { return tables.links.find(codeHash); });
}

void TableStore::listLinks(Answer<QList<StoredLink>> answer)
{
    write(std::move(answer), [](Tables &tables) { return tables.links.list(); });
}

void TableStore::removeLink(const QByteArray &codeHash, const Audit &audit, Answer<Done> answer)
{
    writeNoted(audit, std::move(answer),
               [codeHash](Tables &tables) { return tables.links.remove(codeHash); });
}

void TableStore::removeLinks(protocol::LinkKind kind, Answer<Done> answer)
{
    write(std::move(answer), [kind](Tables &tables) { return tables.links.remove(kind); });
}

void TableStore::addBot(const NewBot &bot, const Audit &audit, Answer<StoredPerson> answer)
{
    writeNoted(audit, std::move(answer), [bot](Tables &tables) { return tables.bots.add(bot); });
}

void TableStore::addToken(const StoredSession &token, const Audit &audit, Answer<Done> answer)
{
    writeNoted(audit, std::move(answer),
               [token](Tables &tables) { return tables.bots.addToken(token); });
}

void TableStore::removeTokens(const UserId &bot, const std::optional<SessionKey> &token,
                              const Audit &audit, Answer<QList<SessionKey>> answer)
{
    writeNoted(audit, std::move(answer),
               [bot, token](Tables &tables) { return tables.bots.removeTokens(bot, token); });
}

void TableStore::addHook(const IncomingHook &hook, const Audit &audit, Answer<Timestamp> answer)
{
    writeNoted(audit, std::move(answer), [hook](Tables &tables) { return tables.hooks.add(hook); });
}

void TableStore::addHook(const OutgoingHook &hook, const Audit &audit, Answer<Timestamp> answer)
{
    writeNoted(audit, std::move(answer), [hook](Tables &tables) { return tables.hooks.add(hook); });
}

void TableStore::removeHook(const HookId &hook, const Audit &audit, Answer<Done> answer)
{
    writeNoted(audit, std::move(answer),
               [hook](Tables &tables) { return tables.hooks.remove(hook); });
}

void TableStore::setHookProgress(const HookId &hook, const HookProgress &progress,
                                 const Audit &audit, Answer<Done> answer)
{
    writeNoted(audit, std::move(answer), [hook, progress](Tables &tables) {
        return tables.hooks.setProgress(hook, progress);
    });
}

void TableStore::createRoom(const StoredRoom &room, const QList<StoredMembership> &members,
                            Answer<Done> answer)
{
    write(std::move(answer),
          [room, members](Tables &tables) { return tables.createRoom(room, members); });
}

void TableStore::act(const RoomAct &act, Answer<QList<Appended>> answer)
{
    writeNoted(act.audit, std::move(answer), [act](Tables &tables) { return tables.act(act); });
}

void TableStore::deleteRoom(const RoomId &room, const Audit &audit, Answer<Done> answer)
{
    write(std::move(answer), [room, audit](Tables &tables) -> Result<Done> {
        const auto removed = tables.rooms.remove(room);
        if (!removed)
            return removed.error();
        return *removed == RoomTable::Removed::Room ? tables.note(audit) : Done{};
    });
}

void TableStore::append(const Draft &draft, Answer<Appended> answer)
{
    write(std::move(answer), [draft](Tables &tables) -> Result<Appended> {
        if (draft.borrowedName) {
            const auto free = tables.people.checkName(*draft.borrowedName, draft.author.id);
            if (!free)
                return free.error();
        }
        return tables.events.append(draft, EventTable::Beside::Nothing);
    });
}

void TableStore::loadReads(const UserId &user, Answer<QList<ReadState>> answer)
{
    write(std::move(answer), [user](Tables &tables) { return tables.reads.statesOf(user); });
}

void TableStore::moveReads(const QList<ReadMove> &moves, Answer<QList<ReadState>> answer)
{
    write(std::move(answer), [moves](Tables &tables) { return tables.reads.move(moves); });
}

void TableStore::forgetRead(const UserId &user, const RoomId &room, Answer<Done> answer)
{
    write(std::move(answer),
          [user, room](Tables &tables) { return tables.reads.forget(user, room); });
}

void TableStore::readPage(const PageRequest &request, Answer<Page> answer)
{
    read(std::move(answer),
         [request](Connection &connection) { return server::readPage(connection, request); });
}

void TableStore::block(const UserId &user, const protocol::User &blocked, Answer<Done> answer)
{
    write(std::move(answer),
          [user, blocked](Tables &tables) { return tables.blocks.add(user, blocked); });
}

void TableStore::unblock(const UserId &user, const UserId &blocked, Answer<Done> answer)
{
    write(std::move(answer),
          [user, blocked](Tables &tables) { return tables.blocks.remove(user, blocked); });
}

void TableStore::addReport(const NewReport &report, Answer<AddedReport> answer)
{
    write(std::move(answer), [report](Tables &tables) { return tables.reports.add(report); });
}

void TableStore::listReports(const ReportQuery &query, Answer<ReportPage> answer)
{
    read(std::move(answer),
         [query](Connection &connection) { return server::readReports(connection, query); });
}

void TableStore::resolveReport(qint64 number, const std::optional<QList<RoomId>> &rooms,
                               const protocol::User &by, const QString &note, const Audit &audit,
                               Answer<RoomId> answer)
{
    write(std::move(answer), [=](Tables &tables) -> Result<RoomId> {
        const auto resolved = tables.reports.resolve(number, rooms, by, note);
        if (!resolved)
            return resolved.error();
        Audit entry = audit;
        if (entry) {
            entry->room = resolved->room;
            entry->roomName = resolved->roomName;
            entry->subject = resolved->author;
        }
        if (const auto noted = tables.note(entry); !noted)
            return noted.error();
        return resolved->room;
    });
}

void TableStore::listAudit(const AuditQuery &query, Answer<AuditPage> answer)
{
    read(std::move(answer),
         [query](Connection &connection) { return server::readAudit(connection, query); });
}

void TableStore::announce(const std::optional<protocol::Announcement> &announcement,
                          const Audit &audit, Answer<std::optional<protocol::Announcement>> answer)
{
    writeNoted(audit, std::move(answer), [announcement](Tables &tables) {
        return tables.announcements.replace(announcement);
    });
}

void TableStore::keepPicture(const QString &name, const QByteArray &png, Answer<Done> answer)
{
    write(std::move(answer),
          [name, png](Tables &tables) { return tables.pictures.keep(name, png); });
}

void TableStore::findPicture(const QString &name, Answer<QByteArray> answer)
{
    read(std::move(answer),
         [name](Connection &connection) { return server::readPicture(connection, name); });
}

void TableStore::flush(Answer<Done> answer)
{
    // Refusing it would leave its caller in doubt for nothing: it costs no space to speak of.
    submitWrite(
        makeRequest<Tables, Done>(std::move(answer), [](Tables &) { return Result<Done>(Done{}); }),
        WhenBusy::Queue);
}

} // namespace hobnob::server
