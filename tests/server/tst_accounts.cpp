// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/totp.h"
#include "tests/support/chatrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using protocol::PersonKind;
using protocol::ServerRole;

/// What one session asks about accounts, and is told.
class AccountsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::ChatRig> m_rig;
    HouseRules m_rules;
    const QString m_password = test::ChatRig::password();

    void build()
    {
        m_rig.reset();
        m_rig =
            std::make_unique<test::ChatRig>(test::ChatRig::quick(), Rates::unlimited(), m_rules);
    }

    QString refusal(SessionId session)
    {
        return errorName(m_rig->take<protocol::Error>(session).code).toString();
    }

    protocol::Error ask(SessionId session, const protocol::ClientMessage &message)
    {
        m_rig->say(session, message);
        return m_rig->take<protocol::Error>(session);
    }

    bool isAccepted(SessionId session, const protocol::ClientMessage &message)
    {
        m_rig->say(session, message);
        return m_rig->take<protocol::Accepted>(session).id == RequestId{5};
    }

    QString link(protocol::LinkKind kind, const UserId &user = {})
    {
        m_rig->store.makeLink({.codeHash = Links::hashOf(u"code"_s),
                               .kind = kind,
                               .user = user,
                               .expires = Timestamp{QDateTime::currentMSecsSinceEpoch() + 60'000}},
                              {}, [](const auto &) {});
        return u"code"_s;
    }

    static protocol::SetProfile profile(const std::optional<QString> &name,
                                        const std::optional<QString> &status = {},
                                        std::optional<qint64> colour = {})
    {
        return {RequestId{5}, name, status, colour};
    }

private Q_SLOTS:
    void init()
    {
        m_rules = test::ChatRig::quickRules();
        build();
    }
    void cleanup() { m_rig.reset(); }

    void theWelcomeTellsTheHouseRules()
    {
        m_rules.guests = Guests::Refused;
        m_rules.registration = protocol::Registration::Invite;
        build();
        const auto session = m_rig->open();
        m_rig->say(session, protocol::Hello{RequestId{1}, 1, u"test"_s, {}});
        const auto welcome = m_rig->take<protocol::Welcome>(session);
        QVERIFY(!welcome.guests);
        QVERIFY(welcome.registration == protocol::Registration::Invite);
        QVERIFY(!welcome.setUp);
        m_rig->say(session, protocol::LogInAsGuest{RequestId{2}, u"Ana"_s});
        QCOMPARE(refusal(session), u"guests-refused"_s);
        m_rig->say(session, protocol::Register{RequestId{2}, u"Ana"_s, m_password, {}});
        QCOMPARE(refusal(session), u"registration-closed"_s);
    }

    void anAccountLogsInAndKnowsItself()
    {
        const auto [first, made] = m_rig->account(u"Ana Lima"_s);
        QVERIFY(made.self.kind == PersonKind::Account);
        QVERIFY(made.self.role == ServerRole::Member);
        QCOMPARE(made.self.login, u"Ana Lima"_s);
        QCOMPARE(made.token.size(), 64);
        const auto second = m_rig->greeted();
        m_rig->say(second, protocol::LogIn{RequestId{2}, u"ANA LIMA"_s, m_password, {}});
        const auto again = m_rig->take<protocol::LoggedIn>(second);
        QVERIFY(again.user.id == made.user.id);
        QVERIFY(again.token != made.token);
        const auto [third, resumed] = m_rig->window(made.token);
        QVERIFY(resumed.user.id == made.user.id);
        QCOMPARE(resumed.self.login, u"Ana Lima"_s);
    }

    void guestsKnowThemselves()
    {
        const auto [session, ana] = m_rig->guest(u"Ana"_s);
        QVERIFY(ana.self.kind == PersonKind::Guest);
        QCOMPARE(ana.self.login, QString());
    }

    void aWrongPasswordIsToldAndOneMayTryAgain()
    {
        m_rig->account(u"Ana"_s);
        const auto session = m_rig->greeted();
        m_rig->say(session, protocol::LogIn{RequestId{2}, u"ana"_s, u"kelp"_s, {}});
        QCOMPARE(refusal(session), u"wrong-login"_s);
        m_rig->say(session, protocol::LogIn{RequestId{3}, u"ana"_s, m_password, {}});
        QCOMPARE(m_rig->take<protocol::LoggedIn>(session).user.name, u"Ana"_s);
        m_rig->say(session, protocol::LogIn{RequestId{4}, u"ana"_s, m_password, {}});
        QCOMPARE(refusal(session), u"already-logged-in"_s);
        m_rig->say(session, protocol::Register{RequestId{5}, u"Ben"_s, m_password, {}});
        QCOMPARE(refusal(session), u"already-logged-in"_s);
        m_rig->say(session, protocol::ResetPassword{RequestId{6}, u"x"_s, m_password});
        QCOMPARE(refusal(session), u"already-logged-in"_s);
    }

    void aGuestBecomesAnAccountAndStays()
    {
        const auto [session, guest] = m_rig->guest(u"Ana"_s);
        const auto [other, same] = m_rig->window(guest.token);
        const RoomId room = m_rig->join(session, u"Lobby"_s);
        m_rig->say(session, protocol::Register{RequestId{4}, u"Ana"_s, m_password, {}});
        // What is asked meanwhile waits, and is answered.
        m_rig->say(session, protocol::Ping{RequestId{5}});
        const auto ana = m_rig->take<protocol::LoggedIn>(session);
        QVERIFY(ana.id == RequestId{4});
        QVERIFY(ana.user.id == guest.user.id);
        QVERIFY(ana.self.kind == PersonKind::Account);
        QVERIFY(ana.token != guest.token && !ana.token.isEmpty());
        QCOMPARE(ana.joined, QList<RoomId>{room});
        QVERIFY(m_rig->take<protocol::Pong>(session).id == RequestId{5});
        const auto told = m_rig->take<protocol::SelfChanged>(other);
        QVERIFY(told.self.kind == PersonKind::Account);
        m_rig->say(session, protocol::PostMessage{RequestId{6}, room, ClientId(u"c"_s), u"Hi"_s});
        QVERIFY(m_rig->take<protocol::Posted>(session).id == RequestId{6});
        m_rig->say(session, protocol::Register{RequestId{7}, u"Eve"_s, m_password, {}});
        QCOMPARE(refusal(session), u"already-logged-in"_s);
        // The other window came by the guest's token, which goes on; the guest's name does not.
        m_rig->chat.close(other);
        QVERIFY(m_rig->window(guest.token).second.user.id == guest.user.id);
        const auto stranger = m_rig->greeted();
        m_rig->say(stranger, protocol::LogInAsGuest{RequestId{2}, u"ana"_s});
        QCOMPARE(refusal(stranger), u"name-taken"_s);
    }

    void aGuestsOldTokenEndsWithTheirLastWindowByIt()
    {
        const auto [session, guest] = m_rig->guest(u"Ana"_s);
        m_rig->say(session, protocol::Register{RequestId{4}, u"Ana"_s, m_password, {}});
        QVERIFY(!m_rig->take<protocol::LoggedIn>(session).token.isEmpty());
        const auto other = m_rig->greeted();
        m_rig->say(other, protocol::ResumeSession{RequestId{2}, guest.token});
        QCOMPARE(refusal(other), u"token-unknown"_s);
    }

    void whoCannotBecomeAnAccountStaysAGuest()
    {
        const auto [session, guest] = m_rig->guest(u"Ana"_s);
        m_rig->say(session, protocol::Register{RequestId{4}, u"Ana"_s, u"short"_s, {}});
        QCOMPARE(refusal(session), u"password-too-short"_s);
        m_rig->say(session, protocol::Register{RequestId{5}, u"Ana"_s, m_password, u"wrong"_s});
        QCOMPARE(refusal(session), u"link-unknown"_s);
        m_rig->join(session, u"Lobby"_s);
        QVERIFY(m_rig->window(guest.token).second.self.kind == PersonKind::Guest);
    }

    void guestsCannotDoWhatAccountsCan_data()
    {
        QTest::addColumn<protocol::ClientMessage>("message");
        const RequestId id{5};
        QTest::newRow("password") << protocol::ClientMessage(
            protocol::ChangePassword{id, u"x"_s, u"kelp and moonlight"_s});
        QTest::newRow("second factor")
            << protocol::ClientMessage(protocol::StartTwoFactor{id, u"x"_s});
        QTest::newRow("its code") << protocol::ClientMessage(
            protocol::ConfirmTwoFactor{id, u"123456"_s});
        QTest::newRow("its end") << protocol::ClientMessage(protocol::StopTwoFactor{id, u"x"_s});
        QTest::newRow("profile") << protocol::ClientMessage(profile(u"Eve"_s));
        QTest::newRow("closing") << protocol::ClientMessage(
            protocol::DeactivateAccount{id, u"x"_s});
        QTest::newRow("deleting") << protocol::ClientMessage(protocol::DeleteAccount{id, u"x"_s});
    }
    void guestsCannotDoWhatAccountsCan()
    {
        QFETCH(protocol::ClientMessage, message);
        const auto [session, guest] = m_rig->guest(u"Ana"_s);
        m_rig->say(session, message);
        QCOMPARE(refusal(session), u"account-needed"_s);
    }

    void nothingOfItGoesBeforeTheLogin_data() { guestsCannotDoWhatAccountsCan_data(); }
    void nothingOfItGoesBeforeTheLogin()
    {
        QFETCH(protocol::ClientMessage, message);
        const auto session = m_rig->greeted();
        m_rig->say(session, message);
        QCOMPARE(refusal(session), u"not-logged-in"_s);
    }

    void thePasswordIsAskedFor_data()
    {
        QTest::addColumn<protocol::ClientMessage>("message");
        QTest::addColumn<QString>("field");
        const RequestId id{5};
        const QString wrong = u"kelp and sunlight"_s;
        QTest::newRow("password") << protocol::ClientMessage(
                                         protocol::ChangePassword{id, wrong, u"a reef of glass"_s})
                                  << u"current"_s;
        QTest::newRow("second factor")
            << protocol::ClientMessage(protocol::StartTwoFactor{id, wrong}) << u"password"_s;
        QTest::newRow("its end") << protocol::ClientMessage(protocol::StopTwoFactor{id, wrong})
                                 << u"password"_s;
        QTest::newRow("closing") << protocol::ClientMessage(protocol::DeactivateAccount{id, wrong})
                                 << u"password"_s;
        QTest::newRow("deleting") << protocol::ClientMessage(protocol::DeleteAccount{id, wrong})
                                  << u"password"_s;
    }
    void thePasswordIsAskedFor()
    {
        QFETCH(protocol::ClientMessage, message);
        const auto [session, ana] = m_rig->account(u"Ana"_s);
        const auto error = ask(session, message);
        QCOMPARE(error.code, ErrorCode::WrongLogin);
        QTEST(error.field.value_or(QString()), "field");
        QVERIFY(m_rig->window(ana.token).second.user.id == ana.user.id);
    }

    void theSecondFactorStartsWithACodeAndStops()
    {
        const auto [session, ana] = m_rig->account(u"Ana"_s);
        QCOMPARE(ask(session, protocol::ConfirmTwoFactor{RequestId{4}, u"000000"_s}).code,
                 ErrorCode::CodeWrong);
        m_rig->say(session, protocol::StartTwoFactor{RequestId{5}, m_password});
        const auto offered = m_rig->take<protocol::TwoFactorOffered>(session);
        QVERIFY(offered.id == RequestId{5});
        QVERIFY(offered.uri.contains(u"secret="_s + offered.secret));
        QVERIFY(offered.uri.startsWith(u"otpauth://totp/Test%20server:Ana?"_s));
        QCOMPARE(m_rig->store.value(u"SELECT LENGTH(totp_secret) FROM accounts"_s).toInt(), 0);
        QCOMPARE(ask(session, protocol::ConfirmTwoFactor{RequestId{6}, u"12345"_s}).code,
                 ErrorCode::CodeWrong);
        m_rig->say(session, protocol::ConfirmTwoFactor{RequestId{7}, codeFor(offered.secret)});
        const auto started = m_rig->take<protocol::TwoFactorStarted>(session);
        QCOMPARE(started.recoveryCodes.size(), limits::recoveryCodes);
        QVERIFY(m_rig->take<protocol::SelfChanged>(session).self.twoFactor);

        const auto other = m_rig->greeted();
        m_rig->say(other, protocol::LogIn{RequestId{2}, u"ana"_s, m_password, {}});
        QCOMPARE(refusal(other), u"code-needed"_s);
        // The code that confirmed it is used up.
        m_rig->say(other,
                   protocol::LogIn{RequestId{3}, u"ana"_s, m_password, codeFor(offered.secret)});
        QCOMPARE(refusal(other), u"code-wrong"_s);
        m_rig->say(other, protocol::LogIn{RequestId{4}, u"ana"_s, m_password,
                                          started.recoveryCodes.first()});
        QVERIFY(m_rig->take<protocol::LoggedIn>(other).self.twoFactor);

        QVERIFY(isAccepted(session, protocol::StopTwoFactor{RequestId{5}, m_password}));
        QVERIFY(!m_rig->take<protocol::SelfChanged>(session).self.twoFactor);
        const auto third = m_rig->greeted();
        m_rig->say(third, protocol::LogIn{RequestId{2}, u"ana"_s, m_password, {}});
        QVERIFY(m_rig->take<protocol::LoggedIn>(third).user.id == ana.user.id);
    }

    void linksSayWhatTheyAreFor()
    {
        const auto [admin, ana] = m_rig->account(u"Ana"_s);
        const auto session = m_rig->greeted();
        QCOMPARE(ask(session, protocol::CheckLink{RequestId{2}, u"code"_s}).code,
                 ErrorCode::LinkUnknown);
        const QString code = link(protocol::LinkKind::Reset, ana.user.id);
        m_rig->say(session, protocol::CheckLink{RequestId{3}, code});
        const auto checked = m_rig->take<protocol::LinkChecked>(session);
        QVERIFY(checked.id == RequestId{3});
        QVERIFY(checked.kind == protocol::LinkKind::Reset);
        QCOMPARE(checked.name, u"Ana"_s);
        m_rig->say(admin, protocol::CheckLink{RequestId{4}, code});
        QVERIFY(m_rig->take<protocol::LinkChecked>(admin).id == RequestId{4});
    }

    void administratorsInvite()
    {
        m_rules.registration = protocol::Registration::Invite;
        build();
        const auto session = m_rig->greeted();
        m_rig->say(session, protocol::Register{RequestId{2}, u"Ana"_s, m_password,
                                               link(protocol::LinkKind::Setup)});
        const auto ana = m_rig->take<protocol::LoggedIn>(session);
        QVERIFY(ana.self.role == ServerRole::Administrator);
        m_rig->say(session, protocol::MakeInvite{RequestId{3}, 1, 7});
        const auto invite = m_rig->take<protocol::InviteMade>(session);
        QCOMPARE(invite.link.size(), 32);
        const auto days = (milliseconds(invite.expires) - QDateTime::currentMSecsSinceEpoch()) /
                          double(86'400'000);
        QVERIFY(days > 6.9 && days <= 7);
        const auto kept =
            m_rig->store.value(u"SELECT code_hash FROM links WHERE kind = 'invite'"_s);
        QCOMPARE(kept.toByteArray(), Links::hashOf(invite.link));
        QVERIFY(
            m_rig->store.value(u"SELECT details FROM audit"_s).toString().contains(u"7 days"_s));
        const auto guest = m_rig->open();
        m_rig->say(guest, protocol::Hello{RequestId{1}, 1, u"test"_s, {}});
        QVERIFY(m_rig->take<protocol::Welcome>(guest).setUp);
        m_rig->say(guest, protocol::Register{RequestId{2}, u"Ben"_s, m_password, invite.link});
        QVERIFY(m_rig->take<protocol::LoggedIn>(guest).self.role == ServerRole::Member);
        m_rig->say(guest, protocol::MakeInvite{RequestId{3}, 1, 7});
        QCOMPARE(refusal(guest), u"not-allowed"_s);
    }

    void aProfileIsChangedPieceByPiece()
    {
        const auto [session, ana] = m_rig->account(u"Ana"_s);
        QVERIFY(isAccepted(session, profile({}, u" At the  sea "_s)));
        QCOMPARE(m_rig->take<protocol::SelfChanged>(session).self.status, u"At the sea"_s);
        QVERIFY(isAccepted(session, profile({}, {}, 11)));
        const auto changed = m_rig->take<protocol::SelfChanged>(session);
        QCOMPARE(changed.self.status, u"At the sea"_s);
        QCOMPARE(changed.self.colour, 11);
        QCOMPARE(changed.user.name, u"Ana"_s);
        QVERIFY(isAccepted(session, profile(u"Ana Lima"_s, {}, -1)));
        const auto renamed = m_rig->take<protocol::SelfChanged>(session);
        QCOMPARE(renamed.user.name, u"Ana Lima"_s);
        QCOMPARE(renamed.self.login, u"Ana"_s);
        QVERIFY(!renamed.self.colour);
        QCOMPARE(m_rig->window(ana.token).second.user.name, u"Ana Lima"_s);
    }

    void whatIsWrongInAProfileIsSaid()
    {
        m_rig->guest(u"Ben"_s);
        m_rig->account(u"Cleo"_s);
        const auto [session, ana] = m_rig->account(u"Ana"_s);
        const auto tryIt = [&, s = session](const protocol::SetProfile &wish) {
            return errorName(ask(s, wish).code).toString();
        };
        QCOMPARE(tryIt(profile(u" "_s)), u"name-empty"_s);
        QCOMPARE(tryIt(profile(u"ben"_s)), u"name-taken"_s);
        QCOMPARE(tryIt(profile(u"CLEO"_s)), u"name-taken"_s);
        QCOMPARE(tryIt(profile({}, QString(81, u'x'))), u"status-too-long"_s);
        QVERIFY(isAccepted(session, profile(u"ANA"_s)));
    }

private:
    static QString codeFor(const QString &secret)
    {
        constexpr auto alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        QByteArray bytes;
        quint32 bits = 0;
        int count = 0;
        for (const QChar c : secret) {
            bits = (bits << 5U) | quint32(QByteArrayView(alphabet).indexOf(c.toLatin1()));
            count += 5;
            if (count >= 8) {
                bytes.append(char((bits >> (count - 8)) & 0xffU));
                count -= 8;
            }
        }
        return totp::codeAt(bytes, totp::stepAt(Timestamp{QDateTime::currentMSecsSinceEpoch()}));
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "tst_accounts.moc"
