// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/peoplepicker.h"

#include "desktop/models/statustext.h"
#include "desktop/views/chiprow.h"
#include "desktop/views/label.h"
#include "desktop/views/memberdelegate.h"
#include "desktop/views/searchlist.h"
#include "shared/limits.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 440;
constexpr int mostRows = 6;

} // namespace

PeoplePicker::PeoplePicker(QWidget *parent)
    : Sheet(cardWidth, parent), m_hint(new Label(TextSize::Base, LabelTone::Muted, this)),
      m_chips(new ChipRow(this)),
      m_search(new SearchList(u"people"_s, tr("Search people"), mostRows, this)),
      m_error(new Label(TextSize::Small, LabelTone::Danger, this)), m_accept(new QPushButton(this))
{
    setObjectName(u"peoplePicker"_s);
    m_title = addHead(u"peoplePicker"_s, {});
    m_hint->setWordWrap(true);
    m_search->setModel(&m_found, new MemberDelegate(MemberDelegate::Titles::None, m_search->list()),
                       MemberDelegate::rowHeight(font()));
    m_error->setObjectName(u"peoplePickerError"_s);
    m_error->setWordWrap(true);
    m_accept->setObjectName(u"peoplePickerAccept"_s);
    m_accept->setDefault(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"peoplePickerCancel"_s);
    cancel->setAccessibleName(cancel->text());
    content()->addWidget(m_hint);
    content()->addWidget(m_chips);
    content()->addWidget(m_search);
    content()->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space[2]);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    content()->addLayout(buttons);

    connect(m_search, &SearchList::searched, this, &PeoplePicker::searched);
    connect(m_search, &SearchList::taken, this, &PeoplePicker::choose);
    connect(m_search, &SearchList::finished, this, &PeoplePicker::submit);
    connect(m_search, &SearchList::wentBack, this, [this] {
        if (!m_chosen.isEmpty())
            takeOut(m_chosen.last().id);
    });
    connect(m_chips, &ChipRow::removeRequested, this, &PeoplePicker::takeOut);
    connect(m_accept, &QPushButton::clicked, this, &PeoplePicker::submit);
    connect(cancel, &QPushButton::clicked, this, &PeoplePicker::dismiss);
}

void PeoplePicker::ask(Purpose purpose, const QString &room)
{
    m_purpose = purpose;
    const bool isMessage = purpose == Purpose::Message;
    m_title->setText(isMessage ? tr("New message") : tr("Add people"));
    setAccessibleName(m_title->text());
    m_hint->setText(isMessage ? tr("Choose whom to write to: one, or up to nine.")
                              : tr("Whoever is added to %1 finds it in their list.").arg(room));
    m_accept->setText(isMessage ? tr("Open") : tr("Add"));
    m_accept->setAccessibleName(m_accept->text());
    m_chosen.clear();
    m_found.setRows({});
    m_search->setNothing({});
    showChosen();
    m_search->begin();
    open(m_search->field());
}

int PeoplePicker::most() const
{
    return m_purpose == Purpose::Message ? limits::directPeople - 1 : limits::addedPeople;
}

void PeoplePicker::showFound(const QString &text, const QList<protocol::Person> &people)
{
    if (text != m_search->text())
        return;
    m_search->setNothing(text.isEmpty() ? tr("There is nobody else here yet.")
                                        : tr("Nobody here is called that."));
    QList<PersonRow> rows;
    for (const auto &person : people) {
        const bool isChosen = std::any_of(m_chosen.begin(), m_chosen.end(),
                                          [&](const Face &face) { return face.id == person.id; });
        if (!isChosen)
            rows.append(PersonListModel::rowOf(person));
    }
    m_found.setRows(rows);
    // Enter takes the first of what one typed, but nobody by chance.
    if (text.isEmpty())
        m_search->list()->setCurrentIndex({});
    else
        m_search->markFirst();
}

void PeoplePicker::choose(const QModelIndex &index)
{
    if (m_chosen.size() >= most()) {
        showError({ErrorCode::TooManyPeople, {}});
        return;
    }
    m_chosen.append(m_found.at(index.row()).face);
    m_search->field()->clear();
    // Enter again means that one has them all, not the next one in the list.
    m_search->list()->setCurrentIndex({});
    showChosen();
    Q_EMIT searched({});
}

void PeoplePicker::takeOut(const UserId &person)
{
    m_chosen.removeIf([&](const Face &face) { return face.id == person; });
    showChosen();
    Q_EMIT searched(m_search->text());
    m_search->field()->setFocus(Qt::OtherFocusReason);
}

void PeoplePicker::showChosen()
{
    m_chips->setFaces(m_chosen);
    m_accept->setEnabled(!m_chosen.isEmpty());
    m_error->hide();
}

void PeoplePicker::showError(const Error &error)
{
    const bool isFull = error.code == ErrorCode::TooManyPeople && m_purpose == Purpose::Message;
    m_error->setText(
        isFull ? tr("A direct message has at most nine others. Make a private room for more.")
        : error.code == ErrorCode::Blocked ? tr("You cannot write to one of these people.")
                                           : errorText(error));
    m_error->show();
}

void PeoplePicker::submit()
{
    if (m_chosen.isEmpty())
        return;
    QList<UserId> people;
    for (const auto &face : std::as_const(m_chosen))
        people.append(face.id);
    Q_EMIT picked(m_purpose, people);
}

} // namespace hobnob::desktop
