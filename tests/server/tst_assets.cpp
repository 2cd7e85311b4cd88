// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/assets.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class AssetsTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    Assets m_assets;

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(QDir(m_folder.path()).mkpath(QFileInfo(name).path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void initTestCase()
    {
        write(u"index.html"_s, "plain"_ba);
        write(u"index.html.gz"_s, "gzipped"_ba);
        write(u"assets/app-1a2b.js"_s, "script"_ba);
        write(u"assets/app-1a2b.js.gz"_s, "script gz"_ba);
        write(u"assets/app-1a2b.js.br"_s, "script br"_ba);
        write(u"assets/icon.svg"_s, "<svg/>"_ba);
        write(u"strange.gz"_s, "an archive of its own"_ba);
        m_assets = Assets::load(m_folder.path());
    }

    void filesAreFoundByTheirPath()
    {
        QVERIFY(!m_assets.isEmpty());
        QVERIFY(m_assets.find("/"_ba) == m_assets.find("/index.html"_ba));
        QVERIFY(m_assets.find("/assets/app-1a2b.js"_ba));
        QVERIFY(!m_assets.find("/assets/app-1a2b.js.gz"_ba));
        QVERIFY(m_assets.find("/strange.gz"_ba));
        QVERIFY(!m_assets.find("/assets"_ba));
        QVERIFY(!m_assets.find("/../etc/passwd"_ba));
        QVERIFY(!m_assets.find(""_ba));
    }

    void typesAndLifetimes()
    {
        QCOMPARE(m_assets.find("/"_ba)->contentType, "text/html; charset=utf-8"_ba);
        QCOMPARE(m_assets.find("/assets/icon.svg"_ba)->contentType, "image/svg+xml"_ba);
        QCOMPARE(m_assets.find("/strange.gz"_ba)->contentType, "application/octet-stream"_ba);
        QVERIFY(!m_assets.find("/"_ba)->immutable);
        QVERIFY(m_assets.find("/assets/app-1a2b.js"_ba)->immutable);
    }

    void theBestEncodingIsChosen_data()
    {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("none") << ""_ba
                              << "script"_ba;
        QTest::newRow("gzip") << "gzip"_ba
                              << "script gz"_ba;
        QTest::newRow("a browser's") << "gzip, deflate, br"_ba
                                     << "script br"_ba;
        QTest::newRow("other case") << "GZIP"_ba
                                    << "script gz"_ba;
        QTest::newRow("anything") << "*"_ba
                                  << "script br"_ba;
        QTest::newRow("anything but br") << "br;q=0, *"_ba
                                         << "script gz"_ba;
        QTest::newRow("gzip refused") << "gzip;q=0"_ba
                                      << "script"_ba;
        QTest::newRow("gzip refused with a fraction") << "gzip; q=0.000"_ba
                                                      << "script"_ba;
        QTest::newRow("gzip hardly") << "gzip;q=0.1"_ba
                                     << "script gz"_ba;
        QTest::newRow("a part of a name") << "xgzip"_ba
                                          << "script"_ba;
    }

    void theBestEncodingIsChosen()
    {
        QFETCH(QByteArray, accept);
        QFETCH(QByteArray, bytes);
        const auto *asset = m_assets.find("/assets/app-1a2b.js"_ba);
        QCOMPARE(Assets::choose(*asset, accept).bytes, bytes);
    }

    void eachEncodingHasItsOwnTag()
    {
        const auto &variants = m_assets.find("/assets/app-1a2b.js"_ba)->variants;
        QCOMPARE(variants.size(), 3);
        QVERIFY(variants.at(0).etag != variants.at(1).etag);
        QVERIFY(variants.at(1).etag != variants.at(2).etag);
        QVERIFY(variants.at(0).etag.startsWith('"') && variants.at(0).etag.endsWith('"'));
    }

    void aMissingFolderHasNothing() { QVERIFY(Assets::load(u":/nothing/here"_s).isEmpty()); }
};

QTEST_APPLESS_MAIN(AssetsTest)
#include "tst_assets.moc"
