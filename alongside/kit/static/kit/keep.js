// <keep-words key="..."> around a form: what is typed is kept on the server within two seconds,
// and when the page is left. Nothing is ever kept in the browser.
const WAIT = 1200;
const SKIP = new Set(["csrfmiddlewaretoken", "password"]);

class KeepWords extends HTMLElement {
  #timer = null;
  #dirty = false;
  #sending = false;
  #done = false;

  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.addEventListener("input", () => this.#touched());
    this.addEventListener("change", () => this.#touched());
    // A saved form clears its own draft: nothing may arrive after it and bring the draft back.
    this.form.addEventListener("submit", () => { this.#done = true; clearTimeout(this.#timer); });
    addEventListener("pageshow", (event) => { if (event.persisted) this.#done = false; });
    addEventListener("pagehide", this.#now);
    addEventListener("online", this.#now);
    document.addEventListener("visibilitychange", this.#hidden);
  }

  disconnectedCallback() {
    this.#send(); // Leaving quickly takes the page away, never the words.
    clearTimeout(this.#timer);
    removeEventListener("pagehide", this.#now);
    removeEventListener("online", this.#now);
    document.removeEventListener("visibilitychange", this.#hidden);
  }

  #now = () => this.#send();
  #hidden = () => { if (document.visibilityState === "hidden") this.#send(); };

  #touched() {
    this.#dirty = true;
    this.#say("");
    this.#timer ??= setTimeout(() => this.#send(), WAIT);
  }

  #words() {
    const words = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      const type = this.form.elements[name]?.type;
      if (!SKIP.has(name) && type !== "password" && typeof value === "string") words.append(name, value);
    }
    return words;
  }

  async #send() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#dirty || this.#done) return;
    if (this.#sending) { this.#timer = setTimeout(() => this.#send(), 300); return; }
    this.#dirty = false;
    this.#sending = true;
    const said = await (globalThis.keptWords = this.#post());
    this.#sending = false;
    if (said !== "kept") this.#failed();
    if (!this.#dirty || said !== "kept") this.#say(this.dataset[said]);
  }

  async #post() {
    const key = encodeURIComponent(this.getAttribute("key"));
    const token = this.form.elements.csrfmiddlewaretoken?.value ?? "";
    const body = this.#words();
    // A browser sends at most 64 KB from a page that is closing; a longer text goes the usual way.
    const keepalive = body.toString().length < 60000;
    try {
      const answer = await fetch(`/drafts/${key}/`, {
        method: "POST", body, keepalive, credentials: "same-origin", redirect: "manual",
        headers: { "X-CSRFToken": token, "X-Requested-With": "keep-words" },
      });
      return answer.ok ? "kept" : "refused";
    } catch {
      return "noSignal";
    }
  }

  #failed() {
    this.#dirty = true;
    if (this.isConnected) this.#timer ??= setTimeout(() => this.#send(), 10000);
  }

  #say(words) {
    const place = this.querySelector("[data-says]");
    if (place && place.textContent !== words) place.textContent = words ?? "";
  }
}

customElements.define("keep-words", KeepWords);
