// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/personlistmodel.h"
#include "desktop/views/sheet.h"
#include "shared/result.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class ChipRow;
class Label;
class SearchList;

/// Asks for people: whom to write to, or whom to bring into a room. It stays until that was done;
/// what went wrong is said above its buttons.
class PeoplePicker final : public Sheet
{
    Q_OBJECT

public:
    enum class Purpose { Message, Add };

    explicit PeoplePicker(QWidget *parent);

    /// \a room: the room's name when they are to be added.
    void ask(Purpose purpose, const QString &room = {});
    [[nodiscard]] Purpose purpose() const { return m_purpose; }
    /// The answer to searched(); late ones of another text are passed over.
    void showFound(const QString &text, const QList<protocol::Person> &people);
    void showError(const Error &error);

Q_SIGNALS:
    void searched(const QString &text);
    void picked(Purpose purpose, const QList<UserId> &people);

private:
    void choose(const QModelIndex &index);
    void takeOut(const UserId &person);
    void showChosen();
    void submit();
    [[nodiscard]] int most() const;

    Purpose m_purpose = Purpose::Message;
    Label *m_title;
    Label *m_hint;
    ChipRow *m_chips;
    SearchList *m_search;
    Label *m_error;
    QPushButton *m_accept;
    PersonListModel m_found;
    Faces m_chosen;
};

} // namespace hobnob::desktop
