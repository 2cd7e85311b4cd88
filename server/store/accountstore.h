// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/auditentry.h"
#include "server/store/storedpeople.h"
#include "server/store/storefamily.h"

namespace hobnob::server
{

/// People, their accounts and sessions, and links. The store has the time: what expires does so by
/// its clock.
class AccountStore : public virtual StoreFamily
{
public:
    /// Errors: NameTaken (an account has this name, or one that looks like it).
    virtual void createGuest(const protocol::User &guest, const NameKeys &keys,
                             const StoredSession &session, Answer<Done> answer) = 0;
    /// The guest logged out, or their time is over: they and their sessions go, what they wrote
    /// stays. Done as well when they are unknown, or have an account.
    virtual void forgetGuest(const UserId &user, Answer<Done> answer) = 0;
    /// Answers the new account. A setup link makes an administrator; with an administrator all
    /// setup links end. Errors: NameTaken (also when the person has an account), LinkUnknown
    /// (unknown, expired, used up or a reset link).
    virtual void createAccount(const NewAccount &account, const Audit &audit,
                               Answer<StoredPerson> answer) = 0;

    /// By the folded key of a login name. Errors: WrongLogin (no such account).
    virtual void findAccount(const QString &loginKey, Answer<StoredAccount> answer) = 0;
    /// Errors: WrongLogin.
    virtual void findAccount(const UserId &user, Answer<StoredAccount> answer) = 0;
    /// Guests, too. Nothing when nobody has this id.
    virtual void findPerson(const UserId &user, Answer<std::optional<StoredPerson>> answer) = 0;
    /// Active accounts with \a text in their name or login, those that begin with it first.
    virtual void findPeople(const QString &text, int limit, Answer<QList<StoredPerson>> answer) = 0;
    /// All accounts by login name, from the first one after \a afterLogin on.
    virtual void listAccounts(const QString &afterLogin, int limit,
                              Answer<QList<StoredPerson>> answer) = 0;
    /// An active one.
    virtual void hasAdministrator(Answer<bool> answer) = 0;

    /// The name with its keys, status, colour and picture become those of \a person. Errors:
    /// NameTaken, WrongLogin (nobody has this id).
    virtual void setProfile(const StoredPerson &person, const NameKeys &keys,
                            Answer<Done> answer) = 0;
    /// Ends all sessions but \a except; answers which. Errors: WrongLogin.
    virtual void setPassword(const UserId &user, const QByteArray &hash, const SessionKey &except,
                             Answer<QList<SessionKey>> answer) = 0;
    /// The same password, hashed anew. Does nothing when \a before is not its hash any more.
    virtual void renewPasswordHash(const UserId &user, const QByteArray &before,
                                   const QByteArray &hash, Answer<Done> answer) = 0;
    /// Uses up a reset link; all sessions end. Answers whose password it was. Errors: LinkUnknown.
    virtual void resetPassword(const QByteArray &linkHash, const QByteArray &hash,
                               Answer<StoredPerson> answer) = 0;
    /// Replaces whatever was there. Errors: WrongLogin.
    virtual void setSecondFactor(const UserId &user, const SecondFactor &factor, const Audit &audit,
                                 Answer<Done> answer) = 0;
    /// Errors: CodeWrong (this step or a later one was used before).
    virtual void useTotpStep(const UserId &user, qint64 step, Answer<Done> answer) = 0;
    /// Errors: CodeWrong (there is no such code, or not any more).
    virtual void useRecoveryCode(const UserId &user, const QByteArray &hash,
                                 Answer<Done> answer) = 0;
    /// Deactivated: all sessions end. Errors: WrongLogin, NotAllowed (the last administrator).
    virtual void setAccountState(const UserId &user, AccountState state, const Audit &audit,
                                 Answer<Done> answer) = 0;
    /// Errors: WrongLogin, NotAllowed (the last administrator).
    virtual void setAccountRole(const UserId &user, protocol::ServerRole role, const Audit &audit,
                                Answer<Done> answer) = 0;
    /// With everything that is theirs alone; what they wrote stays, and the name is free. Errors:
    /// WrongLogin, NotAllowed (the last administrator).
    virtual void deleteAccount(const UserId &user, const Audit &audit, Answer<Done> answer) = 0;

    /// Answers the sessions that end for it: the least lately used beyond limits::sessionsPerUser.
    /// Errors: TokenUnknown (the person is gone, or may not log in any more).
    virtual void addSession(const StoredSession &session, Answer<QList<SessionKey>> answer) = 0;
    /// Errors: TokenUnknown (unknown or expired), NameTaken (a guest was away, and an account has
    /// the name or one that looks like it).
    virtual void findSession(const QByteArray &tokenHash, Answer<Recognised> answer) = 0;
    /// They and their people are here now; those that have ended are passed over.
    virtual void touchSessions(const QList<SessionKey> &sessions, Answer<Done> answer) = 0;
    /// Done as well when there is no such session of this person.
    virtual void removeSession(const UserId &user, const SessionKey &session,
                               Answer<Done> answer) = 0;
    /// All but \a except, which may be empty. Answers which.
    virtual void removeSessions(const UserId &user, const SessionKey &except,
                                Answer<QList<SessionKey>> answer) = 0;
    /// Those that have not expired, the last used first.
    virtual void sessionsOf(const UserId &user, Answer<QList<StoredSession>> answer) = 0;

    virtual void makeLink(const StoredLink &link, const Audit &audit, Answer<Done> answer) = 0;
    /// Errors: LinkUnknown (unknown, expired or used up).
    virtual void findLink(const QByteArray &codeHash, Answer<StoredLink> answer) = 0;
    /// Those that can still be used, the oldest first.
    virtual void listLinks(Answer<QList<StoredLink>> answer) = 0;
    /// Errors: LinkUnknown (there is no such link).
    virtual void removeLink(const QByteArray &codeHash, const Audit &audit,
                            Answer<Done> answer) = 0;
    virtual void removeLinks(protocol::LinkKind kind, Answer<Done> answer) = 0;
};

} // namespace hobnob::server
