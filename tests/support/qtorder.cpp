// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The distribution's Qt is not built with the thread sanitizer, which so does not see what Qt
// orders. The ways on which our code goes from one thread to another tell it here: they stand
// before Qt's own functions and call them. Part of a build with the thread sanitizer alone.

#include <QThread>
#include <QThreadPool>

#include <dlfcn.h>
#include <future>
#include <sanitizer/tsan_interface.h>

namespace
{

template <typename Function>
Function *ofQt(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

/// What was done before the call is seen in it, and what it did by whoever destroys it, or waits
/// for its answer or the end of its thread.
class OrderedCall final : public QtPrivate::QSlotObjectBase
{
public:
    OrderedCall(QtPrivate::QSlotObjectBase *slot, void *answer)
        : QSlotObjectBase(&OrderedCall::run), m_slot(slot), m_answer(answer)
    {
        __tsan_release(this);
    }

private:
    static void run(int what, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *)
    {
        __tsan_acquire(base);
        auto *self = static_cast<OrderedCall *>(base);
        if (what == Destroy) {
            self->m_slot->destroyIfLastRef();
            delete self;
        } else if (what == Call) {
            self->m_slot->call(receiver, arguments);
            __tsan_release(QThread::currentThread());
            if (self->m_answer)
                __tsan_release(self->m_answer);
            // Last: whoever posted it may destroy it.
            __tsan_release(base);
        }
    }

    QSlotObjectBase *const m_slot;
    void *const m_answer;
};

// Their addresses are what the tasks of pools are ordered by.
char poolStart;
char poolEnd;

} // namespace

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot,
                                   Qt::ConnectionType type, void *ret)
{
    static auto *const real =
        ofQt<bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
            "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt"
            "14ConnectionTypeEPv");
    char answer = 0;
    const bool waits = type == Qt::BlockingQueuedConnection;
    const bool done = real(object, new OrderedCall(slot, waits ? &answer : nullptr), type, ret);
    if (waits)
        __tsan_acquire(&answer);
    return done;
}

QThread *QThread::createThreadImpl(std::future<void> &&future)
{
    static auto *const real =
        ofQt<QThread *(std::future<void> &&)>("_ZN7QThread16createThreadImplEOSt6futureIvE");
    return real(std::async(std::launch::deferred, [work = std::move(future)]() mutable {
        work.get();
        __tsan_release(QThread::currentThread());
    }));
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static auto *const real =
        ofQt<bool(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = real(this, deadline);
    if (ended)
        __tsan_acquire(this);
    return ended;
}

void QThreadPool::start(std::function<void()> functionToRun, int priority)
{
    static auto *const real = ofQt<void(QThreadPool *, std::function<void()>, int)>(
        "_ZN11QThreadPool5startESt8functionIFvvEEi");
    std::function<void()> ordered = [task = std::move(functionToRun)] {
        __tsan_acquire(&poolStart);
        task();
        __tsan_release(&poolEnd);
    };
    __tsan_release(&poolStart);
    real(this, std::move(ordered), priority);
}

bool QThreadPool::waitForDone(int msecs)
{
    static auto *const real = ofQt<bool(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool ended = real(this, msecs);
    if (ended)
        __tsan_acquire(&poolEnd);
    return ended;
}
