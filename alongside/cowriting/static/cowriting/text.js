// One <textarea> and one text that several write: what is typed here goes into the text, what
// others wrote comes out of it, and the caret stays where it was.
const LARGEST = 1 << 20; // bytes of one text's news: as many as the server takes
const HALVES = /\p{Cs}/gu; // half of a letter, never a whole one
const encode = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const decode = (said) => Uint8Array.from(atob(said), (letter) => letter.charCodeAt(0));
const splits = (words, at) => /[\udc00-\udfff]/.test(words[at] ?? "") && /[\ud800-\udbff]/.test(words[at - 1] ?? "");

// The one stretch that differs. What is typed ends at the caret: of two same letters, that came.
export function change(before, after, { caret = after.length, whole = false } = {}) {
  const most = Math.min(before.length, after.length);
  let [start, end] = [0, 0];
  const sameAtEnd = () => before[before.length - 1 - end] === after[after.length - 1 - end];
  while (end < Math.min(most, after.length - caret) && sameAtEnd()) end += 1;
  while (start < most - end && before[start] === after[start]) start += 1;
  while (end < most - start && sameAtEnd()) end += 1;
  const isApart = (words) => /\s/.test(words[words.length - end - 1] ?? " ");
  while (whole && start && !/\s/.test(before[start - 1])) start -= 1;
  while (whole && end && !(isApart(before) && isApart(after))) end -= 1;
  if (splits(before, start) || splits(after, start)) start -= 1;
  if (splits(before, before.length - end) || splits(after, after.length - end)) end -= 1;
  return { start, gone: before.length - start - end, come: after.slice(start, after.length - end) };
}

// Where a place in the words is, after others changed them.
export function moved(place, delta) {
  let at = 0;
  for (const { retain = 0, insert = "", delete: gone = 0 } of delta) {
    at += retain;
    if (at < place) place += insert.length - Math.min(gone, place - at);
    at += insert.length;
  }
  return place;
}

export class OneText {
  #yjs; #doc; #words;
  #first; #typed; // until the server's words have come: what the page began with, and with what was typed
  #coming = []; #composing = false;
  #begun = false; // the server's words have come
  #seen = null; // their last edition
  #theirs; // how far the server has come
  #mine = 0; #kept = 0; // changes made here, and as many of them as the server has
  #refused = -1; // after so many changes the server said no: ask again only after another
  trouble = ""; over = false;

  constructor(yjs, area, touched) {
    this.#yjs = yjs;
    [this.#doc, this.#first, this.#typed] = [new yjs.Doc(), new yjs.Doc(), new yjs.Doc()];
    this.#words = this.#doc.getText("words");
    this.#first.getText("words").insert(0, area.defaultValue);
    yjs.applyUpdate(this.#typed, yjs.encodeStateAsUpdate(this.#first));
    [this.area, this.id] = [area, area.dataset.document];
    this.#words.observe((event, { origin }) => { if (origin !== this && this.#begun) this.#show(event.delta); });
    area.addEventListener("input", () => { this.take(); touched(); });
    area.addEventListener("compositionstart", () => { this.#composing = true; });
    area.addEventListener("compositionend", () => { this.#composing = false; this.take(); this.#lay(); });
    this.take();
  }

  get dirty() { return this.#mine !== this.#kept; }
  get ready() { return this.dirty && this.#begun && !this.over && this.#refused !== this.#mine; }

  // What the server does not have: its first byte says by how many hands.
  get #news() { return this.#yjs.encodeStateAsUpdate(this.#doc, this.#theirs); }

  // What is typed goes in. Some keyboards send a letter in two halves: the second comes at once.
  take({ all = false } = {}) {
    const value = this.area.value.replaceAll("\0", "");
    if (value.search(HALVES) >= 0 && !all) return;
    const words = value.replace(HALVES, "\ufffd");
    const doc = this.#begun ? this.#doc : this.#typed;
    const before = doc.getText("words").toString();
    if (words !== before) this.#put(doc, change(before, words, { caret: this.area.selectionEnd }));
  }

  #put(doc, { start, gone, come }) {
    const words = doc.getText("words");
    this.#mine += 1;
    doc.transact(() => {
      if (come) words.insert(start, come); // before the old ones: what others put behind stays behind
      if (gone) words.delete(start + come.length, gone);
    }, this);
  }

  // What the server is told: what is new here, if there is room for it.
  tell(room, tooMuch) {
    this.take({ all: true });
    let update = this.ready && room > 0 ? this.#news : null;
    if (update?.length > LARGEST) [update, this.#refused, this.trouble] = [null, this.#mine, tooMuch];
    const vector = this.#yjs.encodeStateVector(this.#doc);
    const says = { id: this.id, seen: this.#seen, vector: encode(vector), update: update && encode(update) };
    return { text: this, says, vector, mine: this.#mine, gave: Boolean(update) };
  }

  // What it answers. Whether these words are kept there now.
  hear({ seen, vector, update, gone, refused, everything }, { vector: mine, mine: changes, gave }, says) {
    if (gone) { this.end(says.gone); return false; }
    if (update) { this.#coming.push(decode(update)); if (!this.#composing) this.#lay(); }
    if (this.#begun) this.#seen = seen;
    const kept = gave && !refused && !everything;
    if (vector) this.#theirs = decode(vector);
    else if (kept) this.#theirs = mine;
    if (refused) { this.#refused = changes; this.trouble = refused; }
    if (kept) { this.#kept = Math.max(this.#kept, changes); this.trouble = ""; }
    // A server that was put back to an older day lacks something: it is given it again.
    if (vector && this.#begun && !this.dirty && this.#news[0]) this.#mine += 1;
    return kept;
  }

  // No longer written from here: the words stay on the page, to be copied.
  end(why) {
    this.over = this.area.readOnly = true;
    this.trouble = why;
  }

  // What others wrote, but never into the middle of a word that is still being composed.
  #lay() {
    while (this.#coming.length) {
      this.#yjs.applyUpdate(this.#doc, this.#coming.shift(), "others");
      if (!this.#begun) this.#begin();
    }
  }

  // The first words of the server: what was typed before they came is laid over them.
  #begin() {
    const first = this.#first.getText("words");
    let typed = [];
    // In whole words: an end that two words have in common is not the same word.
    this.#put(this.#first, change(first.toString(), this.#words.toString(), { whole: true }));
    first.observe(({ delta }) => { typed = delta; });
    this.#yjs.applyUpdate(this.#first, this.#yjs.encodeStateAsUpdate(this.#typed));
    this.#begun = true;
    this.#kept = this.#mine - Math.sign(typed.length);
    this.#doc.transact(() => { this.#words.applyDelta(typed); }, this);
    this.#write(this.#words.toString());
  }

  #show(delta) {
    const { selectionStart, selectionEnd, selectionDirection } = this.area;
    this.#write(this.#words.toString());
    this.area.setSelectionRange(moved(selectionStart, delta), moved(selectionEnd, delta), selectionDirection);
  }

  #write(words) {
    if (this.area.value === words) return;
    const { scrollTop } = this.area;
    this.area.value = words;
    this.area.scrollTop = scrollTop;
  }
}
