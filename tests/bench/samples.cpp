// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/samples.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hobnob::bench
{

using namespace Qt::StringLiterals;

QJsonObject Samples::summary() const
{
    QJsonObject figures{{u"count"_s, static_cast<qint64>(m_times.size())}};
    if (m_times.empty())
        return figures;

    std::vector<Clock::duration> sorted = m_times;
    std::sort(sorted.begin(), sorted.end());
    // The nearest rank: a time that was measured, never one in between.
    const auto at = [&sorted](double share) {
        const auto rank =
            static_cast<size_t>(std::ceil(share * static_cast<double>(sorted.size())));
        const std::chrono::duration<double, std::milli> time =
            sorted[std::max<size_t>(rank, 1) - 1];
        return time.count();
    };
    figures[u"p50"_s] = at(0.5);
    figures[u"p99"_s] = at(0.99);
    figures[u"max"_s] = at(1);
    return figures;
}

void print(const QJsonObject &figures)
{
    const QByteArray line = QJsonDocument(figures).toJson(QJsonDocument::Compact);
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

} // namespace hobnob::bench
