// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/journal.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace hobnob::chaos
{

using namespace Qt::StringLiterals;

Journal::Journal(const QString &path) : m_file(path)
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Append | QIODevice::Unbuffered))
        qFatal("%s cannot be written: %s", qPrintable(path), qPrintable(m_file.errorString()));
    m_file.seek(0);
    const auto lines = m_file.readAll().split('\n');
    for (const auto &line : lines)
        remember(QJsonDocument::fromJson(line).object());
    // The line before may have been cut off by a kill.
    append("\n");
    write(u"start"_s, {{u"process"_s, QCoreApplication::applicationPid()}});
}

void Journal::write(const QString &what, QJsonObject fact)
{
    fact.insert(u"what"_s, what);
    remember(fact);
    append(QJsonDocument(fact).toJson(QJsonDocument::Compact) + '\n');
}

void Journal::append(const QByteArray &bytes)
{
    if (m_file.write(bytes) != bytes.size())
        qFatal("The journal cannot be written: %s", qPrintable(m_file.errorString()));
}

void Journal::remember(const QJsonObject &fact)
{
    if (fact["what"_L1] != "sent"_L1)
        return;
    m_messages.insert(fact["id"_L1].toString());
    m_lastNumber = std::max(m_lastNumber, fact["number"_L1].toInteger());
}

} // namespace hobnob::chaos
