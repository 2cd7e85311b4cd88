// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

namespace hobnob::server
{

/// What the domain's thread asks of a thread of the store, which has a \a Context to do it with.
/// A task goes there, is done or fails, and comes back with its outcome. It holds copies of values
/// only: who is told the outcome stays on the domain's thread.
template <typename Context>
class Task
{
public:
    Task() = default;
    virtual ~Task() = default;
    Q_DISABLE_COPY_MOVE(Task)

    /// Does the work; whether it succeeded.
    virtual bool run(Context &context) = 0;
    /// Puts \a error in the place of whatever the outcome was.
    virtual void fail(const Error &error) = 0;
};

/// A task whose outcome is a Result<T>.
template <typename Context, typename T>
class TaskFor final : public Task<Context>
{
public:
    template <std::invocable<Context &> Work>
    explicit TaskFor(Work work) : m_work(std::move(work))
    {
    }

    bool run(Context &context) override { return m_outcome.emplace(m_work(context)).ok(); }
    void fail(const Error &error) override { m_outcome.emplace(error); }
    /// Of the last run() or fail(); to be taken once.
    [[nodiscard]] Result<T> takeOutcome()
    {
        Q_ASSERT(m_outcome);
        return *std::exchange(m_outcome, {});
    }

private:
    std::function<Result<T>(Context &)> m_work;
    std::optional<Result<T>> m_outcome;
};

/// A task and who waits for it, while both are on the domain's thread.
template <typename Context>
struct Request {
    std::unique_ptr<Task<Context>> task;
    /// Gives the task's outcome to the one who asked.
    std::function<void(Task<Context> &)> deliver;
};

/// \a answer is called with the outcome of \a work, on the thread that delivers.
template <typename Context, typename T, std::invocable<Context &> Work>
[[nodiscard]] Request<Context> makeRequest(std::function<void(Result<T>)> answer, Work work)
{
    return {std::make_unique<TaskFor<Context, T>>(std::move(work)),
            [answer = std::move(answer)](Task<Context> &task) {
                answer(static_cast<TaskFor<Context, T> &>(task).takeOutcome());
            }};
}

} // namespace hobnob::server
