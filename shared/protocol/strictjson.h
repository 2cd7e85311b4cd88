// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

#include <optional>
#include <vector>

namespace hobnob::protocol
{

/// JSON (RFC 8259) that was read from a frame. Refuses what lenient readers let pass:
/// duplicate keys, lone surrogates, U+0000, nesting past limits::jsonDepth, numbers that overflow,
/// anything after the end. Whole numbers stay exact.
///
/// All values lie in one list and all text in one block, so that a page of a thousand messages
/// costs a few allocations; text becomes a QString when somebody asks for it.
class StrictJson final
{
public:
    enum class Kind {
        Null,
        Boolean,
        /// A whole number that is known exactly, also when it was written as 1.0 or 1e3.
        Whole,
        /// One that is too large for that.
        Vast,
        Fraction,
        Text,
        List,
        Object
    };

    class Value;
    class Iterator;

    /// One object. Needs no stack per level of nesting.
    [[nodiscard]] static Result<StrictJson> parse(QByteArrayView utf8);
    /// The same for a value of any kind.
    [[nodiscard]] static Result<StrictJson> parseValue(QByteArrayView utf8);

    /// What was parsed. To be used as long as this lives and stays where it is.
    [[nodiscard]] Value root() const;

private:
    friend class StrictJsonBuilder;

    struct Span {
        quint32 begin;
        quint32 size;
    };
    struct Node {
        Kind kind = Kind::Null;
        /// The node behind this value and everything in it.
        quint32 end = 0;
        /// Inside an object.
        Span key{};
        union {
            qint64 whole = 0;
            double number;
            Span text;
            /// Entries or members.
            quint32 count;
        };
    };

    [[nodiscard]] QByteArrayView bytes(Span span) const
    {
        return QByteArrayView(m_text).sliced(span.begin, span.size);
    }

    std::vector<Node> m_nodes;
    QByteArray m_text;
};

/// A place in a StrictJson. The getters are for values of their kind.
class StrictJson::Value final
{
public:
    [[nodiscard]] Kind kind() const { return node().kind; }
    [[nodiscard]] bool boolean() const { return node().whole != 0; }
    [[nodiscard]] qint64 whole() const { return node().whole; }
    /// Of Vast and Fraction.
    [[nodiscard]] double number() const { return node().number; }
    /// UTF-8.
    [[nodiscard]] QByteArrayView bytes() const { return m_json->bytes(node().text); }
    [[nodiscard]] QString text() const { return decoded(bytes()); }

    /// Of lists and objects: the entries, or the members' values.
    [[nodiscard]] qsizetype count() const { return node().count; }
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;
    /// Of a member's value. UTF-8.
    [[nodiscard]] QByteArrayView key() const { return m_json->bytes(node().key); }
    /// Every character of \a utf8, which QString::fromUtf8() does not give: it takes a U+FEFF at
    /// the beginning for a mark of the encoding.
    [[nodiscard]] static QString decoded(QByteArrayView utf8)
    {
        if (!utf8.startsWith("\xEF\xBB\xBF"))
            return QString::fromUtf8(utf8);
        QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom);
        return decoder(utf8);
    }
    /// Of an object; \a key is ASCII. Looks through it from the beginning.
    [[nodiscard]] std::optional<Value> find(QStringView key) const;
    [[nodiscard]] bool hasKey(QStringView ascii) const;

private:
    friend class StrictJson;
    friend class Iterator;

    Value(const StrictJson *json, quint32 index) : m_json(json), m_index(index) {}
    [[nodiscard]] const Node &node() const { return m_json->m_nodes[m_index]; }

    const StrictJson *m_json;
    quint32 m_index;
};

class StrictJson::Iterator final
{
public:
    [[nodiscard]] Value operator*() const { return m_at; }
    Iterator &operator++()
    {
        m_at.m_index = m_at.node().end;
        return *this;
    }
    [[nodiscard]] bool operator==(const Iterator &other) const
    {
        return m_at.m_index == other.m_at.m_index;
    }

private:
    friend class Value;

    explicit Iterator(Value at) : m_at(at) {}

    Value m_at;
};

inline StrictJson::Value StrictJson::root() const
{
    return {this, 0};
}

inline StrictJson::Iterator StrictJson::Value::begin() const
{
    return Iterator({m_json, m_index + 1});
}

inline StrictJson::Iterator StrictJson::Value::end() const
{
    return Iterator({m_json, node().end});
}

/// Whether \a bytes are the ASCII characters \a ascii.
[[nodiscard]] inline bool isAscii(QByteArrayView bytes, QStringView ascii)
{
    if (bytes.size() != ascii.size())
        return false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (char16_t(uchar(bytes[i])) != ascii[i].unicode())
            return false;
    }
    return true;
}

inline bool StrictJson::Value::hasKey(QStringView ascii) const
{
    return isAscii(key(), ascii);
}

} // namespace hobnob::protocol
