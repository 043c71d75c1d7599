// Live updates: says that there is something new, and shows it when asked. It never moves the page by itself.
//
// The contract, on any element of the page:
//   data-live="…/live.js"               the address of this file: frame.js loads it when the page is there
//   data-live-group="thread.12"        the group to watch (several: separated by spaces)
//   data-live-url="/…/new/"            an ordinary view: `?since=<version>` answers 200 with the elements that are new
//                                      or changed, or 204. Header `Sayso-Version` says up to which version (else the
//                                      version of the update is taken)
//   data-live-version="17"             the version that the page shows
//   data-live-types="post.published"   optional: only these types of update count
//   data-live-one="1 new reply – show" data-live-many="{n} new replies – show"   the words of the pill
//   data-live-items                    on a descendant: where new elements are added (else the element itself)
// An element that comes with an id already on the page replaces that one at once (a post that was taken down must go);
// the others wait behind the pill. Without such an element on the page nothing here runs, and no socket is opened.

const places = [...document.querySelectorAll("[data-live-group][data-live-url]")].map((element) => new Place(element));
let socket = null;
let pause = 1000;
let timer = 0;

function Place(element) {
  this.element = element;
  this.groups = element.dataset.liveGroup.split(/\s+/).filter(Boolean);
  this.version = Number(element.dataset.liveVersion) || 0;
  this.items = element.querySelector("[data-live-items]") ?? element;
  this.waiting = document.createDocumentFragment();
  this.pill = document.createElement("p");
  this.pill.className = "pill";
  this.pill.setAttribute("role", "status"); // there before its words, so that they are read out
  element.append(this.pill);
}

// Ask a moment later, each browser at its own moment: a thousand readers must not ask in the same instant.
Place.prototype.fetchSoon = function (version) {
  this.newest = Math.max(this.newest ?? 0, version);
  this.soon ??= setTimeout(() => this.fetch(), 50 + Math.random() * 350);
};

Place.prototype.fetch = async function () {
  const upTo = this.newest ?? 0;
  try {
    const url = new URL(this.element.dataset.liveUrl, location.href);
    url.searchParams.set("since", this.version);
    const answer = await fetch(url, { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } });
    if (answer.status === 200) this.take(await answer.text());
    if (answer.ok) this.version = Math.max(this.version, Number(answer.headers.get("Sayso-Version")) || upTo);
  } catch {
    // Offline for a moment: the next update, or the next connection, asks again.
  }
  this.soon = undefined;
  if ((this.newest ?? 0) > upTo) this.fetchSoon(this.newest);
};

Place.prototype.take = function (html) {
  const found = new DOMParser().parseFromString(html, "text/html").body.children;
  for (const item of [...found]) {
    const shown = item.id && document.getElementById(item.id);
    const held = item.id && [...this.waiting.children].find((one) => one.id === item.id);
    if (shown) shown.replaceWith(document.adoptNode(item));
    else if (held) held.replaceWith(item);
    else this.waiting.append(item);
  }
  this.tell();
};

Place.prototype.tell = function () {
  const count = this.waiting.children.length;
  this.pill.replaceChildren();
  if (!count) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn small";
  const { liveOne = "1 new – show", liveMany = "{n} new – show" } = this.element.dataset;
  button.textContent = count === 1 ? liveOne : liveMany.replace("{n}", count);
  button.addEventListener("click", () => this.show());
  this.pill.append(button);
};

Place.prototype.show = function () {
  const first = this.waiting.firstElementChild;
  this.items.append(this.waiting);
  this.tell();
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: "nearest" });
};

function hear(message) {
  if (message.type === "catch-up") places.forEach((place) => place.fetchSoon(place.version));
  for (const place of places) {
    const types = place.element.dataset.liveTypes?.split(/\s+/) ?? [message.type];
    if (place.groups.includes(message.group) && types.includes(message.type)) place.fetchSoon(message.version ?? 0);
  }
}

function connect() {
  clearTimeout(timer);
  if (socket) return;
  const own = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/`);
  socket = own;
  own.onopen = () => {
    pause = 1000;
    own.send(JSON.stringify({ watch: [...new Set(places.flatMap((place) => place.groups))] }));
  };
  own.onmessage = (event) => {
    const message = JSON.parse(event.data);
    // From now on nothing is missed; what came between the page and this moment is asked for once.
    if (message.type === "watching") places.forEach((place) => place.fetchSoon(place.version));
    else if (message.type !== "refused") hear(message);
  };
  own.onclose = (event) => {
    if (socket !== own) return;
    socket = null;
    if (event.code === 4400) return; // we said something that the server does not know: asking again would not help
    timer = setTimeout(connect, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, 60000);
  };
}

function disconnect() {
  clearTimeout(timer);
  const own = socket;
  socket = null;
  own?.close();
}

if (places.length && "WebSocket" in window) {
  connect();
  // A page kept for Back must hold no socket; when it is shown again it catches up.
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => event.persisted && connect());
  addEventListener("online", connect);
}
