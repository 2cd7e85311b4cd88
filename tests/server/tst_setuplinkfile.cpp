// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/setuplinkfile.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

class SetupLinkFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itKeepsTheLinkForItsOwnerAlone()
    {
        const QTemporaryDir folder;
        const SetupLinkFile file(folder.path());
        QCOMPARE(file.code(), QString());
        const QString link = SetupLinkFile::linkTo(u"http://127.0.0.1:8080"_s, u"abcd2345"_s);
        QCOMPARE(link, u"http://127.0.0.1:8080/#setup=abcd2345"_s);
        QVERIFY(file.write(link).ok());
        QCOMPARE(file.code(), u"abcd2345"_s);
        const QString path = folder.filePath(u"setup-link"_s);
        const auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(path).permissions() & others));
        file.remove();
        QVERIFY(!QFile::exists(path));
    }

    void whatCannotBeWrittenIsSaid()
    {
        const auto written = SetupLinkFile(u"/nowhere/at/all"_s).write(u"x"_s);
        QVERIFY(!written.ok());
        QVERIFY(written.error().sentence.contains(u"/nowhere/at/all"_s));
    }

    void aFileOfAnotherKindHasNoCode()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"setup-link"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hello\n");
        file.close();
        QCOMPARE(SetupLinkFile(folder.path()).code(), QString());
    }
};

QTEST_APPLESS_MAIN(SetupLinkFileTest)
#include "tst_setuplinkfile.moc"
