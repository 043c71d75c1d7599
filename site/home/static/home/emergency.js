// Keeps this one page on the phone when the person chooses it, says since when, and takes it away again.
// The worker is home/worker.js; without scripts the page is simply a page.

const box = document.getElementById('keep');
const part = (name) => box.querySelector(`[data-part=${name}]`);
const status = box.querySelector('[role=status]');
const page = location.pathname;
const OLD_DAYS = 30;
const able = 'serviceWorker' in navigator && 'caches' in window;

const savedAt = async () => {
  const kept = await caches.match(page, { ignoreVary: true });
  return kept && new Date(kept.headers.get('x-saved'));
};

const show = async (words = '') => {
  const at = await savedAt();
  part('none').hidden = true;
  part('offer').hidden = Boolean(at) || !box.dataset.worker;
  part('kept').hidden = !at;
  if (at) {
    part('date').textContent = at.toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });
    part('old').hidden = Date.now() - at < OLD_DAYS * 86400000;
  }
  status.textContent = words;
};

const keep = async () => {
  const { installing, active } = await navigator.serviceWorker.register(box.dataset.worker, { scope: page, updateViaCache: 'none' });
  const worker = installing ?? active;
  await new Promise((done, fail) => {
    const look = () => {
      if (worker.state === 'activated') done();
      if (worker.state === 'redundant') fail(new Error('not kept'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
  if (!await savedAt()) throw new Error('not kept');
};

// Everything that this page ever put on the phone, in every language.
const remove = async () => {
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
};

const acts = { keep: () => keep(), remove: () => remove() };
box.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-do]');
  if (!button) return;
  button.disabled = true;
  try {
    await acts[button.dataset.do]();
    await show(button.dataset.do === 'remove' ? box.dataset.removed : '');
    box.querySelector('[data-part]:not([hidden]) button')?.focus();
  } catch {
    await remove();
    await show(box.dataset.failed);
  } finally {
    button.disabled = false;
  }
});

if (able) {
  if (!box.dataset.worker) await remove(); // the server says: keep nothing any more
  await show();
}
