// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/schema.h"

#include <array>
#include <charconv>
#include <concepts>

// Straight from the schema to bytes: every message that the server says passes here, and building
// QJsonObjects first takes several times as long.

namespace hobnob::protocol
{

namespace
{

template <typename T>
void write(QByteArray &json, const T &value);

void writeNumber(QByteArray &json, qint64 number)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    json.append(digits.data(), end - digits.data());
}

constexpr bool isPlain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void writeEscaped(QByteArray &json, char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
    case '"':
        json.append("\\\"");
        return;
    case '\\':
        json.append("\\\\");
        return;
    case '\n':
        json.append("\\n");
        return;
    case '\t':
        json.append("\\t");
        return;
    default:
        json.append("\\u00");
        json.append(hex[static_cast<unsigned char>(c) >> 4]);
        json.append(hex[static_cast<unsigned char>(c) & 0xf]);
    }
}

void writeText(QByteArray &json, QStringView text)
{
    const QByteArray utf8 = text.toUtf8();
    json.append('"');
    qsizetype plain = 0;
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        if (isPlain(utf8[at]))
            continue;
        json.append(utf8.constData() + plain, at - plain);
        writeEscaped(json, utf8[at]);
        plain = at + 1;
    }
    json.append(utf8.constData() + plain, utf8.size() - plain);
    json.append('"');
}

/// Names of the schema: ASCII, with nothing to escape.
void writeName(QByteArray &json, const char16_t *name)
{
    json.append('"');
    for (; *name != 0; ++name)
        json.append(static_cast<char>(*name));
    json.append('"');
}

/// The same first page of members goes to all who come into a room one after the other, and writing
/// it takes longer than all else of their coming in; so the last few are kept as they were written.
/// A list is the same when it is so in memory: it cannot change while it is kept here.
class WrittenPages final
{
public:
    [[nodiscard]] const QByteArray *find(const QList<Member> &members) const
    {
        for (const Page &page : m_pages) {
            if (page.members.constData() == members.constData() &&
                page.members.size() == members.size())
                return &page.json;
        }
        return nullptr;
    }
    void keep(const QList<Member> &members, const QByteArray &json)
    {
        m_pages.at(m_next) = {members, json};
        m_next = (m_next + 1) % m_pages.size();
    }

private:
    struct Page {
        QList<Member> members;
        QByteArray json;
    };
    std::array<Page, 8> m_pages;
    size_t m_next = 0;
};

template <typename T>
void writeList(QByteArray &json, const QList<T> &list)
{
    json.append('[');
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (i > 0)
            json.append(',');
        write(json, list.at(i));
    }
    json.append(']');
}

void writeMembers(QByteArray &json, const QList<Member> &members)
{
    // Those of notices are each of their own.
    if (members.size() <= limits::namesPerNotice)
        return writeList(json, members);
    thread_local WrittenPages pages;
    if (const QByteArray *written = pages.find(members)) {
        json.append(*written);
        return;
    }
    const qsizetype begin = json.size();
    writeList(json, members);
    pages.keep(members, json.sliced(begin));
}

template <typename T>
void writeObject(QByteArray &json, const T &message)
{
    char separator = '{';
    const auto begin = [&](const char16_t *name) {
        json.append(std::exchange(separator, ','));
        writeName(json, name);
        json.append(':');
    };
    if constexpr (Schema<T>::type != nullptr) {
        begin(u"type");
        writeName(json, Schema<T>::type);
    }
    const auto put = [&](const auto &field) {
        const auto &value = message.*field.member;
        if constexpr (requires { value.has_value(); }) {
            if (!value)
                return;
            begin(field.name);
            write(json, *value);
        } else {
            begin(field.name);
            write(json, value);
        }
    };
    std::apply([&](const auto &...field) { (put(field), ...); }, Schema<T>::fields());
    json.append('}');
}

template <typename T>
void write(QByteArray &json, const T &value)
{
    if constexpr (std::same_as<T, QString>) {
        writeText(json, value);
    } else if constexpr (std::same_as<T, bool>) {
        json.append(value ? "true" : "false");
    } else if constexpr (std::same_as<T, ErrorCode>) {
        writeText(json, errorName(value));
    } else if constexpr (NamedEnum<T>) {
        writeName(json, enumNames<T>.at(static_cast<size_t>(value)));
    } else if constexpr (requires { value.value(); }) {
        writeText(json, value.value());
    } else if constexpr (std::is_enum_v<T> || std::integral<T>) {
        writeNumber(json, static_cast<qint64>(value));
    } else if constexpr (std::same_as<T, QList<Member>>) {
        writeMembers(json, value);
    } else if constexpr (requires { value.begin(); }) {
        writeList(json, value);
    } else {
        writeObject(json, value);
    }
}

template <typename Message>
QByteArray encodeVariant(const Message &message)
{
    QByteArray json;
    json.reserve(256);
    std::visit([&](const auto &m) { writeObject(json, m); }, message);
    return json;
}

} // namespace

QByteArray encode(const ClientMessage &message)
{
    return encodeVariant(message);
}

QByteArray encode(const ServerMessage &message)
{
    return encodeVariant(message);
}

} // namespace hobnob::protocol
