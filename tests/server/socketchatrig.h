// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/socketchat.h"
#include "tests/server/enginesupport.h"
#include "tests/support/chatrig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hobnob::server::test
{

/// JSON with the other quotes, to be read more easily.
inline QByteArray js(QByteArray text)
{
    return text.replace('\'', '"');
}

/// What an acknowledgement says: "ok", or the error's code.
inline QString codeOf(const QJsonObject &answer)
{
    return answer[QStringLiteral("ok")].toBool(true) ? QStringLiteral("ok")
                                                     : answer[QStringLiteral("code")].toString();
}

/// The domain, and Socket.IO before it, without a network. Sessions of the rig are native clients.
class SocketChatRig final
{
public:
    explicit SocketChatRig(const HouseRules &rules = ChatRig::quickRules(),
                           const Rates &rates = Rates::unlimited(),
                           std::chrono::milliseconds patience = std::chrono::minutes(1))
        : rig(ChatRig::quick(), rates, rules), engine({}, {.total = 100, .perAddress = 100}),
          server(engine, {}), sockets(engine, server,
                                      {.subscriptions = rig.chat.subscriptions(),
                                       .nextId = [this] { return SessionId{++m_last}; },
                                       .patience = patience,
                                       .sweep = std::chrono::milliseconds(5)})
    {
        Chat &chat = rig.chat;
        QObject::connect(&sockets, &SocketChat::sessionOpened, &chat, &Chat::open);
        QObject::connect(&sockets, &SocketChat::messageReceived, &chat, &Chat::receive);
        QObject::connect(&sockets, &SocketChat::sessionCaughtUp, &chat, &Chat::explainGap);
        QObject::connect(&sockets, &SocketChat::sessionClosed, &chat, &Chat::close);
        QObject::connect(&chat, &Chat::sessionAnswered, &sockets, &SocketChat::answer);
        QObject::connect(&chat, &Chat::roomInformed, &sockets, &SocketChat::informRoom);
        QObject::connect(&chat, &Chat::everyoneInformed, &sockets, &SocketChat::informEveryone);
    }

    ChatRig rig;
    EngineServer engine;
    SocketServer server;
    SocketChat sockets;

private:
    quint64 m_last = 1'000'000;
};

/// A client of Socket.IO on a WebSocket.
class SocketClient final
{
public:
    /// \a auth: what it says of itself, as JSON.
    explicit SocketClient(SocketChatRig &rig, const QByteArray &auth = {})
        : wire(openSocket(rig.engine, webSocketQuery))
    {
        wire->say("40" + auth);
    }

    /// The first text that begins so, once it is there, without that beginning; it is taken out.
    QByteArray take(const QByteArray &beginning)
    {
        QByteArray found = "nothing";
        (void)QTest::qWaitFor([&] {
            for (qsizetype i = 0; i < wire->texts.size(); ++i) {
                if (wire->texts.at(i).startsWith(beginning)) {
                    found = wire->texts.takeAt(i).sliced(beginning.size());
                    return true;
                }
            }
            return false;
        });
        return found;
    }
    bool isConnected() { return take("40{").startsWith("\"sid\""); }

    /// The acknowledgement.
    QJsonObject ask(const QByteArray &event, const QByteArray &argument)
    {
        const QByteArray number = QByteArray::number(++m_last);
        wire->say("42" + number + "[\"" + event + "\"," + argument + ']');
        return QJsonDocument::fromJson(take("43" + number)).array().first().toObject();
    }
    QJsonObject join(const QByteArray &name, const QByteArray &room)
    {
        return ask("join", "{\"username\":\"" + name + "\",\"room\":\"" + room + "\"}");
    }
    QJsonObject say(const QByteArray &name, const QByteArray &room, const QByteArray &text)
    {
        return ask("message", "{\"username\":\"" + name + "\",\"room\":\"" + room +
                                  "\",\"message\":\"" + text + "\"}");
    }

    /// The argument of the next such event.
    QJsonObject hear(const QByteArray &event)
    {
        const QByteArray rest = take("42[\"" + event + "\",");
        return QJsonDocument::fromJson('[' + rest).array().first().toObject();
    }
    /// The next message that is not of the system.
    QJsonObject hearMessage()
    {
        for (;;) {
            const auto message = hear("message");
            if (!message[QStringLiteral("system")].toBool())
                return message;
        }
    }
    /// Without waiting.
    qsizetype count(const QByteArray &event) const
    {
        qsizetype count = 0;
        for (const auto &text : wire->texts)
            count += text.startsWith("42[\"" + event + "\",") ? 1 : 0;
        return count;
    }

    std::shared_ptr<EngineWire> wire;

private:
    qint64 m_last = 0;
};

} // namespace hobnob::server::test
