// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/logging.h"

#include <QLoggingCategory>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

QString logRules(LogLevel level)
{
    const auto allowed = [level](LogLevel lowest) {
        return level <= lowest ? u"true"_s : u"false"_s;
    };
    return u"hobnob.*.debug=%1\n*.info=%2\n*.warning=%3\n"_s.arg(
        allowed(LogLevel::Debug), allowed(LogLevel::Info), allowed(LogLevel::Warning));
}

void setUpLogging(LogLevel level)
{
    // Qt may otherwise choose the journal by itself, and a container's log stays empty.
    qputenv("QT_FORCE_STDERR_LOGGING", "1");
    if (qEnvironmentVariableIsSet("JOURNAL_STREAM")) {
        qSetMessagePattern(
            u"<%{if-debug}7%{endif}%{if-info}6%{endif}%{if-warning}4%{endif}%{if-critical}3"
            "%{endif}%{if-fatal}2%{endif}>%{category}: %{message}"_s);
    } else {
        qSetMessagePattern(u"%{time yyyy-MM-ddTHH:mm:ss.zzz} %{type} %{category}: %{message}"_s);
    }
    QLoggingCategory::setFilterRules(logRules(level));
}

} // namespace hobnob::server
