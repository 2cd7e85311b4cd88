// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

#include <functional>

namespace hobnob::server
{

/// Where the operator's commands reach a running server: a socket in the data folder that only the
/// folder's owner can open. Whoever can open it could as well read and write the data themselves.
///
/// One JSON object a line is asked, one is answered, in the order of the questions:
/// {"command": "user.list", "arguments": {...}} is answered {"result": {...}} or
/// {"error": {"code": "...", "message": "..."}}.
class ControlSocket final : public QObject
{
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<QJsonObject> &)>;
    /// Called for each question; answers once, at once or later.
    using Handler =
        std::function<void(const QString &command, const QJsonObject &arguments, Answer answer)>;

    explicit ControlSocket(Handler handler);

    /// The socket of a data folder.
    [[nodiscard]] static QString pathIn(const QString &dataFolder);
    /// What an earlier server left there is taken away: the folder is ours alone. Errors: Internal,
    /// with a sentence for the operator.
    [[nodiscard]] Result<Done> listen(const QString &dataFolder);

private:
    class Caller;

    QLocalServer m_server;
    Handler m_handler;
};

/// Asks the server that runs on \a dataFolder, and waits. Nothing: no server runs on it. Errors:
/// the server's; Internal when it does not answer.
[[nodiscard]] std::optional<Result<QJsonObject>>
askRunningServer(const QString &dataFolder, const QString &command, const QJsonObject &arguments);

} // namespace hobnob::server
