// <draw-circle> round the picture: people are moved by touch, mouse or arrow keys. The list beside
// it does the same without script. What the server keeps is drawn again as it drew it.
const MIDDLE = { x: 180, y: 190 };
const EDGES = [80, 128];
const RADII = [61, 105, 154];
const RINGS = ["closest", "close", "around"];
const STEP = 10;
const FAR_ENOUGH = 5;
const SOON = 500;
const turned = (angle) => ((Math.round(angle) % 360) + 360) % 360;

class DrawCircle extends HTMLElement {
  #held = null;
  #timer = null;
  #waits = null;
  #turn = 0;

  connectedCallback() {
    this.querySelector("[data-how]").hidden = false;
    // Not every browser asks `touch-action` of a shape: whoever holds somebody does not scroll.
    this.addEventListener("touchmove", (event) => { if (this.#held && event.cancelable) event.preventDefault(); }, { passive: false });
    this.addEventListener("pointerdown", (event) => this.#take(event));
    this.addEventListener("pointermove", (event) => this.#carry(event));
    this.addEventListener("pointerup", (event) => this.#drop(event));
    this.addEventListener("pointercancel", () => this.#letGo());
    this.addEventListener("dragstart", (event) => event.preventDefault());
    this.addEventListener("click", (event) => { if (this.dropped) event.preventDefault(); this.dropped = false; }, true);
    this.addEventListener("keydown", (event) => this.#pressed(event));
    addEventListener("pagehide", this.#now);
  }

  disconnectedCallback() {
    removeEventListener("pagehide", this.#now);
  }

  #node(event) {
    return event.target.closest?.("[data-place]");
  }

  #take(event) {
    const node = this.#node(event);
    if (!node || event.button) return;
    this.dropped = false;
    this.#held = { node, x: event.clientX, y: event.clientY, was: node.getAttribute("transform"), moved: false };
    node.setPointerCapture(event.pointerId);
  }

  #carry(event) {
    const held = this.#held;
    if (!held) return;
    held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR_ENOUGH;
    if (!held.moved) return;
    held.node.classList.add("held");
    const { x, y } = this.#inPicture(event);
    held.node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  }

  #drop(event) {
    const held = this.#held;
    this.#held = null;
    if (!held?.moved) return;
    held.node.classList.remove("held");
    this.dropped = true;
    const { x, y } = this.#inPicture(event);
    const far = Math.hypot(x - MIDDLE.x, y - MIDDLE.y);
    const ring = EDGES.findIndex((edge) => far < edge);
    const angle = (Math.atan2(y - MIDDLE.y, x - MIDDLE.x) * 180) / Math.PI;
    this.#put(held.node, ring < 0 ? 2 : ring, angle);
    this.#keep(held.node);
  }

  #letGo() {
    this.#held?.node.setAttribute("transform", this.#held.was);
    this.#held = null;
  }

  #inPicture(event) {
    const svg = this.querySelector("svg.map");
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  }

  #pressed(event) {
    const node = this.#node(event);
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowRight: [0, STEP], ArrowLeft: [0, -STEP] }[event.key];
    if (!node || !by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const ring = Math.min(2, Math.max(0, RINGS.indexOf(node.dataset.ring) + by[0]));
    this.#put(node, ring, +node.dataset.angle + by[1]);
    if (this.#waits && this.#waits !== node) this.#now();
    this.#waits = node;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#now, SOON);
  }

  #put(node, ring, angle) {
    node.dataset.ring = RINGS[ring];
    node.dataset.angle = turned(angle);
    const turn = (node.dataset.angle * Math.PI) / 180;
    const x = MIDDLE.x + RADII[ring] * Math.cos(turn);
    const y = MIDDLE.y + RADII[ring] * Math.sin(turn);
    node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    const hour = Math.round((+node.dataset.angle + 90) / 30) % 12 || 12;
    const said = { name: node.dataset.called, ring: this.dataset.rings.split("|")[ring], hour };
    this.#say(this.dataset.moved.replace(/\{(\w+)\}/g, (_all, word) => said[word]));
  }

  #now = () => {
    clearTimeout(this.#timer);
    const node = this.#waits;
    this.#waits = null;
    if (node) this.#keep(node);
  };

  async #keep(node) {
    const turn = ++this.#turn;
    const { place, ring, angle } = node.dataset;
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ ring, angle, csrfmiddlewaretoken: token });
    try {
      const answer = await fetch(place, { method: "POST", body, credentials: "same-origin", keepalive: true });
      if (!answer.ok) throw new Error("not kept");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("[data-map]")) throw new Error("signed out: nothing was kept");
      if (turn === this.#turn && !this.#held && !this.#waits) this.#drawAgain(page);
    } catch {
      this.#say(this.dataset.failed);
    }
  }

  #drawAgain(page) {
    const at = document.activeElement?.dataset?.place;
    for (const part of ["[data-map]", "[data-list]"]) {
      const drawn = page.querySelector(part);
      if (drawn) document.querySelector(part).replaceWith(drawn);
    }
    if (at) this.querySelector(`[data-place="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
  }

  #say(words) {
    this.querySelector("[data-says]").textContent = words;
  }
}

customElements.define("draw-circle", DrawCircle);
