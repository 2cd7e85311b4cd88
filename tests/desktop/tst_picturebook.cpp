// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/picturebook.h"
#include "fakeworld.h"
#include "shared/limits.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Pictures by name, from a server in the same process.
class PictureBookTest final : public QObject
{
    Q_OBJECT

private:
    /// The server has every picture, of \a size bytes, but those whose names begin with "no".
    struct Gallery : World {
        Gallery()
        {
            server.intercept = [this](const protocol::ClientMessage &message) {
                const auto *wanted = std::get_if<protocol::GetPicture>(&message);
                if (!wanted)
                    return false;
                if (isSilent)
                    return true;
                if (wanted->picture.startsWith(u"no"))
                    server.send(
                        protocol::Error{wanted->id, ErrorCode::PictureInvalid, u"No."_s, {}, {}});
                else
                    server.send(
                        protocol::Picture{wanted->id, wanted->picture,
                                          QString::fromLatin1(QByteArray(size, 'x').toBase64())});
                return true;
            };
        }
        PictureBook &book() { return client.pictures(); }
        QStringList asked() const
        {
            QStringList names;
            for (const auto &request : server.received<protocol::GetPicture>())
                names.append(request.picture);
            return names;
        }
        /// Wants it, and waits until it is here.
        bool fetch(const QString &name)
        {
            std::ignore = book().want(name);
            // Behind many megabytes of others, at worst.
            return QTest::qWaitFor([&] { return !book().want(name).isEmpty(); }, 60'000);
        }

        qsizetype size = 100;
        bool isSilent = false;
    };

private Q_SLOTS:
    void aPictureIsAskedForOnce()
    {
        Gallery world;
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        QSignalSpy arrived(&world.book(), &PictureBook::arrived);
        QVERIFY(world.book().want(u"one"_s).isEmpty());
        QVERIFY(world.book().want(u"one"_s).isEmpty());
        QVERIFY(world.book().want({}).isEmpty());
        QTRY_COMPARE(arrived.size(), 1);
        QCOMPARE(arrived.front().front(), u"one"_s);
        QCOMPARE(world.book().want(u"one"_s), QByteArray(100, 'x'));
        QCOMPARE(world.asked(), QStringList{u"one"_s});
    }

    void onlyAFewAreAskedForAtOnce()
    {
        Gallery world;
        world.isSilent = true;
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        for (int i = 0; i < 20; ++i)
            std::ignore = world.book().want(u"picture%1"_s.arg(i));
        QTRY_COMPARE(world.asked().size(), limits::picturesAsked);
        world.isSilent = false;
        const auto first = world.server.received<protocol::GetPicture>().front();
        world.server.send(protocol::Picture{first.id, first.picture, u"eA=="_s});
        // Each answer makes room for the next; the first three stay open.
        QTRY_COMPARE(world.asked().size(), 20);
        QCOMPARE(world.book().want(u"picture0"_s), "x"_ba);
    }

    void whatIsMissingIsAskedForAfterAWhile()
    {
        Gallery world;
        auto now = 0ms;
        world.book().setClock([&now] { return now; });
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        const auto look = [&world] {
            std::ignore = world.book().want(u"none"_s);
            // Behind it, so that its answer is there.
            return world.fetch(u"p%1"_s.arg(world.asked().size())) ? world.asked().count(u"none"_s)
                                                                   : -1;
        };
        QCOMPARE(look(), 1);
        QCOMPARE(look(), 1);
        now += PictureBook::askAgainAfter;
        QCOMPARE(look(), 2);
    }

    void whatIsMissingIsAskedForByTheNextConnection()
    {
        Gallery world;
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        std::ignore = world.book().want(u"none"_s);
        QVERIFY(world.fetch(u"one"_s));
        world.isSilent = true;
        std::ignore = world.book().want(u"lost on the way"_s);
        QTRY_VERIFY(world.asked().contains(u"lost on the way"_s));
        world.isSilent = false;
        world.server.dropConnections();
        QTRY_COMPARE(world.asked().count(u"none"_s), 2);
        QTRY_VERIFY(!world.book().want(u"lost on the way"_s).isEmpty());
        QCOMPARE(world.asked().count(u"one"_s), 1);
    }

    void whatIsWantedOfflineIsAskedForAtTheLogin()
    {
        Gallery world;
        QVERIFY(world.book().want(u"one"_s).isEmpty());
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        QTRY_VERIFY(!world.book().want(u"one"_s).isEmpty());
    }

    void thoseThatWereNotWantedForLongestGo()
    {
        Gallery world;
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        for (int i = 0; i < limits::picturesHeld; ++i)
            std::ignore = world.book().want(u"picture%1"_s.arg(i));
        QTRY_COMPARE(world.book().held(), qsizetype(limits::picturesHeld));
        std::ignore = world.book().want(u"picture0"_s);
        QVERIFY(world.fetch(u"one more"_s));
        QCOMPARE(world.book().held(), qsizetype(limits::picturesHeld));
        QVERIFY(!world.book().want(u"picture0"_s).isEmpty());
        QVERIFY(world.book().want(u"picture1"_s).isEmpty());
    }

    void largeOnesLeaveRoomForFewer()
    {
        Gallery world;
        world.size = limits::pictureBytes;
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        const auto fit = limits::pictureBytesHeld / limits::pictureBytes;
        for (int i = 0; i < fit + 2; ++i)
            std::ignore = world.book().want(u"picture%1"_s.arg(i));
        QVERIFY(world.fetch(u"picture%1"_s.arg(fit + 1)));
        QCOMPARE(world.book().held(), qsizetype(fit));
    }

    void whatIsTooLargeOrRefusedIsMissing()
    {
        Gallery world;
        world.size = limits::pictureBytes + 1;
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        std::ignore = world.book().want(u"large"_s);
        QTRY_VERIFY(world.asked().contains(u"large"_s));
        world.size = 100;
        QVERIFY(world.fetch(u"one"_s));
        QVERIFY(world.book().want(u"large"_s).isEmpty());
        world.book().refuse(u"one"_s);
        QVERIFY(world.book().want(u"one"_s).isEmpty());
        QCOMPARE(world.book().held(), 0);
        QCOMPARE(world.asked().size(), 2);
    }

    void oneSetsOnesOwn()
    {
        Gallery world;
        world.server.accounts.add(u"Ana"_s, u"correct horse"_s);
        QList<protocol::SetPicture> sent;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *set = std::get_if<protocol::SetPicture>(&message);
            if (!set)
                return false;
            sent.append(*set);
            world.server.send(protocol::PictureSet{
                set->id, set->image.isEmpty() ? std::nullopt : std::optional(u"ab12"_s)});
            return true;
        };
        world.client.connectTo(world.server.address(), {.name = u"Ana"_s,
                                                        .kind = protocol::PersonKind::Account,
                                                        .password = u"correct horse"_s});
        QTRY_VERIFY(world.client.isOnline());
        auto &desk = world.client.account();
        QSignalSpy accepted(&desk, &AccountDesk::accepted);
        desk.setPicture("png"_ba);
        QTRY_COMPARE(accepted.size(), 1);
        QCOMPARE(desk.self().picture, std::optional(u"ab12"_s));
        QCOMPARE(QByteArray::fromBase64(sent.front().image.toLatin1()), "png"_ba);
        QVERIFY(!sent.front().room);
        desk.setPicture({});
        QTRY_COMPARE(accepted.size(), 2);
        QCOMPARE(desk.self().picture, std::nullopt);
    }
};

QTEST_MAIN(PictureBookTest)
#include "tst_picturebook.moc"
