// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/windowdriver.h"

#include "desktop/models/timelinemodel.h"
#include "desktop/views/roomlistview.h"
#include "desktop/views/timelineview.h"

#include <QMouseEvent>
#include <QWheelEvent>

namespace hobnob::bench
{

using namespace std::chrono_literals;

namespace
{

constexpr auto patience = 15s;
/// A frame of a 60 Hz screen.
constexpr auto frame = 16ms;
/// Longer than any delayed layout or coalesced change.
constexpr auto quiet = 120ms;

template <typename Widget>
Widget *find()
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *widget = window->findChild<Widget *>(); widget && widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool showsMessages(const QAbstractItemView *timeline)
{
    return timeline && timeline->model() && timeline->model()->rowCount() > 20;
}

void send(QWidget *widget, QEvent::Type type, const QPoint &place)
{
    const Qt::MouseButtons held =
        type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::MouseButtons();
    QMouseEvent event(type, QPointF(place), QPointF(widget->mapToGlobal(place)), Qt::LeftButton,
                      held, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

} // namespace

std::optional<WindowDriver> WindowDriver::create(MeteredApplication *application)
{
    const bool shown = MeteredApplication::waitUntil(
        [] {
            return showsMessages(find<desktop::TimelineView>()) && find<desktop::RoomListView>();
        },
        patience);
    if (!shown)
        return {};
    WindowDriver driver(application, find<desktop::TimelineView>(), find<desktop::RoomListView>());
    driver.settle();
    application->meter(driver.m_timeline->viewport());
    return driver;
}

void WindowDriver::settle() const
{
    const Clock::time_point end = Clock::now() + quiet;
    (void)MeteredApplication::waitUntil([end] { return Clock::now() > end; }, 2 * quiet);
}

const QWidget *WindowDriver::meteredWidget() const
{
    return m_timeline->viewport();
}

bool WindowDriver::scrollUp(int times)
{
    for (int i = 0; i < times; ++i) {
        const Clock::time_point next = Clock::now() + frame;
        if (!turnWheel())
            return false;
        (void)MeteredApplication::waitUntil([next] { return Clock::now() >= next; }, 2 * frame);
    }
    return true;
}

bool WindowDriver::turnWheel()
{
    QWidget *viewport = m_timeline->viewport();
    const QPoint place = viewport->rect().center();
    const int before = m_application->frameCount();
    const Clock::time_point begin = Clock::now();
    QWheelEvent event(QPointF(place), QPointF(viewport->mapToGlobal(place)), QPoint(),
                      QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(viewport, &event);
    const bool painted = MeteredApplication::waitUntil(
        [&] { return m_application->frameCount() > before; }, patience);
    if (painted)
        m_turns.add(m_application->lastFrameEnd() - begin);
    return painted;
}

qint64 WindowDriver::seqInMiddle() const
{
    const QRect area = m_timeline->viewport()->rect();
    for (int y = area.center().y(); y < area.bottom(); y += 4) {
        const QModelIndex index = m_timeline->indexAt({area.center().x(), y});
        const qint64 seq = index.data(desktop::TimelineModel::SeqNumber).toLongLong();
        if (seq > 0)
            return seq;
    }
    return 0;
}

bool WindowDriver::click(const QString &room)
{
    const QAbstractItemModel *model = m_rooms->model();
    const QModelIndexList found =
        model->match(model->index(0, 0), Qt::DisplayRole, room, 1, Qt::MatchExactly);
    if (found.isEmpty())
        return false;
    const QPoint place = m_rooms->visualRect(found.first()).center();
    send(m_rooms->viewport(), QEvent::MouseButtonPress, place);
    send(m_rooms->viewport(), QEvent::MouseButtonRelease, place);
    return true;
}

bool WindowDriver::switchBetween(const QString &one, const QString &other, int times)
{
    for (int i = 0; i < times; ++i) {
        const QAbstractItemModel *shown = m_timeline->model();
        const int before = m_application->frameCount();
        const Clock::time_point begin = Clock::now();
        if (!click(i % 2 == 0 ? one : other))
            return false;
        const bool painted = MeteredApplication::waitUntil(
            [&] { return m_timeline->model() != shown && m_application->frameCount() > before; },
            patience);
        if (!painted)
            return false;
        m_switches.add(m_application->lastFrameEnd() - begin);
        settle();
    }
    return true;
}

} // namespace hobnob::bench
