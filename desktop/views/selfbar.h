// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/face.h"

#include <QAbstractButton>

namespace hobnob::desktop
{

/// How the person is seen by others.
enum class SelfState { Here, Away, Offline };

/// The foot of the room list: who one is, and whether the others can see it. A click leads to what
/// one can set about oneself.
class SelfBar final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit SelfBar(QWidget *parent = nullptr);

    void setPerson(const Face &person);
    /// \a words: such as "Here" or "Connecting…".
    void setState(SelfState state, const QString &words);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    Face m_face;
    SelfState m_state = SelfState::Offline;
    QString m_words;
};

} // namespace hobnob::desktop
