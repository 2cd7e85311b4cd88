// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/links.h"

#include <QTest>

using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

class LinksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const QString &text, const QStringList &found) {
            QTest::newRow(name) << text << found;
        };
        row("alone", u"https://example.org"_s, {u"https://example.org"_s});
        row("with a path and a query", u"see http://a.org/b?c=d#e now"_s,
            {u"http://a.org/b?c=d#e"_s});
        row("a full stop ends the sentence", u"At https://a.org/x."_s, {u"https://a.org/x"_s});
        row("in brackets", u"(https://a.org/x)"_s, {u"https://a.org/x"_s});
        row("brackets of its own", u"https://a.org/x_(y)."_s, {u"https://a.org/x_(y)"_s});
        row("in quotation marks", u"“https://a.org/x”"_s, {u"https://a.org/x"_s});
        row("two of them", u"http://a.org, http://b.org"_s, {u"http://a.org"_s, u"http://b.org"_s});
        row("capitals", u"HTTPS://A.ORG/X"_s, {u"HTTPS://A.ORG/X"_s});
        row("a port", u"http://localhost:8080/"_s, {u"http://localhost:8080/"_s});
        row("other letters", u"https://пример.рф/путь"_s, {u"https://пример.рф/путь"_s});
        row("inside of markup that is none", u"<a href=\"http://a.org\">x</a>"_s,
            {u"http://a.org"_s});
        row("no host", u"http://"_s, {});
        row("javascript is no address", u"javascript:alert(1)"_s, {});
        row("files are no addresses", u"file:///etc/passwd"_s, {});
        row("a scheme inside of a word", u"xhttp://a.org"_s, {});
        row("plain words", u"nothing to see here"_s, {});
    }

    void addressesAreFound()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        QStringList addresses;
        for (const auto &link : findLinks(text)) {
            addresses << text.mid(link.start, link.length);
            QVERIFY(link.url.scheme() == u"http" || link.url.scheme() == u"https");
        }
        QCOMPARE(addresses, found);
    }
};

QTEST_APPLESS_MAIN(LinksTest)
#include "tst_links.moc"
