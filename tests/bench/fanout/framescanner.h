// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace hobnob::bench
{

enum class Framing { Lines, WebSocket };

/// Cuts what came over one connection into frames, by their lengths alone. It keeps no bytes: what
/// is not a whole frame yet is given again, with more behind it. A few bytes for each connection.
class FrameScanner final
{
public:
    enum class Kind { Head, Text, Ping, Closed, Broken };
    struct Frame {
        Kind kind = Kind::Text;
        /// Of a head and a line without their ends. Of a broken frame, what is wrong.
        std::string_view bytes;
    };

    explicit FrameScanner(Framing framing) : m_framing(framing) {}

    /// Takes the frame at the begin of these bytes and says how many it has; 0: it is not all
    /// there.
    [[nodiscard]] size_t next(std::string_view bytes, Frame &frame);

private:
    [[nodiscard]] size_t nextLine(std::string_view bytes, Frame &frame) const;
    [[nodiscard]] size_t nextHead(std::string_view bytes, Frame &frame);
    [[nodiscard]] size_t nextWebSocketFrame(std::string_view bytes, Frame &frame) const;

    Framing m_framing;
    bool m_isOpen = false;
};

/// The request that opens a WebSocket at this path.
[[nodiscard]] std::string webSocketRequest(std::string_view path);
/// A client's text frame with the mask 0, which costs a server what any mask does.
void appendTextFrame(std::string &out, std::string_view payload);
void appendPong(std::string &out, std::string_view payload);

} // namespace hobnob::bench
