// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/columns.h"

#include "desktop/views/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

class Scrim final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), theme(this).scrim); }
};

} // namespace

Columns::Columns(QWidget *rooms, QWidget *middle, QWidget *people, QWidget *parent)
    : QWidget(parent), m_rooms(rooms), m_middle(middle), m_people(people), m_scrim(new Scrim(this))
{
    setObjectName(u"columns"_s);
    for (auto *widget : {rooms, middle, people})
        widget->setParent(this);
    m_scrim->setObjectName(u"scrim"_s);
    m_scrim->installEventFilter(this);
    m_scrim->hide();
    m_slide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &value) { slideDrawer(value.toReal()); });
}

int Columns::scaled(int width) const
{
    // A larger type needs wider columns, up to a point.
    const int base = textFont(font(), TextSize::Base).pixelSize();
    return width * std::clamp(base, int(tokens::typeBase), 18) / tokens::typeBase;
}

bool Columns::roomsAreDrawer() const
{
    return width() < scaled(tokens::breakpointDrawer);
}

bool Columns::peopleFit() const
{
    return width() >= scaled(tokens::breakpointFoldPeople);
}

bool Columns::isPeopleShown() const
{
    return m_drawer == m_people || (peopleFit() && m_peopleWanted && m_peopleAvailable);
}

void Columns::setPeopleAvailable(bool available)
{
    if (m_peopleAvailable == available)
        return;
    m_peopleAvailable = available;
    if (!available && m_drawer == m_people)
        closeDrawer();
    else
        arrange();
}

void Columns::setPeopleWanted(bool wanted)
{
    m_peopleWanted = wanted;
    arrange();
}

void Columns::togglePeople()
{
    if (peopleFit())
        setPeopleWanted(!m_peopleWanted);
    else if (m_drawer == m_people)
        closeDrawer();
    else
        openDrawer(Side::People);
}

void Columns::openDrawer(Side side)
{
    const bool folded = side == Side::Rooms ? roomsAreDrawer() : !peopleFit() && m_peopleAvailable;
    if (!folded)
        return;
    closeDrawer();
    m_drawer = side == Side::Rooms ? m_rooms : m_people;
    arrange();
    m_scrim->show();
    m_scrim->raise();
    m_drawer->raise();
    m_drawer->show();
    m_slide.stop();
    if (const int time = motion(this, tokens::durationSlow); time > 0 && isVisible()) {
        m_slide.setStartValue(0.0);
        m_slide.setEndValue(1.0);
        m_slide.setDuration(time);
        m_slide.start();
        slideDrawer(0);
    }
    m_drawer->setFocus(Qt::OtherFocusReason);
}

void Columns::closeDrawer()
{
    if (!m_drawer)
        return;
    m_slide.stop();
    m_drawer = nullptr;
    arrange();
}

void Columns::slideDrawer(qreal part)
{
    if (!m_drawer)
        return;
    const bool atLeft = (m_drawer == m_rooms) != (layoutDirection() == Qt::RightToLeft);
    const int hidden = qRound(m_drawer->width() * (1 - part));
    m_drawer->move(atLeft ? -hidden : width() - m_drawer->width() + hidden, 0);
}

void Columns::arrange()
{
    // A drawer that has become a column again is none any more.
    if ((m_drawer == m_rooms && !roomsAreDrawer()) || (m_drawer == m_people && peopleFit())) {
        m_slide.stop();
        m_drawer = nullptr;
    }
    const int most = std::max(160, width() - tokens::sizeHitTarget - tokens::space[2]);
    const int roomsWidth = std::min(scaled(tokens::sizeRoomsColumn), most);
    const int peopleWidth = std::min(scaled(tokens::sizePeopleColumn), most);
    const bool roomsColumn = !roomsAreDrawer();
    const bool peopleColumn = peopleFit() && m_peopleWanted && m_peopleAvailable;
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    const auto place = [this, rightToLeft](QWidget *widget, int x, int w) {
        widget->setGeometry(rightToLeft ? width() - x - w : x, 0, w, height());
    };
    const int left = roomsColumn ? roomsWidth : 0;
    const int right = peopleColumn ? peopleWidth : 0;
    place(m_rooms, 0, roomsWidth);
    place(m_people, width() - peopleWidth, peopleWidth);
    place(m_middle, left, width() - left - right);
    m_scrim->setGeometry(rect());
    m_rooms->setVisible(roomsColumn || m_drawer == m_rooms);
    m_people->setVisible(peopleColumn || m_drawer == m_people);
    m_scrim->setVisible(m_drawer != nullptr);
    Q_EMIT arrangementChanged();
}

void Columns::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void Columns::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        arrange();
}

bool Columns::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_scrim && event->type() == QEvent::MouseButtonPress) {
        closeDrawer();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hobnob::desktop
