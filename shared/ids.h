// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <compare>
#include <cstdint>

namespace hobnob
{

/// A strong, opaque identifier: 80 random bits in lower-case base32 (16 characters) when we made
/// it, any text of 1 to limits::idCharacters from [A-Za-z0-9_-] when it came from outside.
template <typename Tag>
class Id final
{
public:
    Id() = default;
    explicit Id(QString value) : m_value(std::move(value)) {}

    [[nodiscard]] const QString &value() const { return m_value; }
    [[nodiscard]] bool isEmpty() const { return m_value.isEmpty(); }

    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_value < b.m_value; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_value, seed); }

private:
    QString m_value;
};

using RoomId = Id<struct RoomTag>;
using UserId = Id<struct UserTag>;
/// Made by the client before the first try of a message; unique for its author.
using ClientId = Id<struct ClientTag>;
/// One place where somebody is logged in, over all of its connections; no secret.
using SessionKey = Id<struct SessionKeyTag>;

/// A random identifier from the system's generator. Thread-safe.
[[nodiscard]] QString randomId();
/// 256 random bits in hexadecimal from the system's generator. Thread-safe.
[[nodiscard]] QString randomToken();

/// The place of an event in its room's log: 1, 2, 3, … without holes. 0 means "before the first".
enum class Seq : qint64 {};
[[nodiscard]] constexpr qint64 number(Seq seq)
{
    return static_cast<qint64>(seq);
}
[[nodiscard]] constexpr Seq next(Seq seq)
{
    return Seq{number(seq) + 1};
}

/// Milliseconds since 1970-01-01 UTC, set by the server.
enum class Timestamp : qint64 {};
[[nodiscard]] constexpr qint64 milliseconds(Timestamp time)
{
    return static_cast<qint64>(time);
}

/// Ties an answer to its request; chosen by the client, 1 or more.
enum class RequestId : qint64 {};
[[nodiscard]] constexpr qint64 number(RequestId id)
{
    return static_cast<qint64>(id);
}

} // namespace hobnob
