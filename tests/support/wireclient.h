// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/codec.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QWebSocket>

#include <memory>
#include <optional>

namespace hobnob::server::test
{

/// A client as others would write it: a WebSocket, the codec, and no knowledge of the server's
/// inside.
class WireClient final
{
public:
    /// \a cookies: the value of a Cookie header.
    explicit WireClient(quint16 port, const QString &origin = {}, const QByteArray &cookies = {})
        : WireClient(QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(port)), {}, origin, cookies)
    {
    }
    /// By TLS. \a encryption: whom it trusts.
    [[nodiscard]] static WireClient encrypted(quint16 port, const QSslConfiguration &encryption,
                                              const QString &origin = {},
                                              const QByteArray &cookies = {})
    {
        return {QUrl(QStringLiteral("wss://127.0.0.1:%1/ws").arg(port)), encryption, origin,
                cookies};
    }

    [[nodiscard]] QWebSocket &socket() { return *m_socket; }
    [[nodiscard]] bool isOpened() const { return m_opened; }
    [[nodiscard]] bool isClosed() const { return m_closed; }

    void say(const protocol::ClientMessage &message)
    {
        sendRaw(QString::fromUtf8(protocol::encode(message)));
    }

    void sendRaw(const QString &frame)
    {
        waitFor([this] { return m_opened; });
        m_socket->sendTextMessage(frame);
    }

    /// The first message of this kind, which is then taken out; waits for it. A default one, which
    /// no test expects, when it does not come.
    template <typename Message>
    Message take()
    {
        Message result;
        waitFor([&] {
            for (qsizetype i = 0; i < m_received.size(); ++i) {
                if (const auto *message = std::get_if<Message>(&m_received.at(i))) {
                    result = *message;
                    m_received.removeAt(i);
                    return true;
                }
            }
            return false;
        });
        return result;
    }

    template <typename Message>
    [[nodiscard]] qsizetype count() const
    {
        qsizetype count = 0;
        for (const auto &message : m_received)
            count += std::holds_alternative<Message>(message) ? 1 : 0;
        return count;
    }

    /// What has come and was not taken.
    void forget() { m_received.clear(); }

    protocol::LoggedIn logIn(const QString &name)
    {
        say(protocol::Hello{RequestId{1}, 1, QStringLiteral("test"), {}});
        say(protocol::LogInAsGuest{RequestId{2}, name});
        return take<protocol::LoggedIn>();
    }

    protocol::LoggedIn resume(const QString &token)
    {
        say(protocol::Hello{RequestId{1}, 1, QStringLiteral("test"), {}});
        say(protocol::ResumeSession{RequestId{2}, token});
        return take<protocol::LoggedIn>();
    }

    protocol::Joined join(const QString &room)
    {
        say(protocol::JoinNamedRoom{RequestId{3}, room});
        return take<protocol::Joined>();
    }

    /// Takes notices until one says that the room has so many; false when none does.
    bool awaitMembers(qint64 count)
    {
        for (auto notice = take<protocol::MembersChanged>(); !notice.room.isEmpty();
             notice = take<protocol::MembersChanged>()) {
            if (notice.memberCount == count)
                return true;
        }
        return false;
    }

    void post(const RoomId &room, const QString &text, const QString &clientId)
    {
        say(protocol::PostMessage{RequestId{4}, room, ClientId(clientId), text});
    }

    static bool waitFor(const std::function<bool()> &condition)
    {
        QElapsedTimer elapsed;
        elapsed.start();
        while (!condition()) {
            if (elapsed.elapsed() > 5000)
                return false;
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        }
        return true;
    }

private:
    WireClient(const QUrl &url, const std::optional<QSslConfiguration> &encryption,
               const QString &origin, const QByteArray &cookies)
        : m_socket(std::make_unique<QWebSocket>(origin))
    {
        QObject::connect(m_socket.get(), &QWebSocket::textMessageReceived, m_socket.get(),
                         [this](const QString &text) {
                             auto message = protocol::decodeServerMessage(text.toUtf8());
                             if (message)
                                 m_received.append(*std::move(message));
                             else
                                 qWarning("The server sent what no client understands: %s",
                                          qPrintable(message.error().sentence));
                         });
        QObject::connect(m_socket.get(), &QWebSocket::connected, m_socket.get(),
                         [this] { m_opened = true; });
        QObject::connect(m_socket.get(), &QWebSocket::disconnected, m_socket.get(),
                         [this] { m_closed = true; });
        if (encryption)
            m_socket->setSslConfiguration(*encryption);
        QNetworkRequest request(url);
        if (!cookies.isEmpty())
            request.setRawHeader("Cookie", cookies);
        m_socket->open(request);
    }

    std::unique_ptr<QWebSocket> m_socket;
    QList<protocol::ServerMessage> m_received;
    bool m_opened = false;
    bool m_closed = false;
};

} // namespace hobnob::server::test
