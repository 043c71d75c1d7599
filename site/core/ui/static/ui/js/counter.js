// Counts what is left of a field's maxlength, for the eye at once and read out when the visitor pauses.

const counted = new WeakSet();

/** Show a counter after `field` (an input or textarea with maxlength); a second call for the same field does nothing. */
export const count = (field) => {
  if (counted.has(field)) return;
  counted.add(field);
  const shown = document.createElement('p');
  shown.className = 'hint';
  const spoken = document.createElement('p');
  spoken.className = 'vh';
  spoken.setAttribute('role', 'status');
  shown.setAttribute('aria-hidden', 'true');
  field.after(shown, spoken);
  let pause;
  const update = () => {
    shown.textContent = `${field.value.length} / ${field.maxLength}`;
    clearTimeout(pause);
    pause = setTimeout(() => { spoken.textContent = shown.textContent; }, 1000);
  };
  field.addEventListener('input', update);
  update();
};
