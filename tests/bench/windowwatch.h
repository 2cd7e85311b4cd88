// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <xcb/xcb.h>

namespace hobnob::bench
{

/// Tells when the first real window of a program is on the screen and painted, from outside, so
/// that every program is measured alike. Needs an X server of its own without a window manager: the
/// root window is painted in a colour that no program uses.
class WindowWatch final
{
public:
    /// Nothing when there is no X server at $DISPLAY.
    static std::optional<WindowWatch> create();

    /// Waits for a map notification of a window of at least 100 by 100 pixels, then until no pixel
    /// of some of its rows shows the root any more. False after \a seconds without one.
    [[nodiscard]] bool waitForPaintedWindow(double seconds);

private:
    struct Disconnect {
        void operator()(xcb_connection_t *connection) const { xcb_disconnect(connection); }
    };
    using Connection = std::unique_ptr<xcb_connection_t, Disconnect>;

    WindowWatch(Connection connection, xcb_window_t root)
        : m_connection(std::move(connection)), m_root(root)
    {
    }

    void paintRoot();
    [[nodiscard]] bool isReal(xcb_window_t window) const;
    [[nodiscard]] bool isPainted(xcb_window_t window) const;

    Connection m_connection;
    xcb_window_t m_root;
};

} // namespace hobnob::bench
