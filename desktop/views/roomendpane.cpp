// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomendpane.h"

#include "desktop/views/appstyle.h"
#include "desktop/views/formfield.h"
#include "desktop/views/label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

RoomEndPane::RoomEndPane(QWidget *parent)
    : SettingsPane(u"roomEndPane"_s, tr("Archive or delete"), parent), m_archiveText(addText({})),
      m_archive(makeButton(u"roomArchive"_s, tr("Archive"))),
      m_name(new FormField(u"roomDeleteName"_s, tr("Its name, to be sure"), FormField::Kind::Text,
                           this)),
      m_delete(makeButton(u"roomDelete"_s, tr("Delete for ever")))
{
    column()->addWidget(m_archive, 0, Qt::AlignRight);
    column()->addSpacing(tokens::space[2]);
    addText(tr("Deleted, the room is gone for ever, with everything that was said in it, for "
               "everybody."));
    m_delete->setProperty(destructiveProperty, true);
    column()->addWidget(m_name);
    addFoot({m_delete});
    connect(m_archive, &QPushButton::clicked, this,
            [this] { Q_EMIT archiveRequested(!m_room.archived); });
    connect(m_name, &FormField::edited, this, [this] { clearFoot(); });
    connect(m_name, &FormField::submitted, this, &RoomEndPane::remove);
    connect(m_delete, &QPushButton::clicked, this, &RoomEndPane::remove);
}

void RoomEndPane::setRoom(const protocol::RoomSummary &room)
{
    m_room = room;
    m_archiveText->setText(
        room.archived ? tr("The room is archived: it can be read, but nothing is said any more. "
                           "Brought back, it goes on where it was.")
                      : tr("Archived, the room can be read, but nothing is said any more. You can "
                           "bring it back."));
    m_archive->setText(room.archived ? tr("Bring back") : tr("Archive"));
    m_archive->setAccessibleName(m_archive->text());
}

void RoomEndPane::begin()
{
    m_name->setText({});
    clearFoot();
}

QWidget *RoomEndPane::firstField()
{
    return m_archive;
}

void RoomEndPane::remove()
{
    clearFoot();
    if (m_name->text() == m_room.name) {
        Q_EMIT deleteRequested();
        return;
    }
    m_name->showError(tr("This is not its name: %1").arg(m_room.name));
    m_name->focus();
}

} // namespace hobnob::desktop
