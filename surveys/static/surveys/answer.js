// Comforts of answering. None is needed: without this file every page is posted as ever.

let main;
const WAITING = 'sayso-waiting'; // leaving quickly empties this tab's storage: ui/js/frame.js
const RETRY = 15_000;
const AHEAD = new Map(); // pages fetched before they are wanted, in memory only

let words; // what is said, in the language of the page
let timer;

// --- How long it is: for the eye at once, read out when somebody pauses -----------------------------------------------
const count = (field) => {
  const most = Number(field.dataset.most);
  const shown = Object.assign(document.createElement('p'), { className: 'hint' });
  const spoken = Object.assign(document.createElement('p'), { className: 'vh' });
  shown.setAttribute('aria-hidden', 'true');
  spoken.setAttribute('aria-live', 'polite');
  field.after(shown, spoken);
  let pause;
  const update = () => {
    const length = [...field.value.replace(/\r?\n/g, '\r\n')].length;
    shown.textContent = `${length} / ${most}`;
    clearTimeout(pause);
    pause = setTimeout(() => { if (field.value && document.activeElement === field) spoken.textContent = shown.textContent; }, 1500);
  };
  field.addEventListener('input', update);
  update();
};

// --- Read aloud: only where the phone has a voice for this language --------------------------------------------------
const voice = () => {
  const language = document.documentElement.lang.slice(0, 2);
  return globalThis.speechSynthesis?.getVoices().find((one) => one.lang.slice(0, 2) === language);
};

const textOf = (block) => {
  const own = block.querySelector('[data-spoken]');
  const rest = [...block.querySelectorAll('legend, label, .hint')].map((one) => one.textContent.trim());
  return (own ? [own.textContent, ...rest.slice(1)] : rest.length ? rest : [block.textContent]).join('. ');
};

const aloud = () => {
  speechSynthesis?.cancel();
  if (!voice() || main.querySelector('.aloud')) return;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'plain aloud', textContent: words.aloud });
  const ended = () => { button.textContent = words.aloud; button.setAttribute('aria-pressed', 'false'); };
  ended();
  button.addEventListener('click', () => {
    const speaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    if (speaking) return ended();
    const blocks = main.querySelectorAll('[id^=q]');
    const said = new SpeechSynthesisUtterance([...blocks].map(textOf).join('. '));
    said.voice = voice();
    said.lang = said.voice.lang;
    said.onend = said.onerror = ended;
    speechSynthesis.speak(said);
    button.textContent = words.stop;
    button.setAttribute('aria-pressed', 'true');
  });
  main.querySelector('form[data-keep]')?.before(button);
};

// --- An answer that waits on this phone, because there is no signal -------------------------------------------------
const read = () => {
  try { return JSON.parse(sessionStorage.getItem(WAITING)); } catch { return null; }
};
const write = (value) => {
  try {
    if (value) sessionStorage.setItem(WAITING, JSON.stringify(value));
    else sessionStorage.removeItem(WAITING);
    return true;
  } catch { return false; }
};

const tell = (sentence) => {
  let note = main.querySelector('.waiting');
  if (!sentence) return note?.remove();
  if (!note) {
    note = Object.assign(document.createElement('div'), { className: 'note a waiting' });
    note.append(document.createElement('p'));
    note.firstChild.setAttribute('role', 'status');
    const again = Object.assign(document.createElement('button'), { type: 'button', className: 'btn small', textContent: words.again });
    const erase = Object.assign(document.createElement('button'), { type: 'button', className: 'plain', textContent: words.erase });
    again.addEventListener('click', send);
    erase.addEventListener('click', () => {
      write(null);
      clearInterval(timer);
      main.querySelector('form[data-keep]')?.reset();
      tell('');
    });
    const row = Object.assign(document.createElement('p'), { className: 'row' });
    row.append(again, erase);
    note.append(row);
    main.querySelector('form[data-keep] .row')?.before(note);
    if (!note.isConnected) main.prepend(note);
  }
  setTimeout(() => { note.firstChild.textContent = sentence; }, 50);
};

const wait = () => {
  tell(words.waits);
  clearInterval(timer);
  timer = setInterval(send, RETRY);
};

const send = async () => {
  const waiting = read();
  if (!waiting) return;
  let answer;
  try {
    answer = await post(waiting.path, waiting.body);
  } catch { return wait(); }
  clearInterval(timer);
  write(null);
  tell('');
  await after(answer, waiting);
};
addEventListener('online', send);

// --- Sending without leaving the page -----------------------------------------------------------------------------
const post = (path, body) => fetch(path, {
  method: 'POST',
  body: new URLSearchParams(body),
  headers: { 'X-Sayso-Step': '1' },
  redirect: 'manual',
  signal: AbortSignal.timeout?.(20_000),
});

const after = async (answer, sent) => {
  const next = answer.headers.get('X-Next');
  if (answer.status === 204 && next) {
    if (location.pathname !== sent.path) return undefined; // it waited on an earlier page
    const ahead = AHEAD.get(next);
    if (ahead) return show(ahead, next);
    return location.assign(next);
  }
  if (answer.status === 200 && location.pathname === sent.path) return show(await answer.text());
  return plainly(sent);
};

// Whatever else the server said, a plain post shows it as it is.
const plainly = (sent) => {
  const form = Object.assign(document.createElement('form'), { method: 'post', action: sent.path, hidden: true });
  for (const [name, value] of sent.body) form.append(Object.assign(document.createElement('input'), { name, value }));
  document.body.append(form);
  form.submit();
};

const show = (html, path) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const fresh = page.getElementById('main');
  if (!fresh) return location.assign(path ?? location.href);
  if (path) history.pushState({ sayso: true }, '', path);
  document.title = page.title;
  document.querySelector('body > svg')?.replaceWith(page.querySelector('body > svg') ?? '');
  main.replaceChildren(...fresh.childNodes);
  AHEAD.clear();
  begin();
  scrollTo(0, 0);
  const first = main.querySelector('.errors') ?? main.querySelector('h1');
  first?.setAttribute('tabindex', '-1');
  first?.focus({ preventScroll: true });
};

const submitted = async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('form[data-keep]')) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = 'yes';
  const sent = { path: location.pathname, body: [...new FormData(form, event.submitter)] };
  try {
    await after(await post(sent.path, sent.body), sent);
  } catch {
    // No signal. Without storage the browser's own page says so, and Back brings the answer again.
    if (write(sent)) wait();
    else plainly(sent);
  }
  delete form.dataset.busy;
};

// --- The next page, fetched while this one is being read; never on a saver ---------------------------------------------
const lookAhead = async (form) => {
  if (!form.dataset.next || navigator.connection?.saveData) return;
  const path = new URL(`../${form.dataset.next}/`, location).pathname;
  try {
    const page = await fetch(path, { credentials: 'same-origin', redirect: 'error', priority: 'low' });
    if (page.ok) AHEAD.set(path, await page.text());
  } catch { /* the page comes when it is asked for */ }
};

const begin = () => {
  for (const field of main.querySelectorAll('[data-most]')) count(field);
  aloud();
  const form = main.querySelector('form[data-keep]');
  if (!form) return;
  if (read()) send();
  setTimeout(() => { if (form.isConnected) lookAhead(form); }, 800);
};

const load = () => {
  main = document.getElementById('main');
  words = main.dataset;
  main.addEventListener('submit', submitted);
  addEventListener('popstate', () => location.reload());
  addEventListener('pagehide', () => globalThis.speechSynthesis?.cancel());
  globalThis.speechSynthesis?.addEventListener?.('voiceschanged', aloud);
  begin();
};
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', load);
else load();
