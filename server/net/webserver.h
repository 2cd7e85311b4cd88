// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/site.h"
#include "shared/qtversion.h"

#include <QAbstractHttpServer>

namespace hobnob::server
{

/// Carries the Site over QtHttpServer. Answers every request from inside the call.
class WebServer final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    explicit WebServer(Site site);

protected:
#if HOBNOB_QT_HTTP_HANDLERS_GET_SOCKETS
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;
#elif HOBNOB_QT_HAS_HTTP_HEADERS
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request,
                        QHttpServerResponder &responder) override;
#else
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override;
    void missingHandler(const QHttpServerRequest &request,
                        QHttpServerResponder &&responder) override;
#endif

private:
    void answer(const QHttpServerRequest &request, QHttpServerResponder &responder) const;

    Site m_site;
};

} // namespace hobnob::server
