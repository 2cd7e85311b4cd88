// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/profile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class ProfileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingComesBack()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a/new/folder"_s);
        {
            Profile profile(path);
            profile.setLast(u"https://chat.example.org"_s, u"Ana"_s);
            ServerMemory memory;
            memory.name = u"Ana"_s;
            memory.token = u"secret"_s;
            memory.epoch = u"epoch"_s;
            memory.lastRoom = RoomId(u"lobby"_s);
            memory.joined = {RoomId(u"lobby"_s), RoomId(u"attic"_s)};
            memory.read = {{RoomId(u"lobby"_s), Seq{41}}};
            profile.setServer(u"https://chat.example.org"_s, memory);
            profile.setWindowState(u"main"_s, QByteArray("\0\xff geometry", 10));
        }
        Profile profile(path);
        QCOMPARE(profile.lastAddress(), u"https://chat.example.org"_s);
        QCOMPARE(profile.lastName(), u"Ana"_s);
        QCOMPARE(profile.windowState(u"main"_s), QByteArray("\0\xff geometry", 10));
        const auto memory = profile.server(u"https://chat.example.org"_s);
        QCOMPARE(memory.token, u"secret"_s);
        QCOMPARE(memory.epoch, u"epoch"_s);
        QCOMPARE(memory.lastRoom, RoomId(u"lobby"_s));
        QCOMPARE(memory.joined.size(), 2);
        QCOMPARE(memory.read.value(RoomId(u"lobby"_s)), Seq{41});
        QVERIFY(profile.server(u"https://elsewhere.example.org"_s).token.isEmpty());
    }

    void onlyTheOwnerReadsIt()
    {
        const QTemporaryDir folder;
        Profile profile(folder.path());
        profile.setLast(u"https://chat.example.org"_s, u"Ana"_s);
        QVERIFY(profile.save().ok());
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFile::permissions(folder.filePath(u"profile.json"_s)) & others));
    }

    void damage_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no JSON") << QByteArray("{\"version\":1,");
        QTest::newRow("an array") << QByteArray("[1]");
        QTest::newRow("nothing at all") << QByteArray();
        QTest::newRow("another version") << QByteArray("{\"version\":99}");
        QTest::newRow("bytes") << QByteArray("\0\1\2\xff", 4);
    }

    void damage()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"profile.json"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be read"_s));
        Profile profile(folder.path());
        QVERIFY(profile.lastAddress().isEmpty());
        QFile aside(path + u".damaged"_s);
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), content);
        profile.setLast(u"http://localhost"_s, u"Ana"_s);
        QVERIFY(profile.save().ok());
        QCOMPARE(Profile(folder.path()).lastName(), u"Ana"_s);
    }

    void fieldsOfTheWrongKindAreEmpty()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"profile.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"version":1,"lastName":7,"servers":[3,{"address":"a","joined":"x"}]})");
        file.close();
        Profile profile(folder.path());
        QVERIFY(profile.lastName().isEmpty());
        QVERIFY(profile.server(u"a"_s).joined.isEmpty());
    }

    void theOldestServersAreForgotten()
    {
        Profile profile;
        for (int i = 0; i <= Profile::mostServers; ++i) {
            ServerMemory memory;
            memory.token = u"t"_s;
            profile.setServer(QString::number(i), memory);
        }
        QVERIFY(profile.server(u"0"_s).token.isEmpty());
        QCOMPARE(profile.server(u"1"_s).token, u"t"_s);
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        Profile profile(folder.filePath(u"file/profile"_s));
        profile.setLast(u"http://localhost"_s, u"Ana"_s);
        QCOMPARE(profile.save().error().code, ErrorCode::StorageFailed);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot be written"_s));
    }
};

QTEST_APPLESS_MAIN(ProfileTest)
#include "tst_profile.moc"
