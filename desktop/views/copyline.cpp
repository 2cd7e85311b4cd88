// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/copyline.h"

#include "desktop/views/icons.h"
#include "desktop/views/theme.h"
#include "desktop/views/toolbutton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTimer>
#include <QToolButton>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// Long enough to be seen.
constexpr auto copiedTime = 1500ms;

} // namespace

CopyLine::CopyLine(const QString &name, const QString &accessibleName, QWidget *parent)
    : QLineEdit(parent),
      m_copy(makeToolButton(name + u"Copy"_s, u"copy"_s, tr("Copy"), tr("Copy"), this))
{
    setObjectName(name);
    setAccessibleName(accessibleName);
    setReadOnly(true);
    m_copy->setCursor(Qt::ArrowCursor);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(text());
        m_copy->setIcon(icon(u"check"_s, IconRole::Accent));
        m_copy->setToolTip(tr("Copied"));
        m_copy->setAccessibleName(tr("Copied"));
        QTimer::singleShot(copiedTime, m_copy, [this] {
            m_copy->setIcon(icon(u"copy"_s, IconRole::Muted));
            m_copy->setToolTip(tr("Copy"));
            m_copy->setAccessibleName(tr("Copy"));
        });
    });
}

void CopyLine::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const int side = std::max(int(tokens::sizeIcon), height() - 8);
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    m_copy->setFixedSize(side, side);
    m_copy->move(rightToLeft ? 4 : width() - side - 4, 4);
    setTextMargins(rightToLeft ? side : 0, 0, rightToLeft ? 0 : side, 0);
}

} // namespace hobnob::desktop
