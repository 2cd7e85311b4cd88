// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/fanout/dialect.h"

namespace hobnob::bench
{

/// IRC, RFC 1459, as far as a room of people who talk needs it.
class IrcDialect final : public Dialect
{
public:
    [[nodiscard]] Framing framing() const override { return Framing::Lines; }
    [[nodiscard]] bool echoes() const override { return false; }
    void connected(const Guest &guest, std::string &out) override;
    void opened(const Guest &, std::string &) override {}
    [[nodiscard]] Heard heard(const Guest &guest, std::string_view frame,
                              std::string &out) override;
    void post(const Guest &guest, Stamp stamp, std::string_view text, std::string &out) override;
};

/// Socket.IO 5 over Engine.IO 4's WebSocket, with the events of the tutorials' chats: joined,
/// text, message.
class SocketIoDialect final : public Dialect
{
public:
    [[nodiscard]] Framing framing() const override { return Framing::WebSocket; }
    void connected(const Guest &guest, std::string &out) override;
    void opened(const Guest &, std::string &) override {}
    [[nodiscard]] Heard heard(const Guest &guest, std::string_view frame,
                              std::string &out) override;
    void post(const Guest &guest, Stamp stamp, std::string_view text, std::string &out) override;
};

/// A bare relay: the room is in the path, "ready" is what it says first, and then it hands every
/// text on as it is.
class RelayDialect final : public Dialect
{
public:
    [[nodiscard]] Framing framing() const override { return Framing::WebSocket; }
    void connected(const Guest &guest, std::string &out) override;
    void opened(const Guest &, std::string &) override {}
    [[nodiscard]] Heard heard(const Guest &guest, std::string_view frame,
                              std::string &out) override;
    void post(const Guest &guest, Stamp stamp, std::string_view text, std::string &out) override;
};

} // namespace hobnob::bench
