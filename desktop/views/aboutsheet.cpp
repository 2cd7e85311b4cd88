// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/aboutsheet.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 360;
constexpr int markSide = 64;

} // namespace

AboutSheet::AboutSheet(QWidget *parent)
    : Sheet(cardWidth, parent), m_close(new QPushButton(tr("Close"), this))
{
    setObjectName(u"aboutSheet"_s);
    setAccessibleName(tr("About Hobnob"));
    auto *mark = new QLabel(this);
    mark->setPixmap(applicationIcon().pixmap(QSize(markSide, markSide), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignCenter);
    auto *title = new Label(TextSize::Title, LabelTone::Text, TextWeight::SemiBold, this);
    title->setText(u"Hobnob"_s);
    title->setAlignment(Qt::AlignCenter);
    auto *version = new Label(TextSize::Base, LabelTone::Muted, this);
    version->setText(tr("Version %1, with Qt %2")
                         .arg(QStringLiteral(HOBNOB_VERSION), QLatin1StringView(qVersion())));
    version->setAlignment(Qt::AlignCenter);
    auto *licence = new Label(TextSize::Small, LabelTone::Muted, this);
    licence->setText(tr("Self-hosted chat. Free software under the GNU General Public License, "
                        "version 3 or later."));
    licence->setWordWrap(true);
    licence->setAlignment(Qt::AlignCenter);
    m_close->setObjectName(u"aboutClose"_s);
    m_close->setAccessibleName(m_close->text());
    for (auto *widget : {static_cast<QWidget *>(mark), static_cast<QWidget *>(title),
                         static_cast<QWidget *>(version), static_cast<QWidget *>(licence)})
        content()->addWidget(widget);
    content()->addWidget(m_close, 0, Qt::AlignHCenter);
    connect(m_close, &QPushButton::clicked, this, &AboutSheet::dismiss);
}

void AboutSheet::ask()
{
    open(m_close);
}

} // namespace hobnob::desktop
