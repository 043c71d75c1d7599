"""Every drawing of the sprite, by name: icons on a 24 px grid, artwork of Say shapes. A page carries those it uses."""

# ruff: noqa: E501 (paths are not broken)

from __future__ import annotations

# Inner markup of icons; each is drawn in a 24 by 24 box with the stroke of the text around it.
ICONS: dict[str, str] = {
    "arrow": '<path d="M5 12h14m-6-6 6 6-6 6"/>',
    "back": '<path d="M19 12H5m6-6-6 6 6 6"/>',
    "bell": '<path d="M6 17v-6a6 6 0 0 1 12 0v6l2 2H4Zm4 4h4"/>',
    "cal": '<path d="M4 6h16v14H4Zm0 5h16M8 3v5m8-5v5"/>',
    "candle": '<path d="M8 21h8V12H8Zm4-9v-2m0-7c2.5 2.5 2.5 5 0 7-2.5-2-2.5-4.5 0-7Z"/>',
    "chat": '<path d="M4 18v-7a7 7 0 0 1 7-7h2a7 7 0 0 1 0 14ZM9 11h.01M12.5 11h.01M16 11h.01"/>',
    "check": '<path d="m5 13 4 4L19 7"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "cloud": '<path d="M7 18a4 4 0 0 1 0-8 6 6 0 0 1 11-1 4.5 4.5 0 0 1 0 9Z"/>',
    "down": '<path d="m6 9 6 6 6-6"/>',
    "edit": '<path d="M4 20h4L19 9l-4-4L4 16Zm9-13 4 4"/>',
    "exit": '<path d="M14 4h6v16h-6M4 12h11m-4-4 4 4-4 4"/>',
    "eye": '<path d="m3 3 18 18M10 6a9 9 0 0 1 11 6 12 12 0 0 1-2.5 4M6 8a12 12 0 0 0-3 4c2 4 5 6 9 6a9 9 0 0 0 4-1"/>',
    "fall": '<path d="M12 5v13m6-6-6 6-6-6"/>',
    "file": '<path d="M6 3h8l4 4v14H6ZM14 3v4h4M9 12h6m-6 4h6"/>',
    "flag": '<path d="M6 21V4h12l-3 4 3 4H6"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c4 5 4 13 0 18M12 3c-4 5-4 13 0 18"/>',
    "heart": '<path d="M12 20s-8-5-8-11a4.5 4.5 0 0 1 8-2.5A4.5 4.5 0 0 1 20 9c0 6-8 11-8 11Z"/>',
    "home": '<path d="m4 11 8-7 8 7v9h-5v-6H9v6H4Z"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5m0-8h.01"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 9-9m-4 4 3 3"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"/>',
    "lock": '<path d="M5 11h14v9H5Zm3 0V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<path d="M3 6h18v12H3Zm0 1 9 7 9-7"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h10"/>',
    "minus": '<path d="M5 12h14"/>',
    "mobile": '<path d="M7 3h10v18H7Zm4 15h2"/>',
    "out": '<path d="M9 6H5v13h13v-4M13 4h7v7m0-7-9 9"/>',
    "phone": '<path d="M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3Z"/>',
    "pin": '<path d="M12 21s7-6 7-11.5a7 7 0 1 0-14 0C5 15 12 21 12 21Z"/><circle cx="12" cy="10" r="2"/>',
    "plus": '<path d="M12 5v14m-7-7h14"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7Z"/>',
    "reply": '<path d="m10 6-6 6 6 6m-6-6h9a7 7 0 0 1 7 7"/>',
    "save": '<path d="M12 4v11m-5-5 5 5 5-5M5 20h14"/>',
    "search": '<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>',
    "share": '<path d="M12 15V4m-4 4 4-4 4 4M5 13v7h14v-7"/>',
    "shield": '<path d="M12 3 5 6v6c0 4 3 7 7 9 4-2 7-5 7-9V6Z"/>',
    "text": '<path d="M4 5h16v11H10l-4 4v-4H4ZM8 9h8M8 12h5"/>',
    "undo": '<path d="M9 7 4 12l5 5m-5-5h10a6 6 0 0 1 0 8"/>',
    "up": '<path d="M12 19V6m-6 6 6-6 6 6"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>',
    "users": '<circle cx="9" cy="8" r="3.5"/><path d="M2 20c1-4 3.5-6 7-6s6 2 7 6M16 5a3.5 3.5 0 0 1 0 6.5M18 15c2 .8 3.2 2.5 4 5"/>',
    "warn": '<path d="M12 4 2.5 20h19ZM12 10v4m0 3h.01"/>',
    "way": '<path d="M5 20v-5a4 4 0 0 1 4-4h10m-4-4 4 4-4 4"/>',
}

# Inner markup of artwork in a 320 by 180 box; each uses the Say shape.
ART: dict[str, str] = {
    "grow": (
        '<path fill="var(--tint-c)" d="M0 0h320v180H0z"/>'
        '<path d="M160 190V50" stroke="var(--link)" stroke-width="6"/>'
        '<use href="#say" x="64" y="84" width="96" height="96" fill="var(--voice-c)" transform="rotate(-90 112 132)"/>'
        '<use href="#say" x="160" y="66" width="84" height="84" fill="var(--voice-a)"/>'
        '<use href="#say" x="100" y="38" width="60" height="60" fill="var(--voice-b)" transform="rotate(-90 130 68)"/>'
        '<use href="#say" x="160" y="10" width="42" height="42" fill="var(--voice-c)"/>'
    ),
    "meet": (
        '<path fill="var(--tint-b)" d="M0 0h320v180H0z"/>'
        '<use href="#say" x="46" y="34" width="132" height="132" fill="var(--voice-a)" transform="rotate(-90 112 100)" class="m"/>'
        '<use href="#say" x="142" y="54" width="112" height="112" fill="var(--voice-b)" class="m"/>'
        '<use href="#say" x="226" y="20" width="52" height="52" fill="var(--voice-c)" class="m"/>'
    ),
    "morn": (
        '<path fill="var(--tint-b)" d="M0 0h320v180H0z"/>'
        '<circle cx="166" cy="84" r="58" fill="var(--voice-b)"/>'
        '<use href="#say" x="-24" y="76" width="170" height="170" fill="var(--voice-c)" transform="rotate(-90 61 161)" class="m"/>'
        '<use href="#say" x="168" y="92" width="180" height="180" fill="var(--voice-a)" class="m"/>'
    ),
    "path": (
        '<path fill="var(--tint-a)" d="M0 0h320v180H0z"/>'
        '<path d="M-8 150C60 190 90 90 160 120S250 150 330 80" fill="none" stroke="var(--link)" stroke-width="6" stroke-dasharray="2 14" stroke-linecap="round"/>'
        '<use href="#say" x="52" y="48" width="68" height="68" fill="var(--voice-a)" transform="rotate(-45 86 82)"/>'
        '<use href="#say" x="130" y="22" width="64" height="64" fill="var(--voice-b)" transform="rotate(-45 162 54)"/>'
        '<use href="#say" x="210" y="26" width="56" height="56" fill="var(--voice-c)" transform="rotate(-45 238 54)"/>'
        '<circle cx="86" cy="82" r="13" fill="#fff"/>'
        '<circle cx="162" cy="54" r="12" fill="#fff"/>'
        '<circle cx="238" cy="54" r="11" fill="#fff"/>'
    ),
}

SAY = '<path d="M50 0a50 50 0 0 1 0 100H0V50A50 50 0 0 1 50 0Z"/>'
