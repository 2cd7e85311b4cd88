// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/protocol/codec.h"
#include "shared/protocol/schema.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace Qt::StringLiterals;

namespace
{

template <typename Message, size_t... Index>
QSet<QString> typesOf(std::index_sequence<Index...>)
{
    return {QString::fromUtf16(Schema<std::variant_alternative_t<Index, Message>>::type)...};
}

template <typename Message>
QSet<QString> typesOf()
{
    return typesOf<Message>(std::make_index_sequence<std::variant_size_v<Message>>());
}

} // namespace

/// docs/PROTOCOL.md must not fall behind the code.
class ProtocolDocumentTest final : public QObject
{
    Q_OBJECT

    QString m_text;

    [[nodiscard]] QStringList examples(const QString &side) const
    {
        static const QRegularExpression block(u"```json (client|server)\\n([^`]*)```"_s);
        QStringList list;
        for (auto it = block.globalMatch(m_text); it.hasNext();) {
            const auto match = it.next();
            if (match.captured(1) == side)
                list.append(match.captured(2));
        }
        return list;
    }

    template <typename Message, typename Decode>
    void check(const QString &side, Decode decode)
    {
        QSet<QString> shown;
        for (const auto &example : examples(side)) {
            const auto message = decode(example.toUtf8());
            QVERIFY2(message.ok(), qPrintable(example));
            const auto object = QJsonDocument::fromJson(example.toUtf8()).object();
            QCOMPARE(QJsonDocument::fromJson(encode(*message)).object(), object);
            const QString type = object.value("type"_L1).toString();
            QVERIFY2(m_text.contains(u"\n### "_s + type + u'\n'), qPrintable(type));
            shown.insert(type);
        }
        QCOMPARE(shown, typesOf<Message>());
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(QStringLiteral(HOBNOB_TEST_DATA "/../../docs/PROTOCOL.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_text = QString::fromUtf8(file.readAll());
    }

    void everyMessageOfAClientIsShown()
    {
        check<ClientMessage>(u"client"_s,
                             [](const auto &frame) { return decodeClientMessage(frame); });
    }

    void everyMessageOfTheServerIsShown()
    {
        check<ServerMessage>(u"server"_s,
                             [](const auto &frame) { return decodeServerMessage(frame); });
    }

    void everyErrorIsExplained()
    {
        for (int i = 0; i <= static_cast<int>(lastErrorCode); ++i) {
            const QString name = u'`' + errorName(static_cast<ErrorCode>(i)).toString() + u'`';
            QVERIFY2(m_text.contains(QRegularExpression(u"\n\\| [^\n|]*"_s + name)),
                     qPrintable(name));
        }
    }
};

QTEST_APPLESS_MAIN(ProtocolDocumentTest)
#include "tst_protocoldocument.moc"
