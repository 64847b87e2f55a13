// <through-time> round links to dated pictures: a slider over them. Without script, or when it
// cannot, the links are links.
class ThroughTime extends HTMLElement {
  #turn = 0;

  connectedCallback() {
    this.links = [...this.querySelectorAll("a[href]")];
    if (this.links.length < 2 || this.querySelector("input")) return;
    this.prepend(this.#line());
    this.#say();
    this.input.addEventListener("input", () => this.#say());
    this.input.addEventListener("change", () => this.#go());
  }

  #line() {
    const line = document.createElement("div");
    line.className = "slider";
    const words = line.appendChild(document.createElement("p"));
    const label = words.appendChild(document.createElement("label"));
    label.htmlFor = "when";
    label.textContent = `${this.dataset.label} `;
    this.out = words.appendChild(document.createElement("output"));
    this.input = line.appendChild(document.createElement("input"));
    const at = this.links.findIndex((link) => link.hasAttribute("aria-current"));
    this.input.id = "when";
    this.input.type = "range";
    this.input.min = 0;
    this.input.max = this.links.length - 1;
    this.input.step = 1;
    this.input.value = at < 0 ? this.links.length - 1 : at;
    return line;
  }

  get chosen() {
    return this.links[+this.input.value];
  }

  #say() {
    this.out.textContent = this.chosen.dataset.whole;
    this.input.setAttribute("aria-valuetext", this.chosen.dataset.whole);
  }

  async #go() {
    const link = this.chosen;
    const turn = ++this.#turn;
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error("not here");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const picture = page.getElementById("picture");
      if (!picture) throw new Error("nothing to show");
      if (turn === this.#turn) this.#show(picture, link);
    } catch {
      location.assign(link.href);
    }
  }

  #show(picture, link) {
    const before = this.#places(document.getElementById("picture"));
    document.getElementById("picture").replaceWith(picture);
    for (const each of this.links) each.removeAttribute("aria-current");
    link.setAttribute("aria-current", "page");
    history.replaceState(null, "", link.href);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.#move(picture, before);
  }

  // Whoever is in both goes from where they stood to where they stand.
  #places(picture) {
    return new Map([...picture.querySelectorAll("[data-who]")].map((node) => [node.dataset.who, node.getAttribute("transform")]));
  }

  #move(picture, before) {
    const inPixels = (transform) => transform.replace(/([\d.-]+) ([\d.-]+)/, "$1px, $2px");
    for (const node of picture.querySelectorAll("[data-who]")) {
      const from = before.get(node.dataset.who);
      const to = node.getAttribute("transform");
      const frames = from ? [{ transform: inPixels(from) }, { transform: inPixels(to) }] : [{ opacity: 0 }, { opacity: 1 }];
      if (from !== to) node.animate(frames, { duration: 500, easing: "cubic-bezier(.2, .7, .2, 1)" });
    }
  }
}

customElements.define("through-time", ThroughTime);
