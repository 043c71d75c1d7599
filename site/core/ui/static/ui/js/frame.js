// Small comforts of every page. Nothing here is needed to read, to move or to send.

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

// A form that can answer in place brings its own script when somebody first uses it.
addEventListener('focusin', async (event) => {
  const form = event.target.closest('form[data-module]');
  const source = form?.dataset.module;
  if (!source || form.dataset.started) return;
  form.dataset.started = 'yes';
  (await import(source)).start(form);
});
