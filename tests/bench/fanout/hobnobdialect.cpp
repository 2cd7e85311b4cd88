// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/hobnobdialect.h"

#include <unistd.h>

namespace hobnob::bench
{

namespace
{

std::string quoted(const std::string &text)
{
    return '"' + text + '"';
}

/// The text that begins behind \a before, up to the next quote.
std::string textBehind(std::string_view frame, std::string_view before)
{
    const size_t found = frame.find(before);
    if (found == std::string_view::npos)
        return {};
    const size_t begin = found + before.size();
    return std::string(frame.substr(begin, frame.find('"', begin) - begin));
}

void keep(std::vector<std::string> &list, size_t place, std::string text)
{
    if (list.size() <= place)
        list.resize(place + 1);
    list[place] = std::move(text);
}

} // namespace

void HobnobDialect::connected(const Guest &, std::string &out)
{
    out += webSocketRequest("/ws");
}

void HobnobDialect::opened(const Guest &guest, std::string &out)
{
    appendTextFrame(out,
                    R"({"type":"hello","id":1,"version":1,"client":"bench","capabilities":[]})");
    if (entry() == Entry::Again) {
        appendTextFrame(out, R"({"type":"resumeSession","id":2,"token":)" +
                                 quoted(m_tokens.at(guest.number)) + "}");
        appendTextFrame(out, R"({"type":"joinRoom","id":3,"room":)" +
                                 quoted(m_rooms.at(guest.room)) + R"(,"after":0})");
        return;
    }
    // The guests of a run before this one may not be gone yet.
    appendTextFrame(out, R"({"type":"logInAsGuest","id":2,"name":"Bench )" +
                             std::to_string(::getpid()) + " " + std::to_string(guest.number) +
                             R"("})");
    appendTextFrame(out, R"({"type":"joinNamedRoom","id":3,"name":"Bench room )" +
                             std::to_string(guest.room) + R"("})");
}

Dialect::Heard HobnobDialect::heard(const Guest &guest, std::string_view frame, std::string &)
{
    constexpr std::string_view begin = R"({"type":")";
    if (!frame.starts_with(begin))
        return Heard::Trouble;
    const std::string_view rest = frame.substr(begin.size());
    const std::string_view type = rest.substr(0, rest.find('"'));
    if (type == "roomEvent")
        return delivery(frame);
    if (type == "loggedIn") {
        if (entry() == Entry::New)
            keep(m_tokens, guest.number, textBehind(frame, R"("token":")"));
        return Heard::Nothing;
    }
    if (type == "joined") {
        keep(m_rooms, guest.room, textBehind(frame, R"("room":{"id":")"));
        return Heard::Joined;
    }
    return type == "error" || type == "gap" || type == "goodbye" ? Heard::Trouble : Heard::Nothing;
}

void HobnobDialect::post(const Guest &guest, Stamp stamp, std::string_view text, std::string &out)
{
    const std::string number = std::to_string(stamp.number);
    std::string message = R"({"type":"postMessage","id":)" + std::to_string(stamp.number + 10) +
                          R"(,"room":)" + quoted(m_rooms.at(guest.room)) + R"(,"clientId":"c)" +
                          number + R"(","text":")";
    message += text;
    message += R"("})";
    appendTextFrame(out, message);
}

} // namespace hobnob::bench
