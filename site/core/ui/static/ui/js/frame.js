// The frame of every page, in one request. Nothing here is needed to read, to move or to send.

// Leave this site quickly. Without scripts the link alone does it: /exit/ answers with a redirect away.
// With scripts: the page goes blank at once, is replaced in the history, and any Sayso page that is shown again in this
// tab (Back, or a page kept in memory) replaces itself too.
const leaveQuickly = (link, status) => {
  const FLAG = 'sayso-left';

  const remember = () => {
    try {
      sessionStorage.clear(); // an answer that waits for signal goes too
      sessionStorage.setItem(FLAG, '1');
    } catch { /* storage may be off; leaving still works */ }
  };
  const hasLeft = () => {
    try { return sessionStorage.getItem(FLAG) === '1'; } catch { return false; }
  };

  const blank = () => {
    document.title = ' ';
    document.documentElement.replaceChildren();
  };

  const stayAway = () => {
    blank();
    location.replace(link.dataset.away || link.href);
  };

  const leave = () => {
    remember();
    status.textContent = link.dataset.gone;
    // Clears what the server can clear (sign-in, draft, cache) while the browser is already on its way.
    fetch(link.href, { keepalive: true, redirect: 'manual' }).catch(() => {});
    stayAway();
  };

  // Shown again after leaving: by Back or Forward, by a reload, or from memory. Only a page that somebody opens afresh
  // (typed, bookmarked, a link from elsewhere) is a new visit.
  const openedAfresh = performance.getEntriesByType('navigation')[0]?.type === 'navigate';
  if (hasLeft()) {
    if (openedAfresh) sessionStorage.removeItem(FLAG);
    else stayAway();
  }
  addEventListener('pageshow', (event) => { if (event.persisted && hasLeft()) stayAway(); });

  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    leave();
  });

  // Shift, three times within five seconds, pressed alone: not as part of typing a capital or of a shortcut.
  const WINDOW = 5000;
  let presses = [];
  let alone = false;

  const isTyping = (element) => element?.closest?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');

  const forget = () => {
    presses = [];
    status.textContent = '';
  };

  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      alone = false;
      if (presses.length) forget();
      return;
    }
    if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target));
  });

  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    const now = event.timeStamp;
    presses = [...presses.filter((at) => now - at < WINDOW), now];
    if (presses.length === 3) leave();
    else status.textContent = presses.length === 1 ? link.dataset.one : link.dataset.two;
    setTimeout(() => { if (presses.at(-1) === now) forget(); }, WINDOW);
  });

  for (const other of ['blur', 'pointerdown']) addEventListener(other, () => { alone = false; });
};

// Small comforts of every page.
const comfort = () => {
  // Pickers close with Escape and when the visitor presses elsewhere.
  const picks = document.querySelectorAll('details.pick');
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const pick of picks) {
      if (!pick.open) continue;
      pick.open = false;
      pick.querySelector('summary').focus();
    }
  });
  addEventListener('click', (event) => {
    for (const pick of picks) if (pick.open && !pick.contains(event.target)) pick.open = false;
  });

  // The menu tells its button whether it is open.
  const menu = document.getElementById('menu');
  const opener = document.querySelector('.menu-btn[popovertarget=menu]:not(.close)');
  menu?.addEventListener('toggle', (event) => {
    opener?.setAttribute('aria-expanded', String(event.newState === 'open'));
  });

  // After a mistake the error summary has the focus, and its links put the focus in the field.
  const errors = document.querySelector('.errors');
  errors?.focus();
  errors?.addEventListener('click', (event) => {
    const id = event.target.closest('a')?.hash.slice(1);
    const field = id && document.getElementById(decodeURIComponent(id));
    if (!field) return;
    event.preventDefault();
    (field.closest('fieldset')?.querySelector('legend') ?? document.querySelector(`label[for="${CSS.escape(field.id)}"]`) ?? field)
      .scrollIntoView();
    field.focus({ preventScroll: true });
  });

  // Long answers count their characters: the counter comes only when such a field is used.
  addEventListener('focusin', async (event) => {
    const source = event.target.dataset?.count;
    if (source) (await import(source)).count(event.target);
  });
};

// A place that is live watches for news once all of the page is there.
const watch = () => {
  const place = document.querySelector('[data-live]');
  if (place) import(place.dataset.live);
};

// This file may run before the page is whole: leaving is ready at once, the rest when its part is there.
const bar = document.querySelector('.quick');
if (bar) leaveQuickly(bar.querySelector('.exit'), bar.querySelector('[role=status]'));
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', comfort);
else comfort();
if (document.readyState === 'complete') watch();
else addEventListener('load', watch);

// A form that can answer in place brings its own script when somebody first uses it.
addEventListener('focusin', async (event) => {
  const form = event.target.closest('form[data-module]');
  const source = form?.dataset.module;
  if (!source || form.dataset.started) return;
  form.dataset.started = 'yes';
  (await import(source)).start(form);
});
