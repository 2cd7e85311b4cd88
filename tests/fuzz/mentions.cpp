// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/mentions.h"

#include "shared/limits.h"
#include "tests/fuzz/check.h"

#include <cstring>

using namespace hobnob;

namespace
{

using fuzz::require;

void checkSpans(QStringView text, const QList<TextSpan> &spans)
{
    qsizetype end = 0;
    for (const TextSpan &span : spans) {
        require(span.start >= end, "mentions come in order and do not overlap");
        end = span.start + span.length;
        require(span.length >= 2 && end <= text.size(), "a mention is inside its text");
        require(text[span.start] == u'@', "a mention begins with its sign");
    }
}

} // namespace

/// The input, in UTF-16: a name, a line feed, a text.
void fuzz::check(QByteArrayView input)
{
    QString typed(input.size() / 2, Qt::Uninitialized);
    std::memcpy(typed.data(), input.data(), static_cast<size_t>(typed.size()) * 2);
    const qsizetype middle = std::max<qsizetype>(0, typed.indexOf(u'\n'));
    const QStringView name = QStringView(typed).first(middle);
    const QStringView text = QStringView(typed).sliced(std::min(middle + 1, typed.size()));

    const auto spans = mentionsOf(text, name);
    checkSpans(text, spans);
    require(mentions(text, name) == !spans.isEmpty(), "a text mentions whom it has mentions of");
    const QString key = mentionKey(name);
    require(mentionKey(key) == key, "a key is its own key");
    require(mentionsOf(text, key) == spans, "case makes no difference");

    // The server looks names up by their keys, a client looks for one name: both count the same.
    const QStringList keys = mentionedKeys(text);
    // Each costs a look through the text, and a text of signs has hundreds.
    const qsizetype step = 1 + keys.size() / 8;
    for (qsizetype i = 0; i < keys.size(); i += step)
        require(mentions(text, keys[i]), "whom the server counts the client finds");
    if (text.count(u'@') <= limits::mentionsPerMessage && !spans.isEmpty())
        require(keys.contains(key), "whom the client finds the server counts");
}
