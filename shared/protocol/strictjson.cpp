// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/protocol/strictjson.h"

#include "shared/limits.h"

#include <QJsonArray>

#include <nlohmann/json.hpp>
#include <vector>

namespace hobnob::protocol
{

using namespace Qt::StringLiterals;

namespace
{

/// Builds the value from the parser's events; the first refusal stops it.
class Builder final : public nlohmann::json_sax<nlohmann::json>
{
public:
    bool null() override { return add(QJsonValue::Null); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(qint64{value}); }
    bool number_unsigned(number_unsigned_t value) override
    {
        if (value > static_cast<number_unsigned_t>(limits::maxInteger))
            return add(static_cast<double>(value));
        return add(static_cast<qint64>(value));
    }
    bool number_float(number_float_t value, const string_t &) override { return add(value); }
    bool string(string_t &value) override
    {
        const auto text = toText(value);
        return text && add(*text);
    }
    bool binary(binary_t &) override { return false; }

    bool start_object(std::size_t) override { return open(Level{.isObject = true}); }
    bool start_array(std::size_t) override { return open(Level{.isObject = false}); }
    bool key(string_t &value) override
    {
        const auto text = toText(value);
        if (!text)
            return false;
        Level &level = m_levels.back();
        if (level.object.contains(*text))
            return refuse(ErrorCode::DuplicateKey, u"A key stands twice in one object."_s);
        level.key = *text;
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

    [[nodiscard]] Result<QJsonObject> result() const
    {
        if (m_error)
            return *m_error;
        if (!m_root.isObject())
            return Error{ErrorCode::NotObject, u"The frame is not a JSON object."_s};
        return m_root.toObject();
    }

private:
    struct Level {
        bool isObject;
        QString key = {};
        QJsonObject object = {};
        QJsonArray array = {};
    };

    bool refuse(ErrorCode code, const QString &sentence)
    {
        if (!m_error)
            m_error = Error{code, sentence};
        return false;
    }

    std::optional<QString> toText(const std::string &utf8)
    {
        if (utf8.find('\0') != std::string::npos) {
            refuse(ErrorCode::BadText, u"Text cannot contain U+0000."_s);
            return std::nullopt;
        }
        return QString::fromUtf8(utf8);
    }

    bool open(Level level)
    {
        if (m_levels.size() >= limits::jsonDepth)
            return refuse(ErrorCode::TooDeep, u"The frame is nested too deep."_s);
        m_levels.push_back(std::move(level));
        return true;
    }

    bool close()
    {
        const Level level = std::move(m_levels.back());
        m_levels.pop_back();
        return add(level.isObject ? QJsonValue(level.object) : QJsonValue(level.array));
    }

    bool add(const QJsonValue &value)
    {
        if (m_levels.empty())
            m_root = value;
        else if (Level &level = m_levels.back(); level.isObject)
            level.object.insert(level.key, value);
        else
            level.array.append(value);
        return true;
    }

    std::vector<Level> m_levels;
    QJsonValue m_root;
    std::optional<Error> m_error;
};

} // namespace

Result<QJsonObject> parseStrictJson(QByteArrayView utf8)
{
    // The parser takes a zero for the end and does not look at what follows it.
    if (utf8.contains('\0'))
        return Error{ErrorCode::NotJson, u"The frame is not JSON."_s};
    Builder builder;
    nlohmann::json::sax_parse(utf8.begin(), utf8.end(), &builder);
    return builder.result();
}

} // namespace hobnob::protocol
