// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Precompiled for the desktop library and its tests. Widgets are here for the views; client/ and
// models/ do not use them.
#include "shared/pch.h"
#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QPainter>
#include <QTimer>
#include <QWebSocket>
#include <QWidget>
