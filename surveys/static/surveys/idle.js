// A tablet that goes round: nobody touches it for 90 seconds, and it clears what is not sent. A warning comes before.
// Nothing is stored here. Without this script the page leads to the start screen after five minutes, and the server
// keeps to the same five minutes.

const form = document.getElementById('idle');
const warning = document.getElementById('idle-warning');
const left = document.getElementById('idle-left');
const spoken = document.getElementById('idle-spoken');
const IDLE = Number(form.dataset.idle) * 1000;
const WARNING = Number(form.dataset.warning) * 1000;
const TELL_EVERY = 60_000;

let touched = Date.now();
let told = touched;
let gone = false;

/** Tell the server that somebody is still writing, so that it does not take the next page for somebody else's. */
const tell = () => {
  told = Date.now();
  fetch(form.dataset.here, { method: 'POST', keepalive: true }).catch(() => {});
};

const touch = () => {
  touched = Date.now();
  if (touched - told > TELL_EVERY) tell();
};

const clear = () => {
  gone = true;
  document.body.hidden = true;
  form.submit();
};

const look = () => {
  if (gone) return;
  const rest = IDLE - (Date.now() - touched);
  if (rest <= 0) {
    clear();
  } else if (rest <= WARNING) {
    left.textContent = Math.ceil(rest / 1000);
    if (!warning.open) {
      spoken.textContent = warning.dataset.spoken;
      warning.showModal();
    }
  }
};

// While the warning is open, only its button counts: a sleeve on the screen is nobody who is still here.
const here = () => {
  warning.close();
  spoken.textContent = '';
  touched = Date.now();
  tell();
};

for (const kind of ['pointerdown', 'keydown', 'input', 'wheel', 'scroll']) {
  addEventListener(kind, () => { if (!warning.open) touch(); }, { passive: true, capture: true });
}
warning.querySelector('button').addEventListener('click', here);
warning.addEventListener('cancel', (event) => { event.preventDefault(); here(); });
setInterval(look, 1000);
addEventListener('visibilitychange', look);
// Back must show nothing: a page that the browser kept in memory is asked for again.
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
