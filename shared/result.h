// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/errors.h"

#include <QString>

#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace hobnob
{

/// Why something could not be done: a stable code for programs and a sentence for people.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString sentence;
    /// The field of the request that is at fault, by its wire name; empty when none is.
    QString field = {};
    /// When trying again makes sense.
    std::optional<std::chrono::milliseconds> retryAfter = {};

    friend bool operator==(const Error &, const Error &) = default;
};

/// Nothing, for a Result that carries no value.
struct Done {
    friend bool operator==(const Done &, const Done &) = default;
};

/// A value, or why there is none. Reading the one that is absent is our own mistake and asserts.
template <typename T>
class [[nodiscard]] Result final
{
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_content(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T &value() const & { return get<0>(*this); }
    [[nodiscard]] T &value() & { return get<0>(*this); }
    [[nodiscard]] T &&value() && { return std::move(get<0>(*this)); }
    [[nodiscard]] const Error &error() const { return get<1>(*this); }

    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

private:
    template <size_t Index, typename Self>
    static auto &get(Self &self)
    {
        auto *content = std::get_if<Index>(&self.m_content);
        Q_ASSERT(content);
        return *content;
    }

    std::variant<T, Error> m_content;
};

} // namespace hobnob
