// <show-words>: a passphrase can be looked at while it is written, and is hidden again when it is sent.
class ShowWords extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.button = this.querySelector("button");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.#turn(this.input.type === "password"));
    this.input.form?.addEventListener("submit", () => this.#turn(false));
    this.#turn(false);
  }

  #turn(shown) {
    this.input.type = shown ? "text" : "password";
    this.button.textContent = shown ? this.button.dataset.hide : this.button.dataset.show;
  }
}

customElements.define("show-words", ShowWords);
