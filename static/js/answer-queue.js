// Answers on their way to the server. What has not been acknowledged is kept in this device, so that neither a lost
// network nor a closed page loses it, and is sent again with growing pauses until it is.
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 30000;
const PATIENCE = 20000;
const LARGEST_KEPT_ALIVE = 32000; // browsers refuse to outlive the page with more than 64 kB on the way
const WRONG_ANSWER = [413, 422];

// The server would not listen: the answer may be sound, and stays in this device for when the page is opened again.
class NotHeard extends Error {}

export class AnswerQueue {
  constructor({ address, token, key, onState, onSaved, onRefused, final = WRONG_ANSWER }) {
    Object.assign(this, { address, token, key, onState, onSaved, onRefused, final });
    this.waiting = this.#stored();
    this.pause = FIRST_PAUSE;
    addEventListener("online", () => this.send());
  }

  get empty() {
    return Object.keys(this.waiting).length === 0;
  }

  add(statement, answer) {
    this.waiting[statement] = answer;
    this.#keep(statement);
    this.send();
  }

  // Settles when nothing waits any more, or when the server cannot be reached.
  send() {
    this.sending ??= this.#sendAll().finally(() => {
      this.sending = null;
    });
    return this.sending;
  }

  async #sendAll() {
    clearTimeout(this.retry);
    const back = this.pause !== FIRST_PAUSE;
    try {
      for (let statement; (statement = Object.keys(this.waiting)[0]); ) {
        if (!back) this.onState("saving");
        await this.#sendOne(statement, this.waiting[statement], back);
      }
    } catch (error) {
      if (error instanceof NotHeard) return this.onState("refused", error.message);
      this.onState("offline");
      this.retry = setTimeout(() => this.send(), this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    }
  }

  async #sendOne(statement, answer, back) {
    const body = JSON.stringify(answer);
    const response = await fetch(this.address + encodeURIComponent(statement), {
      method: "PUT",
      body,
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
      keepalive: body.length < LARGEST_KEPT_ALIVE,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status >= 500) throw new Error("The server cannot save now");
    const result = await response.json();
    this.pause = FIRST_PAUSE;
    if (!response.ok && !this.final.includes(response.status)) throw new NotHeard(result.message);
    if (this.waiting[statement] === answer) this.#drop(statement);
    else this.#rebase(statement, result.stamp);
    if (response.ok) return this.onSaved(statement, answer, result, back);
    this.onState("refused", result.message);
    this.onRefused(statement, result.message);
  }

  // Each answer is kept under a name of its own, so that two tabs never remove what the other keeps.
  #stored() {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(`${this.key}/`));
      return Object.fromEntries(
        names.map((name) => [name.slice(this.key.length + 1), JSON.parse(localStorage.getItem(name))]),
      );
    } catch {
      return {};
    }
  }

  #keep(statement) {
    try {
      localStorage.setItem(`${this.key}/${statement}`, JSON.stringify(this.waiting[statement]));
    } catch {
      // Storage may be full or closed to the page: the answer then waits in memory only.
    }
  }

  #drop(statement) {
    delete this.waiting[statement];
    try {
      localStorage.removeItem(`${this.key}/${statement}`);
    } catch {
      // Nothing was kept.
    }
  }

  // Another answer was given meanwhile: what it follows is the one that has just been saved.
  #rebase(statement, stamp) {
    this.waiting[statement].seen = stamp ?? this.waiting[statement].seen;
    this.#keep(statement);
  }
}
