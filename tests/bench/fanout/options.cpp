// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/options.h"

#include <charconv>
#include <functional>
#include <map>

namespace hobnob::bench
{

namespace
{

using Setter = std::function<bool(Options &, std::string_view)>;

template <typename T>
bool read(std::string_view word, T &value)
{
    const char *end = word.data() + word.size();
    const auto [stopped, error] = std::from_chars(word.data(), end, value);
    return error == std::errc() && stopped == end;
}

bool readSeconds(std::string_view word, std::chrono::milliseconds &time)
{
    double seconds = 0;
    if (!read(word, seconds) || seconds < 0)
        return false;
    time = std::chrono::milliseconds(int64_t(seconds * 1000));
    return true;
}

const std::map<std::string_view, Setter> &setters()
{
    static const std::map<std::string_view, Setter> table{
        {"--dialect",
         [](Options &options, std::string_view word) {
             options.dialect = word;
             return true;
         }},
        {"--port",
         [](Options &options, std::string_view word) { return read(word, options.port); }},
        {"--pid",
         [](Options &options, std::string_view word) { return read(word, options.server); }},
        {"--members",
         [](Options &options, std::string_view word) { return read(word, options.plan.members); }},
        {"--rooms",
         [](Options &options, std::string_view word) { return read(word, options.plan.rooms); }},
        {"--senders",
         [](Options &options, std::string_view word) { return read(word, options.plan.senders); }},
        {"--window",
         [](Options &options, std::string_view word) { return read(word, options.manner.window); }},
        {"--rate",
         [](Options &options, std::string_view word) {
             options.manner.window = 0;
             return read(word, options.manner.perSecond) && options.manner.perSecond > 0;
         }},
        {"--size", [](Options &options,
                      std::string_view word) { return read(word, options.manner.messageBytes); }},
        {"--warm-up",
         [](Options &options, std::string_view word) {
             return readSeconds(word, options.manner.warmUp);
         }},
        {"--seconds",
         [](Options &options, std::string_view word) {
             return readSeconds(word, options.manner.measured);
         }},
        {"--idle",
         [](Options &options, std::string_view word) { return read(word, options.idle); }},
        {"--quiet",
         [](Options &options, std::string_view word) { return readSeconds(word, options.quiet); }},
        {"--patience",
         [](Options &options, std::string_view word) {
             return readSeconds(word, options.manner.patience);
         }},
        {"--at-once",
         [](Options &options, std::string_view word) { return read(word, options.atOnce); }},
        {"--drop-one-in",
         [](Options &options, std::string_view word) {
             return read(word, options.manner.dropOneIn);
         }},
    };
    return table;
}

} // namespace

std::string Options::usage()
{
    return "Usage: bench_fanout --port PORT [--pid PID] [--dialect hobnob|irc|socketio|relay]\n"
           "    [--members N] [--rooms N] [--senders N] [--window N | --rate PER_SECOND]\n"
           "    [--size BYTES] [--warm-up SECONDS] [--seconds SECONDS] [--idle N]\n"
           "    [--quiet SECONDS] [--at-once N] [--patience SECONDS] [--storm] [--drop-one-in N]\n";
}

std::optional<Options> Options::parse(int count, char **words)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = words[i];
        if (name == "--storm") {
            options.storm = Storm::Yes;
            continue;
        }
        const auto found = setters().find(name);
        if (found == setters().end() || ++i == count || !found->second(options, words[i]))
            return {};
    }
    const Plan &plan = options.plan;
    const bool fits = options.port > 0 && plan.rooms > 0 && plan.senders <= plan.members &&
                      plan.rooms <= plan.members && options.manner.messageBytes >= stampBytes &&
                      options.atOnce > 0;
    return fits ? std::optional(options) : std::nullopt;
}

} // namespace hobnob::bench
