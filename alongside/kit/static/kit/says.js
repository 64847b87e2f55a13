// <save-says>: the button names whoever is chosen, so that nobody saves to the wrong person.
class SaveSays extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("change", () => this.#say());
    this.#say();
  }

  #say() {
    const chosen = this.form.querySelector("[name=who]:checked");
    for (const place of this.querySelectorAll("[data-named]")) {
      place.dataset.plain ??= place.textContent;
      const words = chosen?.dataset.here === "no" ? place.dataset.notHere : place.dataset.named;
      place.textContent = chosen?.dataset.name ? words.replace("{name}", chosen.dataset.name) : place.dataset.plain;
    }
  }
}

customElements.define("save-says", SaveSays);
