// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hobnob::bench
{

/// Who said a message, and the how manieth of theirs it is, from 0. Written into its text, so that
/// whatever protocol carries it, each arrival can be told from all others.
struct Stamp {
    uint32_t sender = 0;
    uint32_t number = 0;

    bool operator==(const Stamp &) const = default;
};

/// The least size of a text with a stamp.
inline constexpr size_t stampBytes = 20;

/// A text of so many bytes with the stamp at its begin: words of ASCII letters with one space in
/// between, which no protocol escapes, folds or trims. Never less than stampBytes.
[[nodiscard]] std::string stampedText(Stamp stamp, size_t bytes);

/// Finds stamps in frames of one kind. It looks first where the last one was, counted from the
/// frame's end, because what stands before a text has numbers that grow.
class StampFinder final
{
public:
    /// Nothing when there is none, or one that is not whole.
    [[nodiscard]] std::optional<Stamp> find(std::string_view frame);

private:
    size_t m_fromEnd = 0;
};

} // namespace hobnob::bench
