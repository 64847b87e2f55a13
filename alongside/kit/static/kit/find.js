// <find-among>: of many names, a box leaves only those that hold what is written in it.
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

class FindAmong extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input[type=search]");
    this.box.closest(".field").hidden = false;
    this.box.addEventListener("input", () => this.#find());
    // Where the box stands inside another form, Enter finds; it does not send that form.
    this.box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    this.#find();
  }

  #find() {
    const wanted = plain(this.box.value).split(/\s+/).filter(Boolean);
    for (const each of this.querySelectorAll("[data-among] > *")) {
      const name = plain(each.textContent);
      each.hidden = !wanted.every((word) => name.includes(word)) && !each.querySelector(":checked");
    }
  }
}

customElements.define("find-among", FindAmong);
