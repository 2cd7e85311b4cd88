// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The least that a Qt Widgets program with a list can be: what the client is measured against.
#include <QApplication>
#include <QListView>
#include <QMainWindow>
#include <QStringListModel>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QMainWindow window;
    auto *view = new QListView(&window);
    QStringList rows;
    for (int i = 0; i < 100; ++i)
        rows.append(QString::number(i));
    view->setModel(new QStringListModel(rows, view));
    window.setCentralWidget(view);
    window.resize(1100, 720);
    window.show();
    return QApplication::exec();
}
