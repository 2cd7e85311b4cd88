// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/certificates.h"
#include "tests/support/rawrequest.h"
#include "tests/support/serverprogram.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using hobnob::server::test::bareEnvironment;
using hobnob::server::test::makeCertificate;
using hobnob::server::test::trusting;

/// The program as an operator meets it.
class HobnobdTest final : public QObject
{
    Q_OBJECT

private:
    struct Ended {
        int exitCode = -1;
        QString output;
        QString complaint;
    };

    QProcessEnvironment environment(const QStringList &variables) const
    {
        QProcessEnvironment result = bareEnvironment(m_folder->path());
        for (const QString &variable : variables)
            result.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
        return result;
    }

    std::unique_ptr<QProcess> spawn(const QStringList &arguments,
                                    const QStringList &variables = {}) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment(variables));
        process->start(QStringLiteral(HOBNOBD), arguments);
        return process;
    }

    Ended run(const QStringList &arguments, const QStringList &variables = {}) const
    {
        const std::unique_ptr<QProcess> process = spawn(arguments, variables);
        process->waitForFinished();
        return {process->exitCode(), QString::fromUtf8(process->readAllStandardOutput()),
                QString::fromUtf8(process->readAllStandardError())};
    }

    /// The port from the line that says so; 0 when it does not come.
    static int portOf(QProcess &server, const QString &scheme = u"http"_s)
    {
        const QRegularExpression shape(
            u"^hobnobd \\d+\\.\\d+\\.\\d+ listening on %1://127\\.0\\.0\\.1:(\\d+)\n$"_s.arg(
                scheme));
        while (!server.canReadLine()) {
            if (!server.waitForReadyRead())
                return 0;
        }
        return shape.match(QString::fromUtf8(server.readLine())).captured(1).toInt();
    }

    static int endedBy(QProcess &server, int signalNumber)
    {
        ::kill(static_cast<pid_t>(server.processId()), signalNumber);
        return server.waitForFinished() && server.exitStatus() == QProcess::NormalExit
                   ? server.exitCode()
                   : -1;
    }

    static QByteArray get(int port, const QString &path)
    {
        QNetworkAccessManager manager;
        const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(port).arg(path));
        const std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(url)));
        QSignalSpy(reply.get(), &QNetworkReply::finished).wait();
        return reply->readAll();
    }

    QStringList onAnyPort() const
    {
        return {u"--listen"_s, u"127.0.0.1:0"_s, u"--data"_s, m_folder->filePath(u"data"_s)};
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void itServesUntilASignalAndExitsWithSuccess_data()
    {
        QTest::addColumn<int>("signalNumber");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void itServesUntilASignalAndExitsWithSuccess()
    {
        QFETCH(const int, signalNumber);
        const std::unique_ptr<QProcess> server = spawn(onAnyPort());
        const int port = portOf(*server);
        QVERIFY(port > 0);
        QCOMPARE(get(port, u"/healthz"_s), QByteArray("ok\n"));
        QCOMPARE(endedBy(*server, signalNumber), 0);
    }

    void withACertificateItSpeaksTlsAndReadsItAnew()
    {
        const auto certificate = makeCertificate(m_folder->path());
        QVERIFY(certificate.isGiven());
        QFile file(m_folder->filePath(u"hobnobd.toml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(u"tls_certificate = \"%1\"\ntls_key = \"%2\"\n"_s
                       .arg(certificate.certificate, certificate.key)
                       .toUtf8());
        file.close();
        const auto server = spawn(onAnyPort() + QStringList{u"--config"_s, file.fileName()});
        const int port = portOf(*server, u"https"_s);
        QVERIFY(port > 0);
        const auto trust = trusting(certificate);
        const auto health = [&](const QSslConfiguration &whom) {
            return hobnob::server::test::exchange(quint16(port), whom,
                                                  "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        };
        QVERIFY(health(trust).endsWith("\r\n\r\nok\n"));
        const auto setupLink = [this] {
            QFile link(m_folder->filePath(u"data/setup-link"_s));
            return link.open(QIODevice::ReadOnly) ? link.readAll() : QByteArray();
        };
        QTRY_VERIFY(
            setupLink().startsWith("https://127.0.0.1:" + QByteArray::number(port) + "/#setup="));

        const auto renewed = makeCertificate(m_folder->path());
        QVERIFY(health(trusting(renewed)).isEmpty());
        ::kill(pid_t(server->processId()), SIGHUP);
        QTRY_VERIFY(health(trusting(renewed)).endsWith("\r\n\r\nok\n"));
        QVERIFY(health(trust).isEmpty());
        QCOMPARE(endedBy(*server, SIGTERM), 0);
    }

    void aSecondServerOnTheSameFolderSaysSo()
    {
        const std::unique_ptr<QProcess> server = spawn(onAnyPort());
        QVERIFY(portOf(*server) > 0);
        const Ended second = run(onAnyPort());
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.complaint.contains(
                     u"another server (process %1) is using it"_s.arg(server->processId())),
                 qPrintable(second.complaint));
        QVERIFY(second.output.isEmpty());
        QCOMPARE(endedBy(*server, SIGTERM), 0);
    }

    void afterAKillItStartsAgain()
    {
        const std::unique_ptr<QProcess> first = spawn(onAnyPort());
        QVERIFY(portOf(*first) > 0);
        first->kill();
        QVERIFY(first->waitForFinished());
        const std::unique_ptr<QProcess> second = spawn(onAnyPort());
        QVERIFY(portOf(*second) > 0);
        QCOMPARE(endedBy(*second, SIGTERM), 0);
    }

    void mistakesEndWithOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("variables");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("expected");
        QTest::newRow("an unknown flag") << QStringList{u"--lisen"_s} << QStringList() << 2
                                         << u"there is no option \"--lisen\""_s;
        QTest::newRow("a bad address") << QStringList{u"--listen"_s, u"x"_s} << QStringList() << 2
                                       << u"\"x\" is not an address"_s;
        QTest::newRow("an unknown variable") << QStringList() << QStringList{u"HOBNOB_LISEN=x"_s}
                                             << 1 << u"HOBNOB_LISEN: there is no such"_s;
        QTest::newRow("a settings file that is missing")
            << QStringList{u"--config"_s, u"/no/such.toml"_s} << QStringList() << 1
            << u"Cannot read the settings file /no/such.toml"_s;
        QTest::newRow("a folder that cannot be made")
            << QStringList{u"--listen"_s, u"127.0.0.1:0"_s, u"--data"_s, u"/proc/hobnob"_s}
            << QStringList() << 1 << u"Cannot use the data folder /proc/hobnob"_s;
        QTest::newRow("a certificate without its key")
            << QStringList{u"--tls-certificate"_s, u"/no/such.pem"_s} << QStringList() << 1
            << u"tls_certificate and tls_key belong together: tls_key is not set."_s;
        QTest::newRow("a key in the place of its name")
            << QStringList() << QStringList{u"HOBNOB_TLS_KEY=-----BEGIN\nabc"_s} << 1
            << u"HOBNOB_TLS_KEY: it names a file, and is not what is in it."_s;
        QTest::newRow("a certificate that is missing")
            << QStringList()
            << QStringList{u"HOBNOB_TLS_CERTIFICATE=/no/such.pem"_s,
                           u"HOBNOB_TLS_KEY=/no/such.pem"_s}
            << 1 << u"Cannot read the TLS certificate /no/such.pem: No such file"_s;
    }

    void mistakesEndWithOneSentence()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QStringList, variables);
        QFETCH(const QString, expected);
        const Ended ended = run(arguments, variables);
        QTEST(ended.exitCode, "exitCode");
        QVERIFY2(ended.complaint.startsWith(u"hobnobd: "_s), qPrintable(ended.complaint));
        QVERIFY2(ended.complaint.contains(expected), qPrintable(ended.complaint));
        QCOMPARE(ended.complaint.count(u'\n'), 1);
        QVERIFY(ended.output.isEmpty());
    }

    void aPortInUseIsNamed()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        const QString address = u"127.0.0.1:%1"_s.arg(other.serverPort());
        const Ended ended =
            run({u"--listen"_s, address, u"--data"_s, m_folder->filePath(u"data"_s)});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(
            ended.complaint.contains(
                u"hobnobd: Cannot listen on %1: the address is in use. Stop the other program"_s
                    .arg(address)),
            qPrintable(ended.complaint));
        QVERIFY(!QFileInfo::exists(m_folder->filePath(u"data"_s)));
    }

    void theSettingsInForceArePrinted()
    {
        const Ended ended = run({u"config"_s}, {u"HOBNOB_SERVER_NAME=Our club"_s});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY(ended.complaint.isEmpty());
        QVERIFY2(ended.output.contains(u"server_name = \"Our club\""_s), qPrintable(ended.output));
        QVERIFY2(ended.output.contains(u"# HOBNOB_SERVER_NAME"_s), qPrintable(ended.output));
        QVERIFY2(ended.output.contains(m_folder->filePath(u".local/share/hobnob"_s)),
                 qPrintable(ended.output));
    }

    void helpAndVersionArePrinted()
    {
        QCOMPARE(run({u"--version"_s}).output, u"hobnobd " HOBNOB_VERSION "\n"_s);
        const Ended help = run({u"--help"_s});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.output.contains(u"--listen ADDR:PORT"_s));
    }

    void theServiceManagerHearsOfStartAndStop()
    {
        const QByteArray name = QFile::encodeName(m_folder->filePath(u"notify"_s));
        const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        const timeval patience{20, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        const auto received = [socket] {
            char text[64] = {};
            return QByteArray(text, qMax<ssize_t>(::recv(socket, text, sizeof text, 0), 0));
        };
        const std::unique_ptr<QProcess> server =
            spawn(onAnyPort(), {u"NOTIFY_SOCKET="_s + QFile::decodeName(name)});
        QCOMPARE(received(), QByteArray("READY=1"));
        QCOMPARE(endedBy(*server, SIGTERM), 0);
        QCOMPARE(received(), QByteArray("STOPPING=1"));
        ::close(socket);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(HobnobdTest)
#include "tst_hobnobd.moc"
