// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/windowwatch.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <thread>

namespace hobnob::bench
{

namespace
{

constexpr std::uint32_t rootColour = 0xff00ff;
constexpr int leastSide = 100;
constexpr int probedRows = 9;

struct Free {
    void operator()(void *memory) const { std::free(memory); }
};
template <typename T>
using Reply = std::unique_ptr<T, Free>;

} // namespace

std::optional<WindowWatch> WindowWatch::create()
{
    Connection connection(xcb_connect(nullptr, nullptr));
    if (xcb_connection_has_error(connection.get()) != 0)
        return {};
    const xcb_screen_t *screen = xcb_setup_roots_iterator(xcb_get_setup(connection.get())).data;
    WindowWatch watch(std::move(connection), screen->root);
    watch.paintRoot();
    return watch;
}

void WindowWatch::paintRoot()
{
    const std::uint32_t values[] = {rootColour, XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY};
    xcb_change_window_attributes(m_connection.get(), m_root, XCB_CW_BACK_PIXEL | XCB_CW_EVENT_MASK,
                                 values);
    xcb_clear_area(m_connection.get(), 0, m_root, 0, 0, 0, 0);
    // A reply means that all of the above is done.
    const Reply<xcb_get_input_focus_reply_t> done(xcb_get_input_focus_reply(
        m_connection.get(), xcb_get_input_focus(m_connection.get()), nullptr));
}

bool WindowWatch::waitForPaintedWindow(double seconds)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    xcb_window_t mapped = XCB_NONE;
    while (std::chrono::steady_clock::now() < end) {
        while (const Reply<xcb_generic_event_t> event{xcb_poll_for_event(m_connection.get())}) {
            if ((event->response_type & 0x7f) != XCB_MAP_NOTIFY)
                continue;
            const auto *notify = reinterpret_cast<const xcb_map_notify_event_t *>(event.get());
            if (mapped == XCB_NONE && notify->override_redirect == 0 && isReal(notify->window))
                mapped = notify->window;
        }
        if (mapped == XCB_NONE) {
            pollfd socket{xcb_get_file_descriptor(m_connection.get()), POLLIN, 0};
            poll(&socket, 1, 10);
        } else if (isPainted(mapped)) {
            return true;
        } else {
            // Short beside what is measured, long enough to leave the core to the program.
            std::this_thread::sleep_for(std::chrono::microseconds(300));
        }
    }
    return false;
}

bool WindowWatch::isReal(xcb_window_t window) const
{
    const Reply<xcb_get_geometry_reply_t> geometry(xcb_get_geometry_reply(
        m_connection.get(), xcb_get_geometry(m_connection.get(), window), nullptr));
    return geometry && geometry->width >= leastSide && geometry->height >= leastSide;
}

bool WindowWatch::isPainted(xcb_window_t window) const
{
    const Reply<xcb_get_geometry_reply_t> geometry(xcb_get_geometry_reply(
        m_connection.get(), xcb_get_geometry(m_connection.get(), window), nullptr));
    if (!geometry)
        return false;
    for (int row = 1; row <= probedRows; ++row) {
        const auto y = static_cast<std::int16_t>(geometry->height * row / (probedRows + 1));
        const Reply<xcb_get_image_reply_t> image(
            xcb_get_image_reply(m_connection.get(),
                                xcb_get_image(m_connection.get(), XCB_IMAGE_FORMAT_Z_PIXMAP, window,
                                              0, y, geometry->width, 1, ~0U),
                                nullptr));
        if (!image)
            return false;
        const std::uint8_t *pixels = xcb_get_image_data(image.get());
        const int bytes = xcb_get_image_data_length(image.get());
        for (int at = 0; at + 4 <= bytes; at += 4) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, pixels + at, sizeof pixel);
            if ((pixel & 0xffffff) == rootColour)
                return false;
        }
    }
    return true;
}

} // namespace hobnob::bench
