// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/skeleton.h"

#include "server/core/nameindex.h"
#include "shared/text.h"
#include "tests/fuzz/check.h"

#include <cstring>

using namespace hobnob;
using namespace hobnob::server;

namespace
{

using fuzz::require;

bool clash(const QString &one, const QString &other)
{
    NameIndex<int> taken;
    taken.insert(nameKeys(one), 1);
    return taken.find(nameKeys(other)).has_value();
}

} // namespace

/// The bytes are UTF-16.
void fuzz::check(QByteArrayView input)
{
    QString typed(input.size() / 2, Qt::Uninitialized);
    std::memcpy(typed.data(), input.data(), static_cast<size_t>(typed.size()) * 2);
    const auto name = cleanRoomName(typed);
    if (!name)
        return;
    const NameKeys keys = nameKeys(*name);
    require(keys.folded == skeleton(*name), "a skeleton is one of the keys");
    require(skeleton(keys.folded) == keys.folded && skeleton(keys.drawn) == keys.drawn,
            "a skeleton is its own");
    require(!keys.folded.isEmpty() && !keys.drawn.isEmpty(), "a name has keys");
    require(clash(*name, *name), "a name is taken by whoever has it");
    require(clash(*name, name->normalized(QString::NormalizationForm_D)),
            "another form of the same characters is the same name");
    require(clash(*name, name->normalized(QString::NormalizationForm_KC)),
            "a compatible form of the same characters is the same name");
    require(clash(*name, name->toCaseFolded()), "case makes no other name");
    require(clash(*name, name->toUpper()), "upper case makes no other name");
    require(clash(*name, keys.folded), "a name looks like its skeleton");
    require(clash(*name, keys.drawn), "a name looks like what it is drawn as");
}
