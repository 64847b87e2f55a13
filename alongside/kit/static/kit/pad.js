// <place-dot>: a tap places the dot exactly, arrows move it. Without script the four radios do.
const STEP = 5;
const MARGIN = 7;
const within = (n, low, high) => Math.min(high, Math.max(low, Math.round(n)));

class PlaceDot extends HTMLElement {
  connectedCallback() {
    this.pad = this.querySelector(".pad");
    this.panes = [...this.pad.querySelectorAll("input[type=radio]")];
    this.out = [...this.querySelectorAll("input[type=radio]")].find((r) => !this.pad.contains(r));
    [this.up, this.right] = this.querySelectorAll("input[type=hidden]");
    this.dot = this.querySelector("svg g");
    this.addEventListener("change", (event) => this.#chosen(event.target));
    this.pad.addEventListener("click", (event) => this.#tapped(event));
    this.pad.addEventListener("keydown", (event) => this.#moved(event));
  }

  get place() {
    return this.up.value === "" ? null : { up: +this.up.value, right: +this.right.value };
  }

  // A pane chosen in words puts the dot in its middle; "not now" takes the dot away.
  #chosen(radio) {
    if (radio === this.out) {
      this.dot.toggleAttribute("hidden", true);
      this.up.value = this.right.value = "";
      return;
    }
    const at = this.panes.indexOf(radio);
    if (at < 0 || (this.place && this.#pane(this.place) === at)) return;
    this.#put({ up: at < 2 ? 75 : 25, right: at % 2 ? 75 : 25 });
  }

  #tapped(event) {
    // A click that the keyboard or a label made has no place of its own.
    if (!event.detail || event.target.matches("input")) return;
    const box = this.pad.getBoundingClientRect();
    const right = ((event.clientX - box.left) / box.width) * 100;
    const up = 100 - ((event.clientY - box.top) / box.height) * 100;
    this.#put({ up, right });
    event.preventDefault();
    this.#choose();
  }

  #moved(event) {
    const by = { ArrowUp: [STEP, 0], ArrowDown: [-STEP, 0], ArrowRight: [0, STEP], ArrowLeft: [0, -STEP] }[event.key];
    if (!by || !this.place) return;
    event.preventDefault();
    this.#put({ up: this.place.up + by[0], right: this.place.right + by[1] });
    this.#choose();
  }

  #pane({ up, right }) {
    return (up >= 50 ? 0 : 2) + (right >= 50 ? 1 : 0);
  }

  #put(place) {
    const up = within(place.up, 0, 100);
    const right = within(place.right, 0, 100);
    this.up.value = up;
    this.right.value = right;
    const x = `${within(right, MARGIN, 100 - MARGIN)}%`;
    const y = `${within(100 - up, MARGIN, 100 - MARGIN)}%`;
    const [circle, letter] = this.dot.children;
    circle.setAttribute("cx", x);
    circle.setAttribute("cy", y);
    letter.setAttribute("x", x);
    letter.setAttribute("y", y);
    this.dot.toggleAttribute("hidden", false);
  }

  // The pane the dot lies in is the one chosen in words, so both always say the same.
  #choose() {
    const radio = this.panes[this.#pane(this.place)];
    radio.focus({ preventScroll: true });
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("place-dot", PlaceDot);
