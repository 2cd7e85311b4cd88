// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/hooksender.h"

#include <QHostInfo>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

HookOutcome failed(const QString &reason)
{
    return {.verdict = HookOutcome::Verdict::Failed, .reason = reason};
}

/// Nothing was sent yet, and another address of the name may do.
bool isUnreached(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError ||
           error == QNetworkReply::HostNotFoundError || error == QNetworkReply::UnknownNetworkError;
}

HookOutcome outcomeOf(int status, const QByteArray &retryAfter)
{
    const QString said = u"It answered %1."_s.arg(status);
    if (status >= 200 && status < 300)
        return {.verdict = HookOutcome::Verdict::Taken, .reason = said};
    if (status == 410)
        return {.verdict = HookOutcome::Verdict::Gone, .reason = said};
    if (status >= 300 && status < 400)
        return failed(u"It answered %1; redirects are not followed."_s.arg(status));
    HookOutcome outcome = failed(said);
    bool isNumber = false;
    // A date is as good as nothing: hardly anyone writes one.
    const int seconds = retryAfter.trimmed().toInt(&isNumber);
    if (isNumber && seconds > 0)
        outcome.rest = std::chrono::seconds(seconds);
    return outcome;
}

} // namespace

/// One delivery, from the look-up to the answer.
class HookSender::Sending final : public QObject
{
public:
    Sending(HookSender &sender, Waiting waiting)
        : m_sender(sender), m_waiting(std::move(waiting)),
          m_url(m_waiting.delivery.url, QUrl::StrictMode)
    {
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] { giveUp(); });
    }

    ~Sending() override { dropReply(); }

    void start()
    {
        m_deadline.start(m_sender.m_ways.time);
        // Any form of an address that a resolver would take is one here, or it is looked up.
        if (const QHostAddress address(m_url.host()); !address.isNull()) {
            QMetaObject::invokeMethod(
                this, [this, address] { connectTo({address}); }, Qt::QueuedConnection);
            return;
        }
        const QPointer<Sending> self(this);
        m_sender.m_ways.resolve(m_url.host(QUrl::FullyEncoded),
                                [self](const QList<QHostAddress> &addresses) {
                                    if (self)
                                        self->connectTo(addresses);
                                });
    }

    /// Nothing comes of it any more. Answers whom to tell.
    [[nodiscard]] Answer end()
    {
        m_isEnded = true;
        m_deadline.stop();
        dropReply();
        return m_waiting.answer;
    }

private:
    void connectTo(const QList<QHostAddress> &addresses)
    {
        if (m_isEnded)
            return;
        if (addresses.isEmpty()) {
            finish(failed(u"There is no such host."_s));
            return;
        }
        const auto checked = m_sender.m_ways.destinations.check(addresses);
        if (!checked) {
            finish(failed(checked.error().sentence));
            return;
        }
        m_addresses = checked->first(std::min<qsizetype>(checked->size(), limits::hookAddresses));
        post();
    }

    void post()
    {
        QNetworkRequest request = this->request(m_addresses.takeFirst());
        for (const auto &[name, value] : m_waiting.delivery.headers)
            request.setRawHeader(name, value);
        m_reply = m_sender.m_network->post(request, m_waiting.delivery.body);
        connect(m_reply, &QNetworkReply::readyRead, this, [this] { discard(); });
        connect(m_reply, &QNetworkReply::finished, this, [this] { conclude(); });
    }

    /// To this very address, in the name of the host.
    [[nodiscard]] QNetworkRequest request(const QHostAddress &address) const
    {
        QUrl url = m_url;
        url.setHost(address.toString());
        QNetworkRequest request(url);
        request.setRawHeader("Host", m_url.authority(QUrl::FullyEncoded).toUtf8());
        request.setPeerVerifyName(m_url.host());
        request.setRawHeader("User-Agent", "Hobnob/" HOBNOB_VERSION);
        // What is packed could be endless when it is unpacked.
        request.setRawHeader("Accept-Encoding", "identity");
        // The name would be that of the URL.
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                             QNetworkRequest::AlwaysNetwork);
        request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
        for (const auto attribute : {QNetworkRequest::CookieLoadControlAttribute,
                                     QNetworkRequest::CookieSaveControlAttribute,
                                     QNetworkRequest::AuthenticationReuseAttribute})
            request.setAttribute(attribute, QNetworkRequest::Manual);
        return request;
    }

    [[nodiscard]] int status() const
    {
        return m_reply ? m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() : 0;
    }

    void discard()
    {
        m_received += m_reply->readAll().size();
        if (m_received > limits::hookAnswerBytes)
            concludeWith(status());
    }

    void conclude()
    {
        if (const int known = status(); known > 0)
            concludeWith(known);
        else if (isUnreached(m_reply->error()) && !m_addresses.isEmpty()) {
            dropReply();
            post();
        } else {
            finish(failed(m_reply->errorString()));
        }
    }

    /// The time is over.
    void giveUp()
    {
        if (const int known = status(); known > 0)
            concludeWith(known);
        else
            finish(failed(u"It did not answer in time."_s));
    }

    void concludeWith(int status) { finish(outcomeOf(status, m_reply->rawHeader("Retry-After"))); }

    void finish(const HookOutcome &outcome) { m_sender.finish(this, outcome); }

    void dropReply()
    {
        if (!m_reply)
            return;
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }

    HookSender &m_sender;
    const Waiting m_waiting;
    const QUrl m_url;
    QTimer m_deadline;
    /// That were not tried yet.
    QList<QHostAddress> m_addresses;
    QPointer<QNetworkReply> m_reply;
    qint64 m_received = 0;
    bool m_isEnded = false;
};

HookSender::HookSender(Ways ways) : m_ways(std::move(ways)) {}

HookSender::~HookSender() = default;

void HookSender::resolveBySystem(const QString &name, Resolved resolved)
{
    QHostInfo::lookupHost(name, [resolved = std::move(resolved)](const QHostInfo &info) {
        resolved(info.addresses());
    });
}

void HookSender::send(const HookDelivery &delivery, Answer answer)
{
    m_waiting.push_back({delivery, std::move(answer)});
    startNext();
}

void HookSender::startNext()
{
    if (m_waiting.empty() || qsizetype(m_sendings.size()) >= limits::hookSends)
        return;
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        // Whatever the surroundings say: a proxy would connect where we do not.
        m_network->setProxy(QNetworkProxy::NoProxy);
    }
    m_sendings.push_back(std::make_unique<Sending>(*this, std::move(m_waiting.front())));
    m_waiting.pop_front();
    m_sendings.back()->start();
}

void HookSender::finish(Sending *sending, const HookOutcome &outcome)
{
    const auto found =
        std::find_if(m_sendings.begin(), m_sendings.end(),
                     [sending](const auto &known) { return known.get() == sending; });
    // Its own signal may be what runs: it goes when that is over.
    Sending *ended = found->release();
    m_sendings.erase(found);
    ended->deleteLater();
    const Answer answer = ended->end();
    startNext();
    answer(outcome);
}

} // namespace hobnob::server
