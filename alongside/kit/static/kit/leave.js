// Leave quickly: blank the page at once, then tell the server, then go where nothing is.
// It keeps the promise even with no signal: the dull page is already here, in a <template>.
const AWAY = "/away/";
// With no signal the server hears of it at the next thing this browser asks, in any tab: 90 days is
// as long as anybody stays signed in. `accounts/left.py` reads it, and clears it.
const LEFT = "__Host-left=1; Path=/; Secure; SameSite=Lax; Max-Age=7776000";
// How long words on their way may take on a weak signal, in milliseconds.
const WAITS = 4000;
let left = false;

function blank(template) {
  const dull = template.content.cloneNode(true);
  const title = dull.querySelector("title");
  document.title = title?.textContent ?? "";
  title?.remove();
  document.body.className = "app";
  document.body.replaceChildren(dull);
  scrollTo(0, 0);
}

async function leave(element) {
  if (left) return;
  left = true;
  const link = element.querySelector("a");
  const away = link?.getAttribute("href") || AWAY;
  const token = element.dataset.token;
  blank(element.querySelector("template"));
  document.cookie = LEFT;
  try { sessionStorage.clear(); } catch { /* storage may be shut off: nothing is there then */ }
  history.replaceState(null, "", away);
  // Words on their way to the server arrive before the session ends. The page is blank already.
  await Promise.race([globalThis.keptWords, new Promise((done) => { setTimeout(done, WAITS); })]);
  try {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token || "" });
    await fetch(away, { method: "POST", body, keepalive: true, redirect: "manual", credentials: "same-origin" });
    location.replace(away);
  } catch {
    // No signal: stay on the dull page. Tell the server as soon as there is one.
    addEventListener("online", () => location.replace(away), { once: true });
  }
}

class LeaveQuickly extends HTMLElement {
  #presses = [];

  connectedCallback() {
    this.addEventListener("click", (event) => {
      if (!event.target.closest("a")) return;
      event.preventDefault();
      leave(this);
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#presses = [...this.#presses, event.timeStamp].filter((at) => event.timeStamp - at < 2000);
      if (this.#presses.length > 2) leave(this);
    });
  }
}

// A page the browser keeps whole for Back is kept blank, and asked for again when it comes back.
addEventListener("pagehide", (event) => { document.documentElement.hidden = event.persisted; });
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

customElements.define("leave-quickly", LeaveQuickly);
