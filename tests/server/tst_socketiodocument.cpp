// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/chatevent.h"
#include "server/socketio/chatwords.h"
#include "shared/protocol/codec.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

/// docs/SOCKETIO.md must not fall behind the code.
class SocketIoDocumentTest final : public QObject
{
    Q_OBJECT

    QString m_text;

    [[nodiscard]] QByteArrayList examples(const QString &side) const
    {
        static const QRegularExpression block(u"```json (client|server|answer)\\n([^`]*)\\n```"_s);
        QByteArrayList list;
        for (auto it = block.globalMatch(m_text); it.hasNext();) {
            const auto match = it.next();
            if (match.captured(1) == side)
                list.append(match.captured(2).toUtf8());
        }
        return list;
    }

    /// An event's name and its fields, or what an answer has.
    static QString form(const QByteArray &json)
    {
        const auto document = QJsonDocument::fromJson(json);
        const QJsonArray list = document.array();
        const QString name = list.size() > 1 ? list.first().toString() : QString();
        const auto object = document.isArray() ? list.last().toObject() : document.object();
        return name + u'(' + object.keys().join(u' ') + u')';
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/../../docs/SOCKETIO.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_text = QString::fromUtf8(file.readAll());
    }

    void everyEventOfAClientIsShown()
    {
        QSet<size_t> shown;
        for (const auto &example : examples(u"client"_s)) {
            const auto packet = decodeSocketPacket("2" + example);
            QVERIFY2(packet.ok(), example.constData());
            const auto event = readChatEvent(*packet);
            QVERIFY2(event.ok(), example.constData());
            shown.insert(event->index());
        }
        QCOMPARE(shown.size(), qsizetype(std::variant_size_v<ChatEvent>));
    }

    void whatTheServerSaysIsShown()
    {
        protocol::Event event;
        event.clientId = ClientId(u"c-1"_s);
        protocol::MembersChanged change;
        change.joined.resize(1);
        const QSet<QString> said = {
            form(chatwords::message(u"Lobby"_s, event)),
            form(chatwords::notices(u"Lobby"_s, change, Timestamp{1}).first()),
            form(chatwords::history(u"Lobby"_s, {event}, true)),
            form(chatwords::typing(u"Lobby"_s, u"Ben"_s, true)),
        };
        QSet<QString> shown;
        for (const auto &example : examples(u"server"_s))
            shown.insert(form(example));
        QCOMPARE(shown, said);
    }

    void refusalsAreShown()
    {
        const auto error =
            protocol::toMessage({ErrorCode::NameTaken, u"Taken."_s, u"username"_s}, {});
        QVERIFY(examples(u"answer"_s).last().contains("name-taken"));
        QCOMPARE(form(examples(u"answer"_s).last()), form(chatwords::refused(error)));
    }

    void codesAreOnesThatThereAre()
    {
        const qsizetype start = m_text.indexOf(u"## Errors"_s);
        const QString part = m_text.mid(start, m_text.indexOf(u"\n## "_s, start) - start);
        static const QRegularExpression row(u"\\n\\| (`[^|]+) \\|"_s);
        static const QRegularExpression code(u"`([a-z-]+)`"_s);
        QSet<QString> known;
        for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i)
            known.insert(errorName(static_cast<ErrorCode>(i)).toString());
        int count = 0;
        for (auto rows = row.globalMatch(part); rows.hasNext();) {
            for (auto codes = code.globalMatch(rows.next().captured(1)); codes.hasNext(); ++count) {
                const QString shown = codes.next().captured(1);
                QVERIFY2(known.contains(shown), qPrintable(shown));
            }
        }
        QVERIFY(count > 20);
    }
};

QTEST_APPLESS_MAIN(SocketIoDocumentTest)
#include "tst_socketiodocument.moc"
