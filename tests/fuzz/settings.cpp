// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settingsloader.h"
#include "server/admin/settingsreport.h"
#include "tests/fuzz/check.h"

#include <QDir>
#include <QTemporaryFile>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

namespace
{

using fuzz::require;

/// As a server reads them that has no other source than this file.
Result<SettingsInForce> load(QByteArrayView content)
{
    // On a disk, each run would wait for it.
    static QTemporaryFile file((QDir(u"/dev/shm"_s).exists() ? u"/dev/shm"_s : QDir::tempPath()) +
                               u"/hobnob-XXXXXX"_s);
    const bool written = file.open() && file.resize(0) && file.seek(0) &&
                         file.write(content.data(), content.size()) == content.size() &&
                         file.flush();
    require(written, "there is room for a settings file");
    return loadSettings(
        {.flags = {}, .config = file.fileName(), .environment = {}, .defaultFiles = {}});
}

/// Without where each came from, which is a comment and differs.
QStringList valuesOf(const SettingsInForce &inForce)
{
    QStringList values;
    for (const QString &line : settingsReport(inForce).split(u'\n'))
        values.append(line.section(u"  # "_s, 0, -2).trimmed());
    return values;
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    const auto settings = load(input);
    if (!settings) {
        require(!settings.error().sentence.isEmpty(), "a refusal has a sentence");
        require(settings.error().sentence.isValidUtf16(), "a refusal can be printed");
        return;
    }
    const auto again = load(settingsReport(*settings).toUtf8());
    require(again.ok(), "what hobnobd config prints is a settings file");
    require(valuesOf(*again) == valuesOf(*settings), "and one that sets the same");
}
