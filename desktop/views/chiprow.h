// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/face.h"
#include "desktop/views/flowrow.h"

namespace hobnob::desktop
{

/// The people who were chosen, one small button each, which takes them out again; in as many lines
/// as they need.
class ChipRow final : public FlowRow
{
    Q_OBJECT

public:
    explicit ChipRow(QWidget *parent);

    void setFaces(const Faces &faces);

Q_SIGNALS:
    void removeRequested(const UserId &person);
};

} // namespace hobnob::desktop
