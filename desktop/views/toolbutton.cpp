// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/toolbutton.h"

#include "desktop/views/icons.h"
#include "desktop/views/theme.h"

namespace hobnob::desktop
{

QToolButton *makeToolButton(const QString &objectName, const QString &iconName, const QString &name,
                            const QString &toolTip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setAccessibleName(name);
    button->setToolTip(toolTip);
    button->setIcon(icon(iconName, IconRole::Muted));
    button->setIconSize({tokens::sizeIcon, tokens::sizeIcon});
    button->setAutoRaise(true);
    button->setFixedSize(tokens::sizeHitTarget, tokens::sizeHitTarget);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace hobnob::desktop
