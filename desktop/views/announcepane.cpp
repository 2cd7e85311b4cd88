// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/announcepane.h"

#include "desktop/models/statustext.h"
#include "desktop/views/areafield.h"
#include "desktop/views/label.h"
#include "desktop/views/lengthnote.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int lines = 4;

} // namespace

AnnouncePane::AnnouncePane(QWidget *parent)
    : SettingsPane(u"announcePane"_s, tr("Announce"), parent),
      m_text(new AreaField(u"announceText"_s, tr("What everybody is shown"), lines, this)),
      m_end(makeButton(u"announceEnd"_s, tr("Take it back")))
{
    auto *announce = makeButton(u"announceSend"_s, tr("Announce"));
    announce->setDefault(true);
    addText(tr("It stands above every room until you take it back; each person can put it away."));
    column()->addWidget(m_text);
    addFoot({m_end, announce});
    connect(m_text, &AreaField::edited, this, [this](const QString &text) {
        clearFoot();
        m_text->showError(announcementLengthNote(text));
    });
    connect(m_end, &QPushButton::clicked, this, [this] { Q_EMIT announceRequested({}); });
    connect(announce, &QPushButton::clicked, this, [this] {
        clearFoot();
        if (m_text->text().isEmpty())
            m_text->showError(tr("Write what there is to say."));
        if (m_text->hasError())
            m_text->focus();
        else
            Q_EMIT announceRequested(m_text->text());
    });
}

void AnnouncePane::setStanding(const std::optional<protocol::Announcement> &announcement)
{
    m_standing = announcement ? announcement->text : QString();
    m_end->setEnabled(announcement.has_value());
    if (!isVisible())
        m_text->setText(m_standing);
}

void AnnouncePane::begin()
{
    m_text->setText(m_standing);
    clearFoot();
}

QWidget *AnnouncePane::firstField()
{
    return m_text->edit();
}

void AnnouncePane::showError(const Error &error)
{
    clearFoot();
    if (error.code == ErrorCode::AnnouncementTooLong)
        m_text->showError(errorText(error));
    else
        SettingsPane::showError(error);
}

} // namespace hobnob::desktop
