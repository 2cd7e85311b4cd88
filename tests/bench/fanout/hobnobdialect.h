// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/fanout/dialect.h"

#include <vector>

namespace hobnob::bench
{

/// Ours, docs/PROTOCOL.md: guests, who come again by their tokens.
class HobnobDialect final : public Dialect
{
public:
    [[nodiscard]] Framing framing() const override { return Framing::WebSocket; }
    [[nodiscard]] bool knowsAgain() const override { return true; }
    void connected(const Guest &guest, std::string &out) override;
    void opened(const Guest &guest, std::string &out) override;
    [[nodiscard]] Heard heard(const Guest &guest, std::string_view frame,
                              std::string &out) override;
    void post(const Guest &guest, Stamp stamp, std::string_view text, std::string &out) override;

private:
    /// By guest, and by room.
    std::vector<std::string> m_tokens;
    std::vector<std::string> m_rooms;
};

} // namespace hobnob::bench
