// <keep-words key="..."> around a form: what is typed is kept on the server within two seconds,
// and when the page is left. Nothing is ever kept in the browser.
// `unsaved`: the form came back with a problem, so what it holds is not kept yet.
// `asks`: the words were handed back; they are sent only once somebody is in again.
const WAIT = 1200;
const SKIP = new Set(["csrfmiddlewaretoken", "password"]);

class KeepWords extends HTMLElement {
  #timer = null;
  #dirty = false;
  #sending = false;
  #done = false;
  #ended = false;

  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.#ended = this.hasAttribute("asks");
    this.addEventListener("input", () => this.#touched());
    this.addEventListener("change", () => this.#touched());
    this.form.addEventListener("submit", (event) => this.#submitted(event));
    addEventListener("pageshow", (event) => { if (event.persisted) this.#done = false; });
    addEventListener("pagehide", this.#now);
    addEventListener("online", this.#now);
    document.addEventListener("visibilitychange", this.#turned);
    if (this.hasAttribute("unsaved")) { this.#dirty = true; this.#send(); }
  }

  disconnectedCallback() {
    this.#send(); // Leaving quickly takes the page away, never the words.
    clearTimeout(this.#timer);
    removeEventListener("pagehide", this.#now);
    removeEventListener("online", this.#now);
    document.removeEventListener("visibilitychange", this.#turned);
  }

  #now = () => this.#send();
  #turned = () => { if (document.visibilityState === "hidden") this.#send(); else this.#back(); };

  // Back from another tab, or from a pocket: is it still the same one who is in?
  async #back() {
    const said = await this.#fresh();
    if (said === "kept" || said === "ended") this.#show(said === "ended");
    if (said === "kept") this.#send();
  }

  // A saved form clears its own draft: nothing may arrive after it and bring the draft back.
  // Once we know that nobody is in, the words stay on this page until somebody is.
  async #submitted(event) {
    if (!this.#ended) { this.#done = true; clearTimeout(this.#timer); return; }
    event.preventDefault();
    const said = await this.#fresh();
    this.#show(said !== "kept");
    if (said !== "kept") {
      this.#say(this.dataset[said] ?? "");
      this.querySelector("[data-ended] a")?.focus();
      return;
    }
    this.form.requestSubmit(event.submitter);
  }

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
    if (!this.hasAttribute("key") || !this.#dirty || this.#done) return;
    if (this.#sending) { this.#timer = setTimeout(() => this.#send(), 300); return; }
    this.#dirty = false;
    this.#sending = true;
    const said = await (globalThis.keptWords = this.#kept());
    this.#sending = false;
    if (said !== "kept") this.#failed();
    if (said === "kept" || said === "ended") this.#show(said === "ended");
    if (!this.#dirty || said !== "kept") this.#say(this.dataset[said] ?? "");
  }

  // Coming in again in another tab makes this page's token stale: a fresh one, and once more.
  async #kept() {
    const said = await this.#post();
    if (said !== "stale") return said;
    const fresh = await this.#fresh();
    return fresh === "kept" ? this.#post() : fresh;
  }

  #post() {
    const body = this.#words();
    // A browser sends at most 64 KB from a page that is closing; a longer text goes the usual way.
    const keepalive = body.toString().length < 60000;
    return this.#ask(`/drafts/${encodeURIComponent(this.getAttribute("key"))}/`, { method: "POST", body, keepalive });
  }

  #fresh() {
    return this.#ask("/drafts/", {}, async (answer) => { this.#token.value = await answer.text(); });
  }

  get #token() {
    return this.form.elements.csrfmiddlewaretoken ?? {};
  }

  async #ask(address, how, then) {
    const headers = { "X-CSRFToken": this.#token.value ?? "", "X-Requested-With": "keep-words", "X-Whose": this.getAttribute("whose") ?? "" };
    try {
      const answer = await fetch(address, { ...how, headers, credentials: "same-origin", redirect: "manual" });
      if (answer.ok) await then?.(answer);
      if (answer.type === "opaqueredirect" || answer.status === 409) return "ended";
      return answer.ok ? "kept" : answer.status === 403 ? "stale" : "refused";
    } catch {
      return "noSignal";
    }
  }

  #failed() {
    this.#dirty = true;
    if (this.isConnected) this.#timer ??= setTimeout(() => this.#send(), 10000);
  }

  // Said where the eye is, when somebody wants to save and cannot.
  #show(ended) {
    this.#ended = ended;
    const strip = this.querySelector("[data-ended]");
    if (!strip || strip.hidden !== ended) return;
    strip.hidden = !ended;
    if (ended) (this.form.querySelector(".sheet__foot") ?? this.form.lastElementChild).before(strip);
  }

  #say(words) {
    const place = this.querySelector("[data-says]");
    if (place && place.textContent !== words) place.textContent = words;
  }
}

customElements.define("keep-words", KeepWords);
