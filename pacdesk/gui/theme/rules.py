"""The rules of the style sheet; `stylesheet.py` fills in colours, sizes and pictures."""

RULES = """
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $chrome; width: $s_gutter; height: $s_gutter; }
QSplitter::handle { background: $chrome; }
QSplitter::handle:horizontal { width: $s_gutter; }
QSplitter::handle:vertical { height: $s_gutter; }
QToolTip { background: $tip_bg; color: $tip_text; border: 0; padding: $s_grid $s_pad_s; }

QMenuBar { background: $window; border: 0; font-weight: $w_regular; }
QMenuBar::item { background: transparent; padding: $s_six $s_pad_s; border-radius: $s_radius; }
QMenuBar::item:selected { background: $press; }
QMenu { background: $raised; border: $s_hair solid $line_strong; padding: $s_grid; icon-size: $s_icon; }
QMenu::item { padding: $s_six $s_menu_keys $s_six $s_menu_icon; border-radius: $s_radius_s;
    color: $text; min-height: $s_icon; }
QMenu::item:selected { background: $accent_soft2; }
QMenu::item:disabled { color: $disabled; background: transparent; }
QMenu::icon { left: $s_pad_s; }
QMenu::indicator { left: $s_pad_s; width: $s_icon; height: $s_icon; }
QMenu::indicator:checked { image: $u_check_ink; }
QMenu::separator { height: $s_hair; background: $line; margin: $s_grid; }

QPushButton { background: $raised; color: $text; border: $s_hair solid $line_strong;
    border-radius: $s_radius; padding: 0 $s_pad; min-height: $s_control_in; font-weight: $w_label; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $press; }
QPushButton:focus { border: $s_focus solid $focus; padding: 0 $s_pad_ring; min-height: $s_control_ring; }
QPushButton:disabled { background: $sunken; color: $disabled; border: $s_hair solid $line; }
QPushButton::menu-indicator { image: $u_chevron_down; width: $s_icon_s; right: $s_six;
    subcontrol-origin: padding; subcontrol-position: right center; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_press; border-color: $accent_press; }
QPushButton[kind="primary"]:focus { border: $s_focus solid $text; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $disabled; border-color: $line; }
QPushButton[kind="ghost"] { background: transparent; color: $text2; border-color: transparent; }
QPushButton[kind="ghost"]:hover { background: $hover; color: $text; }
QPushButton[kind="ghost"]:pressed { background: $press; }
QPushButton[kind="ghost"]:focus { border-color: $focus; }
QPushButton[kind="ghost"]:disabled { color: $disabled; }
QPushButton[kind="danger"] { color: $danger_text; }
QPushButton[kind="danger"]:hover { background: $danger_soft; border-color: $danger_line; }
QPushButton[kind="danger"]:pressed { background: $press; border-color: $danger_line; }
QPushButton[kind="danger"]:focus { border-color: $focus; }
QPushButton[kind="danger"]:disabled { color: $disabled; border-color: $line; background: $sunken; }
QPushButton[kind="link"] { background: transparent; color: $accent_text; border-color: transparent;
    padding: 0 $s_half; min-height: $s_control_s_in; }
QPushButton[kind="link"]:hover { background: $hover; }
QPushButton[kind="link"]:focus { border: $s_focus solid $focus; padding: 0 $s_hair;
    min-height: $s_control_s_ring; }
QPushButton[kind="link"]:disabled { color: $disabled; background: transparent; }
QPushButton[kind="link"][ink="danger"] { color: $danger_text; }
QPushButton[ground="tip"] { color: $tip_link; }
QPushButton[ground="tip"]:hover, QPushButton[ground="tip"]:pressed { background: transparent;
    text-decoration: underline; }
QPushButton[ground="tip"]:focus { border-color: $tip_link; }
QPushButton[small="true"] { min-height: $s_control_s_in; padding: 0 $s_pad_s; }
QPushButton[small="true"]:focus { min-height: $s_control_s_ring; padding: 0 $s_pad_s_ring; }

QToolButton { background: transparent; color: $text2; border: $s_hair solid transparent;
    border-radius: $s_radius; padding: $s_grid; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed, QToolButton:checked, QToolButton:open { background: $press; color: $text; }
QToolButton:focus { border: $s_focus solid $focus; padding: $s_grid_ring; }
QToolButton:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
QToolButton[kind="status"] { border-radius: $s_radius_s; padding: 0 $s_grid; font-size: $s_type_small; }
QToolButton[kind="status"]:focus { padding: 0 $s_grid_ring; }
QToolButton[ink="danger_text"] { color: $danger_text; font-weight: $w_label; }
QToolButton[ink="warn_text"] { color: $warn_text; font-weight: $w_label; }
QToolButton[ink="ok_text"] { color: $ok_text; font-weight: $w_label; }
QToolButton[ink="info_text"] { color: $info_text; font-weight: $w_label; }
QToolButton[ink="accent_text"] { color: $accent_text; font-weight: $w_label; }
QPushButton[flat_row="true"] { min-height: $s_icon; font-size: $s_type_small; }
QPushButton[flat_row="true"]:focus { min-height: $s_icon; padding: 0 $s_pad_s_ring; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox, QKeySequenceEdit {
    background: $base; color: $text; border: $s_hair solid $control; border-radius: $s_radius;
    placeholder-text-color: $text3; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: $s_control_in; padding: 0 $s_pad_s; }
QLineEdit { icon-size: $s_icon; }
QPlainTextEdit, QTextEdit { padding: $s_grid; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QComboBox:on {
    border: $s_focus solid $focus; min-height: $s_control_ring; padding: 0 $s_pad_s_ring; }
QPlainTextEdit:focus, QTextEdit:focus { border: $s_focus solid $focus; padding: $s_grid_ring; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled,
QComboBox:disabled { background: $sunken; color: $disabled; border-color: $line; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {
    background: $sunken; border-color: $sunken; }
QLineEdit:read-only:focus, QPlainTextEdit[readOnly="true"]:focus, QTextEdit[readOnly="true"]:focus {
    border-color: $focus; }
QLineEdit[complaint="true"], QPlainTextEdit[complaint="true"], QTextEdit[complaint="true"],
QAbstractSpinBox[complaint="true"], QComboBox[complaint="true"] { border-color: $danger; }
QLineEdit[look="search"] { background: $sunken; border-color: $sunken; }
QLineEdit[look="search"]:focus { background: $base; border-color: $focus; }
QLineEdit[look="bare"], QPlainTextEdit[look="bare"], QTextEdit[look="bare"] {
    background: transparent; border: 0; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus,
QComboBox QLineEdit:focus { border: 0; padding: 0; min-height: 0; background: transparent; }
QAbstractSpinBox { min-height: $s_spin_in; }
QAbstractSpinBox:focus { min-height: $s_spin_ring; }
QComboBox { padding-left: $s_pad_choice; }
QComboBox:focus, QComboBox:on { padding-left: $s_pad_choice_ring; }
QComboBox::drop-down { border: 0; width: $s_drop; }
QComboBox::down-arrow { image: $u_chevron_down; width: $s_icon_s; height: $s_icon_s; }
QComboBox::down-arrow:disabled { image: $u_chevron_down_faint; }
QComboBox QAbstractItemView { background: $raised; border: $s_hair solid $line_strong; padding: $s_grid;
    selection-background-color: $accent_soft2; selection-color: $text; outline: 0; }
QComboBox QAbstractItemView::item { min-height: $s_control_s; padding: 0 $s_grid; }
QListView[look="popup"] { background: $raised; border: $s_hair solid $line_strong; padding: $s_grid;
    selection-background-color: $accent_soft2; selection-color: $text; outline: 0; }
QListView[look="popup"]::item { min-height: $s_control_s; padding: 0 $s_grid; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: $s_arrow;
    background: transparent; }
QAbstractSpinBox::up-arrow { image: $u_chevron_up; width: $s_type_small; height: $s_type_small; }
QAbstractSpinBox::down-arrow { image: $u_chevron_down; width: $s_type_small; height: $s_type_small; }
QAbstractSpinBox::up-arrow:disabled, QAbstractSpinBox::up-arrow:off { image: $u_chevron_up_faint; }
QAbstractSpinBox::down-arrow:disabled, QAbstractSpinBox::down-arrow:off { image: $u_chevron_down_faint; }
QDateTimeEdit::drop-down { border: 0; width: $s_arrow; subcontrol-position: right center;
    subcontrol-origin: padding; }
QDateTimeEdit::down-arrow { image: $u_chevron_down; width: $s_icon_s; height: $s_icon_s; }

QCheckBox, QRadioButton { spacing: $s_pad_s; color: $text; padding: $s_half;
    border: $s_hair solid transparent; border-radius: $s_radius_s; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {
    width: $s_check; height: $s_check; background: $base; border: $s_hair solid $control;
    border-radius: $s_radius_s; }
QRadioButton::indicator { border-radius: $s_round; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $focus; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate, QRadioButton::indicator:checked,
QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
    background: $accent; border-color: $accent; image: $u_check; }
QCheckBox::indicator:indeterminate { image: $u_dash; }
QRadioButton::indicator:checked { image: $u_dot; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken;
    border-color: $line_strong; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled { background: $disabled; }
QGroupBox { border: 0; border-top: $s_hair solid $line; margin-top: $s_pad_l; padding-top: $s_pad_s;
    font-weight: $w_strong; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: left top; padding: 0 $s_pad_s 0 0;
    color: $text; }

QTabWidget::pane { border: 0; border-top: $s_hair solid $line; }
QTabWidget::tab-bar { left: 0; }
QTabWidget[look="page"]::tab-bar { left: $s_icon_l; }
QTabBar { background: transparent; border: 0; icon-size: $s_icon; }
QListView, QTreeView, QToolBar { icon-size: $s_icon; }
QTabBar::tab { background: transparent; color: $text2; border: 0; padding: 0 $s_pad_s;
    border-bottom: $s_focus solid transparent; min-height: $s_tab_ring; font-weight: $w_label; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border: $s_focus solid $focus; }
QTabBar::tab:disabled { color: $disabled; }
QTabBar[place="centre"] { background: $window; border-bottom: $s_hair solid $line; }
QTabBar[place="centre"]::tab { border: 0; border-top: $s_focus solid transparent; padding: 0 $s_pad;
    border-right: $s_hair solid $line; border-bottom: $s_hair solid $line; background: $window;
    font-weight: $w_regular; min-height: $s_tab_ring; max-width: $s_tab_widest; }
QTabBar[place="centre"]::tab:hover { background: $hover; }
QTabBar[place="centre"]::tab:selected { background: $base; border-top-color: $accent;
    border-bottom-color: $base; }
QTabBar::close-button { image: $u_x; width: $s_icon_s; height: $s_icon_s; border-radius: $s_radius_s; }
QTabBar::close-button:hover { background: $press; }
QTabBar QToolButton { background: $window; border-radius: 0; }

QHeaderView { background: $panel; border: 0; }
QHeaderView::section { background: $panel; color: $text2; border: 0; border-bottom: $s_hair solid $line;
    padding: 0 $s_pad_s; font-size: $s_type_small; font-weight: $w_label; min-height: $s_header_in; }
QHeaderView::section:hover { background: $hover; }
QHeaderView::section:first { padding-left: $s_icon_l; }
QHeaderView::up-arrow { image: $u_chevron_up; width: $s_icon_s; height: $s_icon_s;
    subcontrol-position: center right; }
QHeaderView::down-arrow { image: $u_chevron_down; width: $s_icon_s; height: $s_icon_s;
    subcontrol-position: center right; }
QTableView, QListView, QTreeView, QListWidget, QTreeWidget, QTableWidget { background: $base; color: $text;
    border: 0; outline: 0; gridline-color: $line; alternate-background-color: $base;
    selection-background-color: $accent_soft; selection-color: $text; }
QListView[look="shut"] { background: $sunken; }
QListWidget[look="field"] { border: $s_hair solid $control; border-radius: $s_radius;
    padding: 0 $s_grid; }
QListWidget[look="field"]:focus { border: $s_focus solid $focus; padding: 0 $s_grid_ring; }
QListWidget[look="field"][complaint="true"] { border-color: $danger; }
QTreeView::item, QListWidget::item, QTableWidget::item { height: $s_row_in; }
QTableView[look="plain"]::item { padding: 0 $s_pad_cell; }
QTableView[look="plain"] QHeaderView::section:first { padding-left: $s_pad_s; }
QTreeView::item:hover, QListWidget::item:hover { background: $hover; }
QTreeView::item:selected, QListWidget::item:selected { background: $accent_soft; color: $text; }
QTreeView::item:focus, QListWidget::item:focus, QTableWidget::item:focus {
    border: $s_focus solid $focus; }
QTableCornerButton::section { background: $panel; border: 0; }
QAbstractScrollArea::corner { background: transparent; }
QScrollArea { border: 0; background: transparent; }
QScrollBar:vertical { background: transparent; width: $s_bar; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: $s_bar; margin: 0; border: 0; }
QScrollBar::handle { background: $line_strong; border-radius: $s_bar_radius; margin: $s_half; }
QScrollBar::handle:vertical { min-height: $s_bar_thumb; }
QScrollBar::handle:horizontal { min-width: $s_bar_thumb; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QDockWidget { border: 0; }
QStatusBar { background: $window; border-top: $s_hair solid $line; min-height: $s_statusbar;
    color: $text2; font-size: $s_type_small; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $text2; font-size: $s_type_small; }
QToolBar { background: $window; border: 0; spacing: $s_grid; padding: $s_half; }
QToolBar::separator { background: $line; width: $s_hair; margin: $s_grid; }
QProgressBar { background: $press; border: 0; border-radius: $s_half; max-height: $s_progress;
    min-height: $s_progress; color: transparent; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: $s_half; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: none; image: $u_chevron_left;
    min-width: $s_icon; }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: none; image: $u_chevron_right;
    min-width: $s_icon; }
QCalendarWidget QWidget { background: $raised; alternate-background-color: $panel; }

QLabel[look="display"] { font-size: $s_type_display; font-weight: $w_strong; }
QLabel[look="title"] { font-size: $s_type_title; font-weight: $w_strong; }
QLabel[look="ticket"] { font-size: $s_type_ticket; font-weight: $w_strong; }
QLabel[look="lead"] { font-size: $s_type_lead; font-weight: $w_strong; }
QLabel[look="strong"] { font-weight: $w_strong; }
QLabel[look="label"] { font-size: $s_type_small; font-weight: $w_label; color: $text2; }
QLabel[look="second"] { font-size: $s_type_small; color: $text3; }
QLabel[look="micro"] { font-size: $s_type_micro; font-weight: $w_label; color: $text3; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="tip"] { color: $tip_text; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="danger"] { color: $danger_text; }
QLabel[tone="warn"] { color: $warn_text; }
QLabel[tone="ok"] { color: $ok_text; }
QLabel[tone="info"] { color: $info_text; }
QLabel[tone="novel"] { color: $novel_text; }
QLabel[tone="teal"] { color: $teal_text; }
QLabel[tone="off"] { color: $off_text; }
QLabel:disabled { color: $disabled; }
QFrame[look="card"] { background: $base; border: $s_hair solid $line; border-radius: $s_radius_l; }
QFrame[look="panel"] { background: $panel; border: 0; }
QFrame[look="base"] { background: $base; border: 0; }
QFrame[look="chrome"] { background: $chrome; border: 0; }
QFrame[look="window"] { background: $window; border: 0; }
QFrame[look="sunken"] { background: $sunken; border: 0; border-radius: $s_radius; }
QFrame[look="upright"] { background: $line; border: 0; max-width: $s_hair; min-width: $s_hair;
    margin: $s_six 0; }
QFrame[look="line"] { background: $line; border: 0; max-height: $s_hair; min-height: $s_hair; }
"""
