// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/peerdialects.h"

#include "tests/bench/fanout/hobnobdialect.h"

namespace hobnob::bench
{

namespace
{

std::string nameOf(const Guest &guest)
{
    return "b" + std::to_string(guest.number);
}

std::string roomOf(const Guest &guest)
{
    return "bench" + std::to_string(guest.room);
}

} // namespace

std::unique_ptr<Dialect> dialectNamed(std::string_view name)
{
    if (name == "hobnob")
        return std::make_unique<HobnobDialect>();
    if (name == "irc")
        return std::make_unique<IrcDialect>();
    if (name == "socketio")
        return std::make_unique<SocketIoDialect>();
    if (name == "relay")
        return std::make_unique<RelayDialect>();
    return nullptr;
}

void IrcDialect::connected(const Guest &guest, std::string &out)
{
    out += "NICK " + nameOf(guest) + "\r\nUSER bench 0 * :bench\r\n";
}

Dialect::Heard IrcDialect::heard(const Guest &guest, std::string_view frame, std::string &out)
{
    if (frame.starts_with("PING ")) {
        out += "PONG ";
        out += frame.substr(5);
        out += "\r\n";
        return Heard::Nothing;
    }
    if (frame.starts_with("ERROR"))
        return Heard::Trouble;
    const size_t space = frame.find(' ');
    if (space == std::string_view::npos)
        return Heard::Nothing;
    const std::string_view rest = frame.substr(space + 1);
    const std::string_view command = rest.substr(0, rest.find(' '));
    if (command == "PRIVMSG")
        return delivery(frame);
    // Welcome; the end of the names of a channel.
    if (command == "001")
        out += "JOIN #" + roomOf(guest) + "\r\n";
    else if (command == "366")
        return Heard::Joined;
    // What is refused has a number from 400; that there is no message of the day does no harm.
    const bool isRefusal = command.size() == 3 && (command[0] == '4' || command[0] == '5');
    return isRefusal && command != "422" ? Heard::Trouble : Heard::Nothing;
}

void IrcDialect::post(const Guest &guest, Stamp, std::string_view text, std::string &out)
{
    out += "PRIVMSG #" + roomOf(guest) + " :";
    out += text;
    out += "\r\n";
}

void SocketIoDialect::connected(const Guest &, std::string &out)
{
    out += webSocketRequest("/socket.io/?EIO=4&transport=websocket");
}

Dialect::Heard SocketIoDialect::heard(const Guest &guest, std::string_view frame, std::string &out)
{
    if (frame.starts_with("42"))
        return frame.starts_with(R"(42["message")") ? delivery(frame) : Heard::Nothing;
    if (frame == "2") {
        appendTextFrame(out, "3");
        return Heard::Nothing;
    }
    if (frame.starts_with('0')) {
        appendTextFrame(out, "40");
        return Heard::Nothing;
    }
    if (frame.starts_with("40")) {
        appendTextFrame(out, R"(420["joined",{"name":")" + nameOf(guest) + R"(","room":")" +
                                 roomOf(guest) + R"("}])");
        return Heard::Nothing;
    }
    if (frame.starts_with("430"))
        return Heard::Joined;
    return Heard::Trouble;
}

void SocketIoDialect::post(const Guest &guest, Stamp, std::string_view text, std::string &out)
{
    std::string message =
        R"(42["text",{"name":")" + nameOf(guest) + R"(","room":")" + roomOf(guest) + R"(","msg":")";
    message += text;
    message += R"("}])";
    appendTextFrame(out, message);
}

void RelayDialect::connected(const Guest &guest, std::string &out)
{
    out += webSocketRequest("/" + roomOf(guest));
}

Dialect::Heard RelayDialect::heard(const Guest &, std::string_view frame, std::string &)
{
    return frame == "ready" ? Heard::Joined : delivery(frame);
}

void RelayDialect::post(const Guest &, Stamp, std::string_view text, std::string &out)
{
    appendTextFrame(out, text);
}

} // namespace hobnob::bench
