// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/wireclient.h"

#include <QTest>

#include <algorithm>

namespace hobnob::server::test
{

using namespace Qt::StringLiterals;

/// Somebody with an account, or a bot, and every frame that they were sent.
class Listener final
{
public:
    Listener(quint16 port, const QString &name) : m_wire(port)
    {
        record();
        wire().say(protocol::Hello{RequestId{1}, 1, {}, {}});
        wire().say(protocol::Register{RequestId{2}, name, u"kelp and moonlight"_s, {}});
        m_login = wire().take<protocol::LoggedIn>();
    }
    /// One more window of theirs.
    Listener(quint16 port, const Listener &person) : m_wire(port)
    {
        record();
        m_login = wire().resume(person.m_login.token);
        m_login.token = person.m_login.token;
    }
    /// Whoever has it, such as a bot.
    struct Token {
        QString text;
    };
    Listener(quint16 port, const Token &token) : m_wire(port)
    {
        record();
        m_login = wire().resume(token.text);
    }
    Q_DISABLE_COPY_MOVE(Listener)

    [[nodiscard]] WireClient &wire() { return m_wire; }
    [[nodiscard]] UserId id() const { return m_login.user.id; }
    [[nodiscard]] const protocol::LoggedIn &login() const { return m_login; }
    [[nodiscard]] const QStringList &frames() const { return m_frames; }

    /// The frame that answers.
    template <typename Request>
    QString answer(Request request)
    {
        const QString id = u"\"id\":%1,"_s.arg(++m_last);
        request.id = RequestId{m_last};
        const qsizetype before = m_frames.size();
        wire().say(request);
        QString found;
        WireClient::waitFor([&] {
            for (const auto &frame : m_frames.mid(before)) {
                if (frame.contains(id) || frame.contains(id.chopped(1) + u'}'))
                    found = frame;
            }
            return !found.isEmpty();
        });
        return found.replace(id.chopped(1), u"\"id\":?"_s);
    }

    /// "ok", or the code of the error.
    template <typename Request>
    QString attempt(const Request &request)
    {
        const auto message =
            protocol::decodeServerMessage(answer(request).replace(u"?"_s, u"1"_s).toUtf8());
        if (!message)
            return u"no answer"_s;
        const auto *error = std::get_if<protocol::Error>(&*message);
        return error ? errorName(error->code).toString() : u"ok"_s;
    }

    /// Everything that was on its way is there, and what is gathered as well.
    void settle()
    {
        QTest::qWait(50);
        answer(protocol::Ping{});
    }
    void forget()
    {
        settle();
        wire().forget();
        m_frames.clear();
    }

    RoomId make(const QString &name, protocol::RoomKind kind)
    {
        wire().say(protocol::CreateRoom{RequestId{3}, name, kind});
        return wire().take<protocol::Joined>().room.id;
    }
    QString post(const RoomId &room, const QString &text)
    {
        return attempt(protocol::PostMessage{{}, room, ClientId(u"c%1"_s.arg(m_last)), text});
    }
    QString moderate(const RoomId &room, const UserId &user, protocol::ModerationAct act)
    {
        return attempt(protocol::Moderate{{}, room, user, act, u"because"_s, {}});
    }

    /// Whether any frame has this in it.
    [[nodiscard]] bool heardOf(const QString &text) const
    {
        return std::any_of(m_frames.begin(), m_frames.end(),
                           [&](const QString &frame) { return frame.contains(text); });
    }

private:
    void record()
    {
        QObject::connect(&m_wire.socket(), &QWebSocket::textMessageReceived, &m_wire.socket(),
                         [this](const QString &frame) { m_frames.append(frame); });
    }

    WireClient m_wire;
    protocol::LoggedIn m_login;
    QStringList m_frames;
    qint64 m_last = 1000;
};

} // namespace hobnob::server::test
