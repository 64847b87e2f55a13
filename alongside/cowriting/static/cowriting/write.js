// <write-together to="..." yjs="..." text="..."> around forms with a labelled <textarea
// data-document="ID">: what is typed is merged with what others write, while they write. Without
// script each is a form. Words are on this page and on the server, nowhere else in the browser.
const SOON = 600;
const AGAIN = 3000;
const HIDDEN = 20000;
const LONGEST = 60000;
const HERE = 20000;
const AT_ONCE = 200000; // bytes of what is typed, in one request; the rest goes with the next
const TEXTS = 60; // as many texts as one request may ask about; the others come in their turn

class WriteTogether extends HTMLElement {
  #texts = [];
  #timer = null;
  #busy = false;
  #failed = 0;
  #over = false;
  #touchedAt = 0;
  #turns = 0;

  async connectedCallback() {
    const modules = [import(this.getAttribute("yjs")), import(this.getAttribute("text"))];
    const [yjs, { OneText }] = await Promise.all(modules);
    if (!this.isConnected) return;
    const areas = [...this.querySelectorAll("textarea[data-document]")];
    this.#texts = areas.map((area) => new OneText(yjs, area, () => this.#touched()));
    for (const plain of this.querySelectorAll("[data-plain]")) plain.hidden = true;
    this.addEventListener("focusin", () => { this.#touchedAt = Date.now(); });
    for (const [name, heard] of this.#heard) addEventListener(name, heard);
    document.addEventListener("visibilitychange", this.#now);
    this.#mark();
    this.#say(this.dataset.begun, "");
    this.#turn();
  }

  disconnectedCallback() {
    globalThis.keptWords = this.#turn({ last: true }); // Leaving takes the page away, never the words.
    this.#over = true;
    for (const [name, heard] of this.#heard) removeEventListener(name, heard);
    removeEventListener("beforeunload", this.#ask);
    document.removeEventListener("visibilitychange", this.#now);
  }

  #now = () => { this.#turn(); };
  #last = () => { this.#turn({ last: true }); };
  #ask = (event) => { event.preventDefault(); };
  #heard = [["pagehide", this.#last], ["online", this.#now], ["pageshow", this.#now]];

  #touched() {
    this.#touchedAt = Date.now();
    this.#mark();
    if (!this.#failed) this.#next(SOON);
  }

  // The browser asks before it shuts a page with words that are not saved, and only then.
  #mark() {
    const unsaved = this.isConnected && this.#texts.some((text) => text.dirty);
    (unsaved ? addEventListener : removeEventListener)("beforeunload", this.#ask);
  }

  #next(wait) {
    clearTimeout(this.#timer);
    if (!this.#over) this.#timer = setTimeout(this.#now, wait);
  }

  // One turn: what is new here goes, what is new there comes.
  async #turn({ last = false } = {}) {
    if (this.#over || !this.#texts.length || (this.#busy && !last)) return;
    this.#busy = true;
    const told = this.#told();
    try {
      const answer = await this.#post(told);
      if (answer.ok) this.#came(await answer.json(), told);
      else this.#turnedAway(answer);
    } catch {
      this.#lost(this.dataset.noSignal);
    }
    this.#busy = false;
    this.#mark();
    const usual = document.hidden ? HIDDEN : this.#texts.some((text) => text.ready) ? SOON : AGAIN;
    this.#next(this.#failed ? Math.min(LONGEST, AGAIN * 2 ** (this.#failed - 1)) : usual);
  }

  // What is typed comes first, whatever its place; of the others, so many after the last ones.
  #inTurn() {
    const open = this.#texts.filter((text) => !text.over);
    const typed = open.filter((text) => text.dirty).slice(0, TEXTS);
    const others = open.filter((text) => !text.dirty);
    const from = this.#turns % (others.length || 1);
    const next = [...others.slice(from), ...others.slice(0, from)].slice(0, TEXTS - typed.length);
    this.#turns = from + next.length;
    return [...typed, ...next];
  }

  #told() {
    let room = AT_ONCE;
    return this.#inTurn().map((text) => {
      const told = text.tell(room, this.dataset.tooMuch);
      room -= told.says.update?.length ?? 0;
      return told;
    });
  }

  #post(told) {
    const field = this.querySelector("textarea:focus[data-document]");
    const here = field && !document.hidden && Date.now() - this.#touchedAt < HERE;
    const body = JSON.stringify({ documents: told.map(({ says }) => says), writing: here ? field.dataset.document : null });
    const token = this.querySelector("[name=csrfmiddlewaretoken]").value;
    return fetch(this.getAttribute("to"), {
      // A browser sends at most 64 KB from a page that is closing.
      method: "POST", body, keepalive: body.length < 60000, credentials: "same-origin", redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token }, signal: AbortSignal.timeout?.(30000),
    });
  }

  #came({ documents, here }, told) {
    const of = new Map(told.map((each) => [each.text.id, each]));
    let saved = false;
    for (const answer of documents) saved = of.get(answer.id).text.hear(answer, of.get(answer.id), this.dataset) || saved;
    const trouble = this.#texts.map((text) => text.trouble).find(Boolean);
    if (trouble || saved || this.#failed || this.#says.tone === "words") this.#say(trouble ?? this.dataset[saved ? "saved" : "begun"], trouble ? "words" : "good");
    this.#failed = 0;
    for (const place of this.querySelectorAll("[data-here]")) {
      if (!of.has(place.dataset.here)) continue;
      const names = here.filter(({ id }) => id === place.dataset.here).map(({ called }) => called);
      this.#put(place, names.map((name) => this.dataset.isHere.replace("{name}", name)).join(" "));
    }
  }

  // Signed out, or somebody else signed in here: never write on as another.
  #turnedAway(answer) {
    if (answer.type !== "opaqueredirect" && answer.status !== 403) { this.#lost(this.dataset.notSaved); return; }
    this.#over = true;
    for (const text of this.#texts) text.end(this.dataset.signedOut);
    this.#say(this.dataset.signedOut, "words");
  }

  #lost(why) {
    this.#failed += 1;
    if (this.#over) return;
    this.#say(why, "words");
  }

  get #says() { return this.querySelector("[data-says]").dataset; }

  #say(words, tone) {
    const place = this.querySelector("[data-says]");
    place.dataset.tone = tone;
    place.classList.toggle("words", tone === "words");
    place.classList.toggle("good", tone === "good");
    this.#put(place, words);
  }

  #put(place, words) {
    const inside = place.querySelector("span") ?? place;
    if (inside.textContent !== words) inside.textContent = words;
    place.hidden = !words;
  }
}

customElements.define("write-together", WriteTogether);
