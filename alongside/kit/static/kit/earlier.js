// <load-earlier list="story"> around a link to older things: reached or pressed, they are added to
// the end of the list with that id. When it cannot, the link is still a link.
class LoadEarlier extends HTMLElement {
  #busy = false;

  connectedCallback() {
    this.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !event.target.closest("a")) return;
      event.preventDefault();
      this.#load({ pressed: true });
    });
    this.seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#load({ pressed: false });
    }, { rootMargin: "300px" });
    this.#watch();
  }

  disconnectedCallback() {
    this.seen.disconnect();
  }

  get link() {
    return this.querySelector("a[href]");
  }

  #watch() {
    this.seen.disconnect();
    if (this.link) this.seen.observe(this.link);
  }

  async #load({ pressed }) {
    const link = this.link;
    if (!link || this.#busy) return;
    this.#busy = true;
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(link.href, { credentials: "same-origin", headers: { "X-Requested-With": "load-earlier" } });
      if (!answer.ok || answer.redirected) throw new Error("not here");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.#add(page, pressed);
    } catch {
      this.seen.disconnect();
      if (pressed) location.assign(link.href);
    }
    this.#busy = false;
    this.removeAttribute("aria-busy");
  }

  #add(page, pressed) {
    const id = this.getAttribute("list");
    const list = document.getElementById(id);
    const more = [...(page.getElementById(id)?.children ?? [])];
    if (!list || !more.length) throw new Error("nothing to add");
    list.append(...more);
    const next = page.querySelector(`load-earlier[list="${CSS.escape(id)}"]`);
    this.replaceChildren(...(next?.childNodes ?? []));
    this.#watch();
    if (!pressed) return;
    more[0].tabIndex = -1;
    more[0].focus({ preventScroll: true });
  }
}

customElements.define("load-earlier", LoadEarlier);
