// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/outgoinghooks.h"

#include "server/core/hookpause.h"
#include "server/core/roomdirectory.h"
#include "shared/limits.h"
#include "shared/text.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.hooks")

/// What a receiver may ask for at most.
constexpr auto longestRest = std::chrono::minutes(30);
/// Of a reason that is kept.
constexpr int reasonCharacters = 200;

} // namespace

/// Where a hook is on its way through the log.
struct OutgoingHooks::Course {
    enum class Stage { Idle, Reading, Delivering, Saving, Pausing };

    OutgoingHook hook;
    Stage stage = Stage::Idle;
    /// What comes next in the log, as far as it was read.
    QList<protocol::Event> page = {};
    /// The position that the store knows.
    Seq saved{};
    /// Something was delivered since then.
    bool isUnsaved = false;
    QTimer timer;
};

OutgoingHooks::OutgoingHooks(const House &house, const QList<OutgoingHook> &hooks) : m_house(house)
{
    for (const OutgoingHook &hook : hooks)
        add(hook);
}

OutgoingHooks::~OutgoingHooks() = default;

std::chrono::milliseconds OutgoingHooks::usualPause(int failures)
{
    return hookPause(failures, QRandomGenerator::global()->generateDouble());
}

void OutgoingHooks::start(DeliverHook deliver)
{
    m_deliver = std::move(deliver);
    for (const auto &[id, course] : m_courses)
        goOn(*course);
}

void OutgoingHooks::stop()
{
    m_deliver = {};
    for (const auto &[id, course] : m_courses) {
        course->timer.stop();
        course->stage = Course::Stage::Idle;
    }
}

void OutgoingHooks::add(const OutgoingHook &hook)
{
    auto made = std::make_unique<Course>();
    Course &course = *made;
    course.hook = hook;
    course.saved = hook.progress.position;
    course.timer.setSingleShot(true);
    connect(&course.timer, &QTimer::timeout, this, [this, &course] {
        course.stage = Course::Stage::Idle;
        goOn(course);
    });
    m_courses.insert_or_assign(hook.id, std::move(made));
    m_byRoom[hook.room].append(&course);
    goOn(course);
}

void OutgoingHooks::remove(const HookId &hook)
{
    const auto found = m_courses.find(hook);
    if (found == m_courses.end())
        return;
    m_byRoom[found->second->hook.room].removeOne(found->second.get());
    m_courses.erase(found);
}

void OutgoingHooks::forgetRoom(const RoomId &room)
{
    const auto courses = m_byRoom.take(room);
    for (const Course *course : courses)
        m_courses.erase(HookId(course->hook.id));
}

void OutgoingHooks::noteEvent(const RoomId &room, const protocol::Event &event)
{
    const auto courses = m_byRoom.value(room);
    for (Course *course : courses) {
        if (course->stage != Course::Stage::Idle)
            continue;
        // Whoever is up to date need not read the log for it.
        if (course->page.isEmpty() && next(course->hook.progress.position) == event.seq)
            course->page.append(event);
        goOn(*course);
    }
}

OutgoingHooks::Course *OutgoingHooks::find(const HookId &hook) const
{
    const auto found = m_courses.find(hook);
    return found == m_courses.end() ? nullptr : found->second.get();
}

void OutgoingHooks::goOn(Course &course)
{
    HookProgress &progress = course.hook.progress;
    if (!m_deliver || course.stage != Course::Stage::Idle || progress.state == HookState::Stopped)
        return;
    // Nothing is delivered after a message of which nobody would know that it was.
    if (course.isUnsaved) {
        save(course);
        return;
    }
    while (!course.page.isEmpty()) {
        const protocol::Event &event = course.page.first();
        if (event.seq > progress.position && isWanted(course.hook, event)) {
            deliver(course, event);
            return;
        }
        progress.position = std::max(progress.position, event.seq);
        course.page.removeFirst();
    }
    if (number(progress.position) - number(course.saved) >= limits::hookSkips)
        save(course);
    else if (progress.position < m_house.directory.lastSeq(course.hook.room))
        read(course);
}

void OutgoingHooks::read(Course &course)
{
    course.stage = Course::Stage::Reading;
    const PageRequest request{.room = course.hook.room,
                              .before = {},
                              .after = course.hook.progress.position,
                              .limit = limits::hookPage};
    m_house.store.readPage(request, [this, id = course.hook.id](const Result<Page> &page) {
        finishReading(id, page);
    });
}

void OutgoingHooks::finishReading(const HookId &hook, const Result<Page> &page)
{
    Course *course = find(hook);
    if (!course || course->stage != Course::Stage::Reading)
        return;
    if (!page || page->events.isEmpty()) {
        pause(*course, m_house.pause(1));
        return;
    }
    course->page = page->events;
    course->stage = Course::Stage::Idle;
    goOn(*course);
}

HookPlace OutgoingHooks::placeOf(const OutgoingHook &hook) const
{
    return {m_house.store.epoch(), hook.room, m_house.directory.find(hook.room).name};
}

