// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace hobnob::server
{

/// What one thread hands to others, first in, first out. The only lock of the store.
template <typename Work>
class WorkQueue final
{
public:
    void push(Work work)
    {
        {
            const std::lock_guard guard(m_mutex);
            m_works.push_back(std::move(work));
        }
        m_changed.notify_one();
    }

    /// Waits for one piece of work; nothing when the queue is closed and empty.
    [[nodiscard]] std::optional<Work> take()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_closed || !m_works.empty(); });
        if (m_works.empty())
            return std::nullopt;
        Work work = std::move(m_works.front());
        m_works.pop_front();
        return work;
    }

    /// Waits for work, until \a deadline when there is one, and takes everything that is there.
    /// Nothing when the queue is closed and empty.
    [[nodiscard]] std::optional<std::deque<Work>>
    takeAll(std::optional<std::chrono::steady_clock::time_point> deadline = std::nullopt)
    {
        std::unique_lock lock(m_mutex);
        const auto isOver = [this] { return m_closed || !m_works.empty(); };
        if (deadline)
            m_changed.wait_until(lock, *deadline, isOver);
        else
            m_changed.wait(lock, isOver);
        if (m_closed && m_works.empty())
            return std::nullopt;
        return std::exchange(m_works, {});
    }

    /// No more work comes; what is queued is still taken.
    void close()
    {
        {
            const std::lock_guard guard(m_mutex);
            m_closed = true;
        }
        m_changed.notify_all();
    }

    void clear()
    {
        const std::lock_guard guard(m_mutex);
        m_works.clear();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Work> m_works;
    bool m_closed = false;
};

} // namespace hobnob::server
