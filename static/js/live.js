// Keeps a part of the page up to date: <section data-live="/address" data-seen="…"> asks the address whether anything
// has moved since `seen` and, if so, takes the new content from the answer.  Without this module the page is complete;
// it is brought up to date by loading it again.
//
// Fields are known by their id: what somebody has typed or chosen is put back into the field of the same id, and so is
// the focus.  While somebody types in a field that the new content does not have, the new content waits.
const PAUSE = 1200;
const LONGEST_PAUSE = 20000;
const PATIENCE = 10000;
const FIELDS = "input:not([type=hidden]), textarea, select";

// Half of all phones must not ask at the same instant.
const jittered = (pause) => pause * (0.8 + Math.random() * 0.4);

class Live {
  constructor(section) {
    this.section = section;
    this.pause = PAUSE;
    this.status = document.createElement("p");
    this.status.className = "live-status";
    this.status.setAttribute("role", "status");
    section.before(this.status);
    section.addEventListener("live:now", () => this.ask());
    addEventListener("online", () => this.ask());
    addEventListener("offline", () => this.#say("offline"));
    document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(this.next) : this.ask()));
    this.#wait();
  }

  // Settles once the answer is shown; two asking at once get the same answer.
  ask() {
    this.asking ??= this.#ask().finally(() => {
      this.asking = null;
      this.#wait();
    });
    return this.asking;
  }

  #wait() {
    clearTimeout(this.next);
    if (!document.hidden && this.section.isConnected) this.next = setTimeout(() => this.ask(), jittered(this.pause));
  }

  async #ask() {
    const { live, seen } = this.section.dataset;
    try {
      const response = await fetch(`${live}?seen=${encodeURIComponent(seen)}`, { signal: AbortSignal.timeout(PATIENCE) });
      if (response.redirected || [401, 403, 404, 410].includes(response.status)) return location.reload();
      if (!response.ok) throw new Error(`The server answered ${response.status}`);
      if (response.status === 200) this.#show(await response.text(), response.headers.get("X-Seen"));
      this.#heard();
    } catch {
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
      this.#say("offline");
    }
  }

  #heard() {
    this.pause = PAUSE;
    if (this.status.dataset.state === "offline") this.#say("back");
  }

  #say(state) {
    const text = { offline: this.section.dataset.textOffline, back: this.section.dataset.textBack }[state] ?? "";
    if (this.status.dataset.state === state && this.status.textContent === text) return;
    this.status.dataset.state = state;
    this.status.textContent = text;
  }

  #show(html, seen) {
    const content = document.createElement("template");
    content.innerHTML = html;
    const focused = this.section.contains(document.activeElement) ? document.activeElement : null;
    if (focused && isText(focused) && isChanged(focused) && !counterpart(content.content, focused)) return;
    const kept = [...this.section.querySelectorAll(FIELDS)].filter(isChanged);
    const details = [...this.section.querySelectorAll("details[id]")];
    const caret = focused && isText(focused) ? [focused.selectionStart, focused.selectionEnd] : null;
    this.section.replaceChildren(content.content);
    this.section.dataset.seen = seen;
    kept.forEach((field) => putBack(field, counterpart(this.section, field)));
    details.forEach((each) => counterpart(this.section, each)?.toggleAttribute("open", each.open));
    focusAgain(focused && counterpart(this.section, focused), caret);
    this.section.dispatchEvent(new CustomEvent("live:shown", { bubbles: true }));
  }
}

const counterpart = (place, element) => (element.id ? place.querySelector(`#${CSS.escape(element.id)}`) : null);
const isText = (field) => field.matches("textarea, input[type=text], input:not([type])");

function isChanged(field) {
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

function putBack(field, place) {
  if (!place) return;
  if (field.matches("[type=radio], [type=checkbox]")) place.checked = field.checked;
  else place.value = field.value;
}

function focusAgain(element, caret) {
  if (!element) return;
  element.focus({ preventScroll: true });
  if (caret?.[0] != null) element.setSelectionRange(...caret);
}

for (const section of document.querySelectorAll("[data-live]")) new Live(section);
