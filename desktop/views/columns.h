// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantAnimation>
#include <QWidget>

namespace hobnob::desktop
{

/// Three columns: rooms, the middle, people. A narrow window folds the people away and makes the
/// rooms a drawer; what is folded slides over the middle when it is asked for, and a click beside
/// it folds it again.
class Columns final : public QWidget
{
    Q_OBJECT

public:
    enum class Side { Rooms, People };

    /// Becomes the parent of all three.
    Columns(QWidget *rooms, QWidget *middle, QWidget *people, QWidget *parent = nullptr);

    /// Whether there is a room that people could be in.
    void setPeopleAvailable(bool available);
    /// Whether the people have a column where there is room for one.
    void setPeopleWanted(bool wanted);
    [[nodiscard]] bool isPeopleWanted() const { return m_peopleWanted; }
    [[nodiscard]] bool isPeopleShown() const;
    /// Shows the people, or hides them: as a column, or over the middle where it is narrow.
    void togglePeople();
    void openDrawer(Side side);
    void closeDrawer();
    [[nodiscard]] bool isDrawerOpen() const { return m_drawer != nullptr; }
    [[nodiscard]] bool roomsAreDrawer() const;

Q_SIGNALS:
    /// roomsAreDrawer() or isPeopleShown() may be different now.
    void arrangementChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    [[nodiscard]] bool peopleFit() const;
    [[nodiscard]] int scaled(int width) const;
    void slideDrawer(qreal part);

    QWidget *m_rooms;
    QWidget *m_middle;
    QWidget *m_people;
    QWidget *m_scrim;
    QWidget *m_drawer = nullptr;
    QVariantAnimation m_slide;
    bool m_peopleWanted = true;
    bool m_peopleAvailable = true;
};

} // namespace hobnob::desktop
