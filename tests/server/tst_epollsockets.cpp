// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/dispatcherrig.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTimer>

using namespace hobnob::server::test;

/// Socket notifiers on Qt's dispatchers and on ours.
class EpollSocketsTest final : public QObject
{
    Q_OBJECT

    static constexpr auto reading = QSocketNotifier::Read;
    static constexpr auto writing = QSocketNotifier::Write;
    static constexpr auto exception = QSocketNotifier::Exception;

private Q_SLOTS:
    void whatIsNotReadComesAgain_data() { dispatchers(); }
    void whatIsNotReadComesAgain()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair pair;
            const auto notifier = stage.notifier(pair.near, reading, "read");
            stage.note("nothing", stage.turn());
            pair.send();
            stage.note("ready", stage.turn());
            stage.note("still", stage.turn());
            pair.read();
            stage.note("emptied", stage.turn());
        });
        QCOMPARE(log, (QStringList{u"nothing: no"_s, u"read"_s, u"ready: yes"_s, u"read"_s,
                                   u"still: yes"_s, u"emptied: no"_s}));
    }

    void readingAndWritingOfOneDescriptorAreTold_data() { dispatchers(); }
    void readingAndWritingOfOneDescriptorAreTold()
    {
        QFETCH(Dispatcher, dispatcher);
        QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair pair;
            const auto reader = stage.notifier(pair.near, reading, "read");
            auto writer = stage.notifier(pair.near, writing, "write");
            stage.turn();
            pair.send();
            stage.turn();
            writer->setEnabled(false);
            stage.turn();
            writer->setEnabled(true);
            reader->setEnabled(false);
            stage.turn();
            writer.reset();
            stage.note("none enabled", stage.turn());
            reader->setEnabled(true);
            stage.turn();
        });
        std::sort(log.begin() + 1, log.begin() + 3);
        QCOMPARE(log, (QStringList{u"write"_s, u"read"_s, u"write"_s, u"read"_s, u"write"_s,
                                   u"none enabled: no"_s, u"read"_s}));
    }

    void urgentBytesAreExceptions_data() { dispatchers(); }
    void urgentBytesAreExceptions()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            QTcpServer server;
            server.listen(QHostAddress::LocalHost);
            QTcpSocket client;
            client.connectToHost(server.serverAddress(), server.serverPort());
            server.waitForNewConnection(5000);
            client.waitForConnected(5000);
            const std::unique_ptr<QTcpSocket> accepted(server.nextPendingConnection());
            server.close();
            const int near = ::dup(int(accepted->socketDescriptor()));
            const auto notifier = stage.notifier(near, exception, "urgent");
            stage.settle();
            client.write("x");
            client.flush();
            stage.settle();
            ::send(int(client.socketDescriptor()), "!", 1, MSG_OOB);
            stage.turnUntilNoted(u"urgent"_s);
            ::close(near);
        });
        QCOMPARE(log.first(), u"urgent"_s);
    }

    void whoeverIsDisabledMeanwhileIsNotTold_data() { dispatchers(); }
    void whoeverIsDisabledMeanwhileIsNotTold()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair one;
            const SocketPair two;
            std::unique_ptr<QSocketNotifier> first;
            std::unique_ptr<QSocketNotifier> second;
            first = stage.notifier(one.near, reading, "told", [&] { second->setEnabled(false); });
            second = stage.notifier(two.near, reading, "told", [&] { first->setEnabled(false); });
            one.send();
            two.send();
            stage.turn();
            stage.turn();
            first->setEnabled(true);
            second->setEnabled(true);
            stage.note(u"enabled again"_s);
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"told"_s, u"told"_s, u"enabled again"_s, u"told"_s}));
    }

    void whoeverIsDestroyedMeanwhileIsNotTold_data() { dispatchers(); }
    void whoeverIsDestroyedMeanwhileIsNotTold()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            SocketPair one;
            SocketPair two;
            std::unique_ptr<QSocketNotifier> first;
            std::unique_ptr<QSocketNotifier> second;
            first = stage.notifier(one.near, reading, "told", [&] {
                second.reset();
                two.closeNear();
            });
            second = stage.notifier(two.near, reading, "told", [&] {
                first.reset();
                one.closeNear();
            });
            one.send();
            two.send();
            stage.turn();
        });
        QCOMPARE(log, QStringList{u"told"_s});
    }

    void aNotifierMayDestroyItself_data() { dispatchers(); }
    void aNotifierMayDestroyItself()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair pair;
            new NotifierForOnce(pair.near, stage);
            pair.send();
            stage.turn();
            stage.note("again", stage.turn());
        });
        QCOMPARE(log, (QStringList{u"told"_s, u"again: no"_s}));
    }

    void aNumberThatIsUsedAgainIsAnotherFile_data() { dispatchers(); }
    void aNumberThatIsUsedAgainIsAnotherFile()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            for (int round = 0; round < 3; ++round) {
                SocketPair old;
                auto before = stage.notifier(old.near, reading, "old");
                stage.settle();
                before.reset();
                const int number = old.near;
                old.closeNear();
                SocketPair young;
                const int original = young.near;
                young.near = ::dup2(original, number);
                if (original != number)
                    ::close(original);
                const auto after = stage.notifier(young.near, reading, "new");
                stage.note("early", stage.turn());
                young.send();
                stage.turn();
            }
        });
        const QStringList round = {u"early: no"_s, u"new"_s};
        QCOMPARE(log, round + round + round);
    }

    // Nobody should, but a socket may be closed under its notifier. Nothing may be lost of others.
    void aNumberThatIsUsedAgainUnderItsNotifierWorks_data() { dispatchers(Glib::Differs); }
    void aNumberThatIsUsedAgainUnderItsNotifierWorks()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            SocketPair old;
            auto before = stage.notifier(old.near, reading, "old");
            stage.settle();
            const SocketPair young;
            // It closes the old one, whose number this is.
            ::dup2(young.near, old.near);
            const auto after = stage.notifier(old.near, reading, "new");
            before.reset();
            stage.note("early", stage.turn());
            young.send();
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"early: no"_s, u"new"_s}));
    }

    void whatWasReadyIsNotToldToTheNextFileOfItsNumber_data() { dispatchers(); }
    void whatWasReadyIsNotToldToTheNextFileOfItsNumber()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair one;
            const SocketPair two;
            const SocketPair young;
            std::unique_ptr<QSocketNotifier> first;
            std::unique_ptr<QSocketNotifier> second;
            const auto replace = [&](const SocketPair &other,
                                     std::unique_ptr<QSocketNotifier> &notifier) {
                notifier.reset();
                ::dup2(young.near, other.near);
                notifier = stage.notifier(other.near, reading, "new");
            };
            first = stage.notifier(one.near, reading, "told", [&] { replace(two, second); });
            second = stage.notifier(two.near, reading, "told", [&] { replace(one, first); });
            one.send();
            two.send();
            stage.turn();
        });
        QCOMPARE(log, QStringList{u"told"_s});
    }

    void aFileThatLivesOnAfterItsNumberCostsNothing_data() { dispatchers(); }
    void aFileThatLivesOnAfterItsNumberCostsNothing()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            SocketPair pair;
            const SocketPair other;
            const auto bystander = stage.notifier(other.near, reading, "bystander");
            auto notifier = stage.notifier(pair.near, reading, "closed");
            stage.settle();
            const int copy = ::dup(pair.near);
            pair.closeNear();
            notifier.reset();
            pair.send();
            stage.turn();
            // Were it told of again and again, this would be a thousand turns.
            const auto timer = stage.actor("timer");
            const int id = timer->startTimer(30ms, Qt::PreciseTimer);
            int turns = 0;
            for (; stage.times(u"timer"_s) == 0; ++turns)
                stage.waitingTurn();
            stage.note("few turns", turns < 10);
            timer->killTimer(id);
            other.send();
            stage.turn();
            ::close(copy);
        });
        QCOMPARE(log, (QStringList{u"timer"_s, u"few turns: yes"_s, u"bystander"_s}));
    }

    void aRegularFileIsAlwaysReady_data() { dispatchers(); }
    void aRegularFileIsAlwaysReady()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            QTemporaryFile file;
            file.open();
            const SocketPair pair;
            const auto socket = stage.notifier(pair.near, reading, "socket");
            auto notifier = stage.notifier(file.handle(), reading, "file");
            stage.note("first", stage.waitingTurn());
            stage.note("second", stage.waitingTurn());
            pair.send();
            stage.turnUntilNoted(u"socket"_s);
            pair.read();
            notifier->setEnabled(false);
            stage.log.removeLast();
            stage.log.removeAll(u"socket"_s);
            stage.log.resize(4);
            stage.note("disabled", stage.turn());
            notifier->setEnabled(true);
            stage.note("enabled", stage.turn());
            notifier.reset();
            stage.note("gone", stage.turn());
        });
        QCOMPARE(log,
                 (QStringList{u"file"_s, u"first: yes"_s, u"file"_s, u"second: yes"_s,
                              u"disabled: no"_s, u"file"_s, u"enabled: yes"_s, u"gone: no"_s}));
    }

    void aHangUpIsToldToReaderAndWriter_data() { dispatchers(); }
    void aHangUpIsToldToReaderAndWriter()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            SocketPair pair;
            auto reader = stage.notifier(pair.near, reading, "read");
            while (::write(pair.near, QByteArray(4096, 'x').constData(), 4096) > 0) {
            }
            stage.note("full", stage.turn());
            reader->setEnabled(false);
            const auto writer = stage.notifier(pair.near, writing, "write");
            stage.note("still full", stage.turn());
            pair.closeFar();
            stage.turn();
            reader->setEnabled(true);
            writer->setEnabled(false);
            stage.turn();
        });
        QCOMPARE(log, (QStringList{u"full: no"_s, u"still full: no"_s, u"write"_s, u"read"_s}));
    }

    void aBrokenPipeIsToldToItsWriter_data() { dispatchers(); }
    void aBrokenPipeIsToldToItsWriter()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            std::array<int, 2> ends{};
            static_cast<void>(::pipe2(ends.data(), O_NONBLOCK) == 0);
            while (::write(ends[1], QByteArray(4096, 'x').constData(), 4096) > 0) {
            }
            const auto writer = stage.notifier(ends[1], writing, "write");
            stage.note("full", stage.turn());
            ::close(ends[0]);
            stage.turn();
            ::close(ends[1]);
        });
        QCOMPARE(log, (QStringList{u"full: no"_s, u"write"_s}));
    }

    void whatALoopInsideTellsIsNotToldTwice_data() { dispatchers(); }
    void whatALoopInsideTellsIsNotToldTwice()
    {
        QFETCH(Dispatcher, dispatcher);
        QStringList log = logOf(dispatcher, [](Stage &stage) {
            const SocketPair one;
            const SocketPair two;
            const auto first = stage.notifier(one.near, reading, "told", [&] {
                one.read();
                stage.turn();
            });
            const auto second = stage.notifier(two.near, reading, "told", [&] {
                two.read();
                stage.turn();
            });
            one.send();
            two.send();
            stage.settle();
        });
        QCOMPARE(log, (QStringList{u"told"_s, u"told"_s}));
    }

    void manyAreToldOnceEach_data() { dispatchers(); }
    void manyAreToldOnceEach()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            constexpr int many = 400;
            const std::vector<SocketPair> pairs(many);
            std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
            for (const SocketPair &pair : pairs) {
                notifiers.push_back(
                    stage.notifier(pair.near, reading, "told", [&pair] { pair.read(); }));
                pair.send();
            }
            stage.settle();
            const auto told = int(stage.log.size());
            stage.log.clear();
            stage.note("told", told);
        });
        QCOMPARE(log, QStringList{u"told: 400"_s});
    }

    void qtsSocketsTalk_data() { dispatchers(); }
    void qtsSocketsTalk()
    {
        QFETCH(Dispatcher, dispatcher);
        const QStringList log = logOf(dispatcher, [](Stage &stage) {
            QTcpServer server;
            server.listen(QHostAddress::LocalHost);
            QEventLoop loop;
            QByteArray got;
            QTcpSocket client;
            const QByteArray sent(3'000'000, 'x');
            QObject::connect(&server, &QTcpServer::newConnection, &stage, [&] {
                QTcpSocket *accepted = server.nextPendingConnection();
                accepted->write(sent);
                accepted->disconnectFromHost();
            });
            QObject::connect(&client, &QTcpSocket::readyRead, &stage,
                             [&] { got += client.readAll(); });
            QObject::connect(&client, &QTcpSocket::disconnected, &loop, &QEventLoop::quit);
            client.connectToHost(server.serverAddress(), server.serverPort());
            loop.exec();
            stage.note("whole", got == sent);
        });
        QCOMPARE(log, QStringList{u"whole: yes"_s});
    }
};

QTEST_GUILESS_MAIN(EpollSocketsTest)
#include "tst_epollsockets.moc"
