// <pass-key mode="create|get" options="..." result="..." next="...">: signs in, or makes a key, with
// whatever unlocks this phone. Hidden until the browser says it can; every page has another way.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function opened(options) {
  const key = structuredClone(options.publicKey ?? options);
  key.challenge = bytes(key.challenge);
  if (key.user) key.user.id = bytes(key.user.id);
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    for (const one of key[list] ?? []) one.id = bytes(one.id);
  }
  return key;
}

function closed(credential) {
  const { response } = credential;
  const out = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) out[name] = text(response[name]);
  }
  if (response.getTransports) out.transports = response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: out,
  };
}

class Refused extends Error {}

class PassKey extends HTMLElement {
  connectedCallback() {
    const able = Boolean(globalThis.PublicKeyCredential && navigator.credentials);
    this.hidden = !able;
    if (!able) {
      for (const other of document.querySelectorAll("[data-another-way]")) other.open = true;
      return;
    }
    for (const other of document.querySelectorAll("[data-without-passkey]")) other.hidden = true;
    this.button = this.querySelector("button");
    this.button.addEventListener("click", () => this.#begin());
  }

  async #begin() {
    this.button.disabled = true;
    this.#say(this.dataset.waiting);
    try {
      const options = opened(await this.#post("options", this.#named()));
      const mode = this.getAttribute("mode") === "create" ? "create" : "get";
      const credential = await navigator.credentials[mode]({ publicKey: options });
      const answer = await this.#post("result", { ...this.#named(), credential: closed(credential) });
      location.assign(answer.next || this.getAttribute("next") || "/");
    } catch (problem) {
      this.#say(this.#words(problem));
      this.button.disabled = false;
      this.button.focus();
    }
  }

  // Fields inside the element go along, such as a name for this phone; and of the form named in
  // `along`, where to go next and whose phone this is. Never a name or a passphrase.
  #named() {
    const form = document.getElementById(this.getAttribute("along"));
    const along = [...form?.elements ?? []].filter((f) => f.name === "own" || f.name === "next");
    const inside = [...this.querySelectorAll("input[name], select[name]")].filter((f) => f.name !== "csrfmiddlewaretoken");
    const said = [...inside, ...along].filter((f) => f.type !== "checkbox" || f.checked);
    return Object.fromEntries(said.map((f) => [f.name, f.value]));
  }

  #words(problem) {
    if (problem instanceof Refused) return problem.message || this.dataset.failed;
    if (problem instanceof TypeError) return this.dataset.noSignal;
    if (problem.name === "InvalidStateError") return this.dataset.already;
    return problem.name === "NotAllowedError" ? this.dataset.stopped : this.dataset.failed;
  }

  async #post(attribute, body) {
    const token = this.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(this.getAttribute(attribute), {
      method: "POST", credentials: "same-origin", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(said.says ?? "");
    return said;
  }

  #say(words) {
    const place = this.querySelector("[data-says]");
    if (place) place.textContent = words ?? "";
  }
}

customElements.define("pass-key", PassKey);