void OutgoingHooks::deliver(Course &course, const protocol::Event &event)
{
    course.stage = Course::Stage::Delivering;
    m_deliver(messageDelivery(course.hook, placeOf(course.hook), event, m_house.clock()),
              [this, id = course.hook.id, seq = event.seq](const HookOutcome &outcome) {
                  finishDelivering(id, seq, outcome);
              });
}

void OutgoingHooks::finishDelivering(const HookId &hook, Seq seq, const HookOutcome &outcome)
{
    Course *course = find(hook);
    if (!course || course->stage != Course::Stage::Delivering)
        return;
    if (outcome.verdict != HookOutcome::Verdict::Taken) {
        noteFailure(*course, outcome);
        return;
    }
    HookProgress &progress = course->hook.progress;
    progress = {.state = progress.state, .position = std::max(progress.position, seq)};
    course->isUnsaved = true;
    course->stage = Course::Stage::Idle;
    goOn(*course);
}

void OutgoingHooks::noteFailure(Course &course, const HookOutcome &outcome)
{
    HookProgress &progress = course.hook.progress;
    const Timestamp now = m_house.clock();
    if (progress.failures++ == 0) {
        progress.failingSince = now;
        qCWarning(log).noquote() << "The hook" << course.hook.id.value()
                                 << "is not delivered:" << outcome.reason;
    }
    progress.reason = excerpt(outcome.reason, reasonCharacters);
    // It may be a long time, and the log is there.
    course.page.clear();
    const std::chrono::milliseconds failing(milliseconds(now) -
                                            milliseconds(progress.failingSince));
    if (outcome.verdict == HookOutcome::Verdict::Gone || failing >= limits::hookPatience) {
        progress.state = HookState::Stopped;
        course.stage = Course::Stage::Idle;
        qCWarning(log).noquote() << "The hook" << course.hook.id.value()
                                 << "is stopped; hobnobd hook resume starts it again";
    } else {
        const auto rest = std::min<std::chrono::milliseconds>(outcome.rest, longestRest);
        pause(course, std::max(rest, m_house.pause(int(std::min<qint64>(progress.failures, 100)))));
    }
    m_house.store.setHookProgress(course.hook.id, progress, {}, [](const Result<Done> &saved) {
        if (!saved)
            qCWarning(log) << "A hook's failure was not noted:" << saved.error().sentence;
    });
}

void OutgoingHooks::save(Course &course)
{
    course.stage = Course::Stage::Saving;
    const HookProgress &progress = course.hook.progress;
    m_house.store.setHookProgress(
        course.hook.id, progress, {},
        [this, id = course.hook.id, position = progress.position](const Result<Done> &saved) {
            finishSaving(id, position, saved);
        });
}

void OutgoingHooks::finishSaving(const HookId &hook, Seq position, const Result<Done> &saved)
{
    Course *course = find(hook);
    if (!course || course->stage != Course::Stage::Saving)
        return;
    if (!saved) {
        pause(*course, m_house.pause(1));
        return;
    }
    course->saved = position;
    course->isUnsaved = false;
    course->stage = Course::Stage::Idle;
    goOn(*course);
}

void OutgoingHooks::pause(Course &course, std::chrono::milliseconds time)
{
    course.stage = Course::Stage::Pausing;
    course.timer.start(time);
}

void OutgoingHooks::resume(const HookId &hook, From from, const Audit &audit,
                           const Answer<Done> &answer)
{
    const Course *known = find(hook);
    if (!known) {
        answer(Done{});
        return;
    }
    const HookProgress fresh{.position = from == From::Now
                                             ? m_house.directory.lastSeq(known->hook.room)
                                             : known->hook.progress.position};
    m_house.store.setHookProgress(hook, fresh, audit, [=, this](const Result<Done> &saved) {
        Course *course = find(hook);
        if (saved && course) {
            HookProgress &progress = course->hook.progress;
            progress = {.position = std::max(progress.position, fresh.position)};
            if (course->stage == Course::Stage::Pausing) {
                course->timer.stop();
                course->stage = Course::Stage::Idle;
            }
            goOn(*course);
        }
        answer(saved);
    });
}

void OutgoingHooks::test(const OutgoingHook &hook, const Answer<HookOutcome> &answer) const
{
    if (!m_deliver) {
        answer(Error{ErrorCode::NotAllowed, u"Only a server that runs can send it."_s});
        return;
    }
    m_deliver(testDelivery(hook, placeOf(hook), m_house.clock()),
              [answer](const HookOutcome &outcome) { answer(outcome); });
}

QList<OutgoingHook> OutgoingHooks::all() const
{
    QList<OutgoingHook> hooks;
    for (const auto &[id, course] : m_courses)
        hooks.append(course->hook);
    std::sort(hooks.begin(), hooks.end(), [](const OutgoingHook &a, const OutgoingHook &b) {
        return std::pair(a.created, a.id) < std::pair(b.created, b.id);
    });
    return hooks;
}

} // namespace hobnob::server
