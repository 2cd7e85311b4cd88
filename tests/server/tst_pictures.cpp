// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chatrig.h"
#include "tests/support/png.h"

#include <QCryptographicHash>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ChatRig;
namespace png = hobnob::server::test::png;

/// The pictures of people and of rooms, from the upload to who sees them.
class PicturesTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ChatRig> m_rig;

    static QString base64(const QByteArray &image) { return QString::fromLatin1(image.toBase64()); }
    static QString nameOf(const QByteArray &image)
    {
        return QString::fromLatin1(
            QCryptographicHash::hash(image, QCryptographicHash::Sha256).toHex());
    }

    /// A picture in base64 that ends with one byte over.
    static QString padded()
    {
        QByteArray image;
        for (int bytes = 1; image.size() % 3 != 1; ++bytes)
            image = png::signature() + png::header(16, 16) +
                    png::chunk("IDAT", QByteArray(bytes, 'x')) + png::chunk("IEND");
        return base64(image);
    }

    /// The name it got, "none", or the name of the error.
    QString set(SessionId session, const QString &image, const std::optional<RoomId> &room = {})
    {
        m_rig->say(session, SetPicture{RequestId{7}, room, image});
        return outcome<PictureSet>(
            session, [](const PictureSet &answer) { return answer.picture.value_or(u"none"_s); });
    }
    QString got(SessionId session, const QString &name)
    {
        m_rig->say(session, GetPicture{RequestId{8}, name});
        return outcome<Picture>(session, [&](const Picture &answer) {
            return answer.picture == name ? answer.image : u"another"_s;
        });
    }

    template <typename Message, typename Read>
    QString outcome(SessionId session, Read read)
    {
        const bool came = QTest::qWaitFor([&] {
            return m_rig->count<Message>(session) + m_rig->count<protocol::Error>(session) > 0;
        });
        if (!came)
            return u"no answer"_s;
        if (m_rig->count<Message>(session) > 0)
            return read(m_rig->take<Message>(session));
        return errorName(m_rig->take<protocol::Error>(session).code).toString();
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<ChatRig>(); }
    void cleanup() { m_rig.reset(); }

    void everyWindowOfOnesOwnIsTold()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const auto [second, again] = m_rig->window(login.token);
        QVERIFY(!login.self.picture);
        const QByteArray image = png::square(16);
        QCOMPARE(set(ana, base64(image)), nameOf(image));
        for (const auto window : {ana, second})
            QCOMPARE(m_rig->take<SelfChanged>(window).self.picture, nameOf(image));
        QCOMPARE(set(ana, {}), u"none"_s);
        QVERIFY(!m_rig->take<SelfChanged>(second).self.picture);
    }

    void whoComesBackHasIt()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const QByteArray image = png::square(16);
        set(ana, base64(image));
        QCOMPARE(m_rig->window(login.token).second.self.picture, nameOf(image));
        const auto picture = m_rig->store.value(u"SELECT picture FROM users"_s);
        QCOMPARE(picture.toString(), nameOf(image));
    }

    void anyoneWhoIsInCanFetchIt()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        const QByteArray image = png::square(128);
        set(ana, base64(image));
        QCOMPARE(got(ben, nameOf(image)), base64(image));
        QVERIFY(padded().endsWith(u"gg=="_s) && set(ana, padded()).size() == 64);
        for (const QString &name : {nameOf("nothing"), QString(), u"../../etc/passwd"_s})
            QCOMPARE(got(ben, name), u"picture-invalid"_s);
        const auto outside = m_rig->greeted();
        QCOMPARE(got(outside, nameOf(image)), u"not-logged-in"_s);
    }

    void onlyAPlainPngInPlainBase64IsTaken_data()
    {
        QTest::addColumn<QString>("image");
        const QString good = base64(png::square(16));
        QTest::newRow("no picture") << base64("<svg/>");
        QTest::newRow("as a URL") << u"data:image/png;base64,"_s + good;
        QTest::newRow("with a line end") << good + u'\n';
        QTest::newRow("with a space") << QString(good).insert(8, u' ');
        QTest::newRow("without its end") << good.chopped(4);
        QTest::newRow("with more padding") << good + u"===="_s;
        QTest::newRow("other letters") << QString(good).replace(u'+', u'-').replace(0, 1, u"ä"_s);
        QTest::newRow("not a character") << QString(QChar(0x1F600 & 0xFFFF));
        QTest::newRow("too large") << base64(png::square(257));
        // What ends with one byte over can be written in several ways.
        QTest::newRow("without its padding") << padded().chopped(2);
        QTest::newRow("with bits that stand for nothing") << padded().replace(u"gg=="_s, u"gh=="_s);
    }

    void onlyAPlainPngInPlainBase64IsTaken()
    {
        QFETCH(QString, image);
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        QCOMPARE(set(ana, image), u"picture-invalid"_s);
        QCOMPARE(m_rig->count<SelfChanged>(ana), 0);
        QCOMPARE(m_rig->store.value(u"SELECT COUNT(*) FROM pictures"_s).toInt(), 0);
    }

    void guestsHaveNone()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        QCOMPARE(set(ana, base64(png::square(16))), u"account-needed"_s);
    }

    void aRoomsPictureIsItsOwners()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const auto [ben, other] = m_rig->account(u"Ben"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        const auto [carl, third] = m_rig->account(u"Carl"_s);
        m_rig->forget(carl);
        const QByteArray image = png::square(16);
        QCOMPARE(set(ben, base64(image), room), u"not-allowed"_s);
        QCOMPARE(set(carl, base64(image), room), u"not-member"_s);
        QCOMPARE(set(ana, base64(image), RoomId(u"nowhere"_s)), u"room-unknown"_s);
        QCOMPARE(set(ana, base64("<svg/>"), room), u"picture-invalid"_s);
        QCOMPARE(m_rig->store.value(u"SELECT COUNT(*) FROM pictures"_s).toInt(), 0);
        QCOMPARE(set(ana, base64(image), room), nameOf(image));
        QCOMPARE(m_rig->take<RoomChanged>(carl).room.picture, nameOf(image));
        QCOMPARE(m_rig->store.value(u"SELECT action FROM audit"_s).toString(), u"room-changed"_s);
        m_rig->forget(carl);
        QCOMPARE(set(ana, {}, room), u"none"_s);
        QVERIFY(!m_rig->take<RoomChanged>(carl).room.picture);
        QCOMPARE(m_rig->count<SelfChanged>(ana), 0);
    }

    void othersInTheRoomSeeOnesPicture()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const auto [ben, other] = m_rig->guest(u"Ben"_s);
        m_rig->join(ana, u"Lobby"_s);
        m_rig->join(ben, u"Lobby"_s);
        m_rig->forget(ben);
        const QByteArray image = png::square(16);
        set(ana, base64(image));
        // She may be named as one who came only now.
        const auto told = m_rig->take<MembersChanged>(ben);
        QString picture;
        for (const Member &member : told.joined + told.changed) {
            if (member.id == login.user.id)
                picture = member.picture.value_or(QString());
        }
        QCOMPARE(picture, nameOf(image));
    }

    void nothingIsSetThatIsNotKept()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        m_rig->store.failWith(hobnob::Error{ErrorCode::StorageFailed, u"No space."_s});
        QCOMPARE(set(ana, base64(png::square(16))), u"storage-failed"_s);
        QCOMPARE(m_rig->count<SelfChanged>(ana), 0);
    }

    /// Each of several changes at once keeps what the others changed.
    void changesAtOnceKeepOneAnother()
    {
        const auto [ana, login] = m_rig->account(u"Ana"_s);
        const QByteArray image = png::square(16);
        m_rig->store.pause();
        m_rig->say(ana, SetProfile{RequestId{4}, u"Anna"_s, {}, {}});
        m_rig->say(ana, SetPicture{RequestId{5}, {}, base64(image)});
        m_rig->say(ana, SetProfile{RequestId{6}, {}, u"At sea"_s, {}});
        m_rig->store.resume();
        QVERIFY(m_rig->take<PictureSet>(ana).id == RequestId{5});
        QTRY_COMPARE(m_rig->count<Accepted>(ana), 2);
        const auto now = m_rig->window(login.token).second;
        QCOMPARE(now.user.name, u"Anna"_s);
        QCOMPARE(now.self.status, u"At sea"_s);
        QCOMPARE(now.self.picture, nameOf(image));
        const auto stored =
            m_rig->store.value(u"SELECT name || ' ' || status || ' ' || picture FROM users"_s);
        QCOMPARE(stored.toString(), u"Anna At sea "_s + nameOf(image));
    }
};

QTEST_GUILESS_MAIN(PicturesTest)
#include "tst_pictures.moc"
