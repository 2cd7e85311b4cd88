// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/sessionregistry.h"
#include "server/net/websocketframe.h"
#include "shared/limits.h"
#include "tests/support/wirepair.h"

#include <sys/socket.h>

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace Qt::StringLiterals;
using Kind = Outbox::Kind;

/// What goes to many: the order in which each reads it, and when it is written.
class SessionRegistryTest final : public QObject
{
    Q_OBJECT

    struct Reader {
        SessionId session;
        std::unique_ptr<QTcpSocket> socket;
        QByteArray got = {};
    };

    void start(int readers, std::function<bool()> expectsMore = {})
    {
        m_readers.clear();
        m_registry = std::make_unique<SessionRegistry>(m_timeouts, std::move(expectsMore));
        connect(m_registry.get(), &SessionRegistry::sessionOpened, this,
                [this](SessionId session) { m_opened = session; });
        for (int i = 0; i < readers; ++i) {
            auto [accepted, far] = connectedDescriptors();
            m_registry->add(std::make_unique<WebSocket>(std::make_unique<DescriptorWire>(accepted),
                                                        QByteArray(), limits::frameBytes,
                                                        m_timeouts.closing),
                            ConnectionSeat(), {});
            m_readers.push_back({m_opened, std::move(far)});
            m_all.append(m_opened);
        }
    }

    static QByteArray frame(char letter) { return textFrame(QByteArray(3, letter)); }
    static QByteArray frames(QByteArrayView letters)
    {
        QByteArray all;
        for (const char letter : letters)
            all += frame(letter);
        return all;
    }

    QByteArray read(size_t reader)
    {
        m_readers[reader].got += m_readers[reader].socket->readAll();
        return m_readers[reader].got;
    }

    /// Whether the system has something for the reader that it did not read yet.
    bool hasArrived(size_t reader) const
    {
        char byte;
        return ::recv(int(m_readers[reader].socket->socketDescriptor()), &byte, 1,
                      MSG_PEEK | MSG_DONTWAIT) == 1;
    }

    const Timeouts m_timeouts;
    std::unique_ptr<SessionRegistry> m_registry;
    std::vector<Reader> m_readers;
    QList<SessionId> m_all;
    SessionId m_opened;

private Q_SLOTS:
    void cleanup()
    {
        m_registry.reset();
        m_all.clear();
    }

    void answersKeepTheirPlaceAmongFacts()
    {
        start(3);
        m_registry->publish(m_all, frame('a'));
        m_registry->publish(m_all, frame('b'));
        m_registry->send(m_all.at(1), frame('x'), Kind::Answer);
        m_registry->publish(m_all, frame('c'));
        m_registry->send(m_all.at(1), frame('y'), Kind::Answer);
        m_registry->send(m_all.at(2), frame('z'), Kind::Answer);
        m_registry->publish(m_all, frame('d'));
        QTRY_COMPARE(read(0), frames("abcd"));
        QTRY_COMPARE(read(1), frames("abxcyd"));
        QTRY_COMPARE(read(2), frames("abczd"));
    }

    void whatGoesToOthersTooKeepsItsPlace()
    {
        start(2);
        m_registry->publish(m_all, frame('a'));
        m_registry->send(QList{m_all.at(0)}, frame('x'));
        m_registry->publish(m_all, frame('b'));
        m_registry->sendToAll(frame('y'));
        m_registry->publish(m_all, frame('c'));
        QTRY_COMPARE(read(0), frames("axbyc"));
        QTRY_COMPARE(read(1), frames("abyc"));
    }

    void whoComesOrGoesBetweenTwoFactsReadsTheirsOnly()
    {
        start(3);
        QList<SessionId> readers = m_all.first(2);
        m_registry->publish(readers, frame('a'));
        readers.append(m_all.at(2));
        m_registry->publish(readers, frame('b'));
        readers.removeOne(m_all.at(0));
        m_registry->publish(readers, frame('c'));
        QTRY_COMPARE(read(1), frames("abc"));
        QTRY_COMPARE(read(2), frames("bc"));
        QCOMPARE(read(0), frames("ab"));
    }

    void twoRoomsReachWhoIsInBoth()
    {
        start(2);
        const QList<SessionId> one = m_all;
        const QList<SessionId> other{m_all.at(1)};
        for (const char letter : {'a', 'b', 'c'}) {
            m_registry->publish(one, frame(letter));
            m_registry->publish(other, frame(char(letter - 'a' + 'x')));
        }
        QTRY_COMPARE(read(0), frames("abc"));
        QTRY_COMPARE(read(1).size(), frames("abcxyz").size());
        QCOMPARE(read(1), frames("abcxyz"));
    }

    void largeOnesGoOnInAnotherBatch()
    {
        start(2);
        QByteArray expected;
        for (int i = 0; i < 40; ++i) {
            const QByteArray large = textFrame(QByteArray(5000, char('a' + i % 26)));
            m_registry->publish(m_all, large);
            expected += large;
        }
        QTRY_COMPARE(read(0), expected);
        QTRY_COMPARE(read(1), expected);
    }

    void whoIsGoneDisturbsNobody()
    {
        start(3);
        m_registry->publish(m_all, frame('a'));
        m_readers[1].socket->abort();
        QTRY_COMPARE(m_registry->count(), 2);
        m_registry->publish(m_all, frame('b'));
        m_registry->send(m_all.at(1), frame('x'), Kind::Answer);
        m_registry->publish(m_all, frame('c'));
        QTRY_COMPARE(read(0), frames("abc"));
        QTRY_COMPARE(read(2), frames("abc"));
    }

    void theLastWordsComeBehindTheFacts()
    {
        start(1);
        m_registry->publish(m_all, frame('a'));
        m_registry->closeAll(QWebSocketProtocol::CloseCodeGoingAway, u"bye"_s);
        QTRY_COMPARE(read(0),
                     frame('a') + closeFrame(QWebSocketProtocol::CloseCodeGoingAway, u"bye"_s));
    }

    /// The flush before it took a while, so it is worth waiting; but not for ever.
    void aFlushWaitsForWhatIsAboutToCome()
    {
        bool isMoreComing = true;
        start(300, [&] { return isMoreComing; });
        // Long enough to be counted as milliseconds.
        for (int i = 0; i < 20; ++i)
            m_registry->publish(m_all, textFrame(QByteArray(10000, 'f')));
        for (size_t i = 0; i < m_readers.size(); ++i)
            QTRY_COMPARE(read(i).size(), 20 * textFrame(QByteArray(10000, 'f')).size());
        const qsizetype before = read(0).size();

        m_registry->publish(m_all, frame('a'));
        QCoreApplication::sendPostedEvents();
        QVERIFY(!hasArrived(0));
        QTRY_COMPARE(read(0).size(), before + frame('a').size());

        // What comes last ends the waiting.
        m_registry->publish(m_all, frame('b'));
        QCoreApplication::sendPostedEvents();
        QVERIFY(!hasArrived(0));
        isMoreComing = false;
        m_registry->publish(m_all, frame('c'));
        QCoreApplication::sendPostedEvents();
        QVERIFY(hasArrived(0));
        QTRY_VERIFY(read(0).endsWith(frames("abc")));
    }
};

QTEST_GUILESS_MAIN(SessionRegistryTest)
#include "tst_sessionregistry.moc"
