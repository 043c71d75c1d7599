// Leave this site quickly. Without scripts the link alone does it: /exit/ answers with a redirect away.
// With scripts: the page goes blank at once, is replaced in the history, and any Sayso page that is shown again in this
// tab (Back, or a page kept in memory) replaces itself too.

const link = document.querySelector('.quick .exit');
const status = document.querySelector('.quick [role=status]');
const FLAG = 'sayso-left';

const remember = () => {
  try { sessionStorage.setItem(FLAG, '1'); } catch { /* storage may be off; leaving still works */ }
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
