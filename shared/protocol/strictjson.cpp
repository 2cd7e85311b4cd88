// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/protocol/strictjson.h"

#include "shared/limits.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

namespace hobnob::protocol
{

using namespace Qt::StringLiterals;

namespace
{

/// Past it a double may stand for another whole number than was written.
constexpr double largestExact = 9007199254740992.0;
/// Members of an object from which on looking at each of them, to find a key twice, takes too long.
constexpr quint32 fewMembers = 16;

} // namespace

/// Builds the values from the parser's events; the first refusal stops it.
class StrictJsonBuilder final : public nlohmann::json_sax<nlohmann::json>
{
public:
    explicit StrictJsonBuilder(qsizetype frameBytes)
    {
        // Text is never longer than it was in the frame.
        m_json.m_text.reserve(frameBytes);
    }

    bool null() override
    {
        add(StrictJson::Kind::Null);
        return true;
    }
    bool boolean(bool value) override
    {
        add(StrictJson::Kind::Boolean).whole = value ? 1 : 0;
        return true;
    }
    bool number_integer(number_integer_t value) override
    {
        add(StrictJson::Kind::Whole).whole = value;
        return true;
    }
    bool number_unsigned(number_unsigned_t value) override
    {
        if (value > static_cast<number_unsigned_t>(std::numeric_limits<qint64>::max()))
            return number(static_cast<double>(value));
        add(StrictJson::Kind::Whole).whole = static_cast<qint64>(value);
        return true;
    }
    bool number_float(number_float_t value, const string_t &) override { return number(value); }
    bool string(string_t &value) override
    {
        if (!isAllowed(value))
            return false;
        add(StrictJson::Kind::Text).text = keep(value);
        return true;
    }
    bool binary(binary_t &) override { return false; }

    bool start_object(std::size_t) override { return open(StrictJson::Kind::Object); }
    bool start_array(std::size_t) override { return open(StrictJson::Kind::List); }
    bool key(string_t &value) override
    {
        if (!isAllowed(value))
            return false;
        m_key = keep(value);
        if (!isNew(m_key))
            return refuse(ErrorCode::DuplicateKey, u"A key stands twice in one object."_s);
        return true;
    }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool parse_error(std::size_t, const std::string &,
                     const nlohmann::detail::exception &e) override
    {
        // 406: a number is out of a double's range.
        if (e.id == 406)
            return refuse(ErrorCode::OutOfRange, u"A number is too large."_s);
        return refuse(ErrorCode::NotJson, u"The frame is not JSON."_s);
    }

    [[nodiscard]] Result<StrictJson> take()
    {
        if (m_error)
            return *m_error;
        return std::move(m_json);
    }

private:
    struct Level {
        quint32 node;
        /// Of an object with many members.
        std::set<QByteArrayView> keys;
    };

    bool refuse(ErrorCode code, const QString &sentence)
    {
        if (!m_error)
            m_error = Error{code, sentence};
        return false;
    }

    bool isAllowed(const std::string &utf8)
    {
        return utf8.find('\0') == std::string::npos ||
               refuse(ErrorCode::BadText, u"Text cannot contain U+0000."_s);
    }

    StrictJson::Span keep(const std::string &utf8)
    {
        const auto begin = static_cast<quint32>(m_json.m_text.size());
        m_json.m_text.append(utf8.data(), static_cast<qsizetype>(utf8.size()));
        return {begin, static_cast<quint32>(utf8.size())};
    }

    /// In the object that is open.
    bool isNew(StrictJson::Span span)
    {
        Level &level = m_levels.back();
        const auto count = m_json.m_nodes[level.node].count;
        const QByteArrayView key = m_json.bytes(span);
        if (count >= fewMembers) {
            // The text does not move, so views of it last.
            if (level.keys.empty())
                eachMember(level.node, [&](QByteArrayView other) {
                    level.keys.insert(other);
                    return true;
                });
            return level.keys.insert(key).second;
        }
        return eachMember(level.node, [key](QByteArrayView other) { return other != key; });
    }

    /// Until \a take returns false for a key.
    template <typename Take>
    bool eachMember(quint32 object, Take take) const
    {
        const auto &nodes = m_json.m_nodes;
        for (quint32 i = object + 1; i < nodes.size(); i = nodes[i].end) {
            if (!take(m_json.bytes(nodes[i].key)))
                return false;
        }
        return true;
    }

    bool number(double value)
    {
        if (std::trunc(value) != value)
            add(StrictJson::Kind::Fraction).number = value;
        else if (std::abs(value) > largestExact)
            add(StrictJson::Kind::Vast).number = value;
        else
            add(StrictJson::Kind::Whole).whole = static_cast<qint64>(value);
        return true;
    }

    StrictJson::Node &add(StrictJson::Kind kind)
    {
        auto &nodes = m_json.m_nodes;
        if (!m_levels.empty())
            ++nodes[m_levels.back().node].count;
        StrictJson::Node &node = nodes.emplace_back();
        node.kind = kind;
        node.end = static_cast<quint32>(nodes.size());
        // Entries of lists have the key that was read last, and nobody asks for it.
        node.key = m_key;
        return node;
    }

    bool open(StrictJson::Kind kind)
    {
        if (m_levels.size() >= limits::jsonDepth)
            return refuse(ErrorCode::TooDeep, u"The frame is nested too deep."_s);
        add(kind).count = 0;
        m_levels.push_back({static_cast<quint32>(m_json.m_nodes.size() - 1), {}});
        return true;
    }

    bool close()
    {
        m_json.m_nodes[m_levels.back().node].end = static_cast<quint32>(m_json.m_nodes.size());
        m_levels.pop_back();
        return true;
    }

    StrictJson m_json;
    StrictJson::Span m_key{};
    std::vector<Level> m_levels;
    std::optional<Error> m_error;
};

Result<StrictJson> StrictJson::parse(QByteArrayView utf8)
{
    auto json = parseValue(utf8);
    if (json && json->root().kind() != Kind::Object)
        return Error{ErrorCode::NotObject, u"The frame is not a JSON object."_s};
    return json;
}

Result<StrictJson> StrictJson::parseValue(QByteArrayView utf8)
{
    // The parser takes a zero for the end and does not look at what follows it. No frame is as long
    // as a Span can say.
    if (utf8.contains('\0') || utf8.size() > std::numeric_limits<quint32>::max())
        return Error{ErrorCode::NotJson, u"The frame is not JSON."_s};
    StrictJsonBuilder builder(utf8.size());
    nlohmann::json::sax_parse(utf8.begin(), utf8.end(), &builder);
    return builder.take();
}

std::optional<StrictJson::Value> StrictJson::Value::find(QStringView key) const
{
    for (const auto member : *this) {
        if (member.hasKey(key))
            return member;
    }
    return std::nullopt;
}

} // namespace hobnob::protocol
