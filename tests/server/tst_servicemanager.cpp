// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/servicemanager.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace hobnob::server;
using namespace Qt::StringLiterals;

class ServiceManagerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStateReachesTheSocket_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("in the file system") << QFile::encodeName(m_folder.filePath(u"notify"_s));
        QTest::newRow("in the abstract name space")
            << "@hobnob-test-" + QByteArray::number(QCoreApplication::applicationPid());
    }

    void theStateReachesTheSocket()
    {
        QFETCH(const QByteArray, name);
        const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
        if (name.startsWith('@'))
            address.sun_path[0] = '\0';
        const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(name.size()));
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), length), 0);
        qputenv("NOTIFY_SOCKET", name);
        notifyServiceManager("READY=1");
        qunsetenv("NOTIFY_SOCKET");
        QByteArray received(64, '\0');
        received.resize(::recv(socket, received.data(), size_t(received.size()), 0));
        ::close(socket);
        QCOMPARE(received, QByteArray("READY=1"));
    }

    void nobodyListeningIsNoError_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("no socket is named") << QByteArray();
        QTest::newRow("a socket that is not there") << QByteArray("/no/such/socket");
        QTest::newRow("a name that is too long") << QByteArray(500, 'x');
    }

    void nobodyListeningIsNoError()
    {
        QFETCH(const QByteArray, name);
        qputenv("NOTIFY_SOCKET", name);
        notifyServiceManager("READY=1");
        qunsetenv("NOTIFY_SOCKET");
        QVERIFY(true);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ServiceManagerTest)
#include "tst_servicemanager.moc"
