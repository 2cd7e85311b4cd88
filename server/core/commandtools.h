// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/schema.h"
#include "shared/result.h"

#include <QJsonObject>

#include <functional>

/// What the operator's commands share.
namespace hobnob::server
{

using CommandAnswer = std::function<void(Result<QJsonObject>)>;
using OperatorCommand = std::function<void(const QJsonObject &arguments, CommandAnswer answer)>;

/// As in the protocol.
template <typename Enum>
QString wordOf(Enum value)
{
    return QString::fromUtf16(protocol::enumNames<Enum>.at(size_t(value)));
}

template <typename Enum>
std::optional<Enum> fromWord(const QString &word)
{
    for (size_t i = 0; i < protocol::enumNames<Enum>.size(); ++i) {
        if (word == wordOf(Enum(i)))
            return Enum(i);
    }
    return std::nullopt;
}

/// What answers with nothing but that it is done.
inline std::function<void(const Result<Done> &)> acknowledge(CommandAnswer answer)
{
    return [answer = std::move(answer)](const Result<Done> &done) {
        answer(done ? Result<QJsonObject>(QJsonObject()) : Result<QJsonObject>(done.error()));
    };
}

/// An argument from 1 to \a most. Errors: OutOfRange.
inline Result<qint64> numberIn(const QJsonObject &arguments, const QString &name, qint64 usual,
                               qint64 most)
{
    const auto value = arguments.value(name);
    if (value.isUndefined())
        return usual;
    const qint64 number = value.toInteger();
    if (number >= 1 && number <= most)
        return number;
    return Error{ErrorCode::OutOfRange,
                 QStringLiteral("\"%1\" is from 1 to %2.").arg(name).arg(most), name};
}

} // namespace hobnob::server
