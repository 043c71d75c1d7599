// The finder answers in place: its list changes as the filters do, and Back works. Without this the form is just sent.

const sorted = (pairs) => {
  // An empty area means "anywhere" and is said; any other empty filter is left out.
  const params = new URLSearchParams([...pairs].filter(([name, value]) => value || name === 'area'));
  params.sort();
  return params.toString();
};

export function start(form) {
  const region = document.getElementById('found');
  const status = document.getElementById('found-said');
  let asking;
  let toList = false; // whoever sent the form reads on at the list, once it is the new one

  const readOn = () => {
    if (!toList || asking) return;
    toList = false;
    document.getElementById('list').focus();
  };

  async function show(address, withForm) {
    asking?.abort();
    const mine = asking = new AbortController();
    let page;
    try {
      const answer = await fetch(address, { signal: mine.signal });
      page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      region.replaceChildren(...page.getElementById('found').childNodes);
    } catch (problem) {
      if (problem.name !== 'AbortError') location.assign(address);
      return;
    }
    for (const symbol of page.querySelectorAll('svg[hidden] symbol')) {
      if (!document.getElementById(symbol.id)) document.querySelector('svg[hidden]').append(symbol);
    }
    if (withForm) form.replaceChildren(...page.querySelector('form[data-module]').childNodes);
    document.title = page.title;
    status.textContent = region.querySelector('.row').innerText;
    if (asking === mine) asking = undefined;
    readOn();
  }

  function ask() {
    const wanted = sorted(new FormData(form));
    if (wanted === sorted(new URLSearchParams(location.search))) return;
    const address = `${form.action.split('#')[0]}?${wanted}`;
    history.pushState(null, '', address);
    show(address, false);
  }

  form.addEventListener('change', ask);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    toList = true;
    ask();
    readOn();
  });
  addEventListener('popstate', () => show(location.href, true));
  ask(); // what was changed while this was on its way
}
