// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/check.h"

#include <QByteArray>
#include <QFile>

#include <csignal>
#include <memory>

namespace
{

int line = 0;

void nameTheInput(int)
{
    std::fprintf(stderr, "It was the input in line %d.\n", line);
}

} // namespace

/// Runs a target over a packed corpus (see tests/fuzz/run): fails when an input breaks a promise,
/// and when there are none.
int main(int argc, char **argv)
{
    QFile corpus(QString::fromLocal8Bit(argc > 1 ? argv[1] : ""));
    if (!corpus.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "Give a corpus that can be read.\n");
        return 2;
    }
    std::signal(SIGABRT, nameTheInput);
    while (!corpus.atEnd()) {
        ++line;
        const QByteArray packed = corpus.readLine();
        const QByteArray input = QByteArray::fromPercentEncoding(packed.chopped(1));
        // Of exactly its size, without the zero that a QByteArray ends with, so that a memory
        // checker sees who reads past the end.
        const auto bytes = std::make_unique<char[]>(static_cast<size_t>(input.size()));
        std::copy(input.begin(), input.end(), bytes.get());
        hobnob::fuzz::check(QByteArrayView(bytes.get(), input.size()));
    }
    std::printf("%d inputs\n", line);
    return line > 0 ? 0 : 1;
}
