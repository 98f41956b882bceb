// The form of an axis, made livelier: answers are saved as they are given, and digits choose a level.
// Without this module the form is complete; its buttons save everything.
import { AnswerQueue } from "./answer-queue.js";
import { chooseByKey } from "./level-keys.js";
import { showProgress } from "./axis-progress.js";

const form = document.querySelector("form[data-answers]");
const status = form.querySelector("[data-save-status]");
const text = (name) => form.dataset[`text${name}`];
const typing = new Map();
const tabs = new BroadcastChannel(`radar-${form.dataset.assessment}`);

const queue = new AnswerQueue({
  address: form.dataset.answers,
  token: form.elements.csrf_token.value,
  key: `radar-${form.dataset.assessment}`,
  onState: showState,
  onSaved: showSaved,
  onRefused: (statement, message) => tell(statement, message),
});

function fields(statement) {
  const choice = form.querySelector(`input[name="${statement}"]:checked`);
  return {
    level: choice ? choice.value : "",
    reason: form.elements[`${statement}-reason`].value,
    seen: form.elements[`${statement}-seen`].value,
  };
}

function fill(statement, { level, reason }) {
  const choice = document.getElementById(statement).querySelector(`input[type="radio"][value="${level}"]`);
  if (choice) choice.checked = true;
  const place = form.elements[`${statement}-reason`];
  place.value = reason;
  if (reason) place.closest("details").open = true;
}

function tell(statement, message) {
  const place = document.getElementById(statement)?.querySelector("[data-message]");
  if (place) place.textContent = message ?? "";
}

function showState(state, message) {
  status.dataset.state = state;
  status.textContent = message ?? text({ saving: "Saving", offline: "Offline" }[state]);
}

function showSaved(statement, answer, result, back) {
  showState("saved", back ? `${text("Back")} ${result.saved}` : result.saved);
  const seen = form.elements[`${statement}-seen`];
  if (seen) seen.value = result.stamp;
  tell(statement, result.replaced);
  tabs.postMessage({ statement, level: answer.level, reason: answer.reason, seen: result.stamp });
}

// Another tab of this browser has saved an answer: this one shows it too, unless it has something newer to save.
tabs.addEventListener("message", ({ data }) => {
  const { statement, ...answer } = data;
  const before = form.elements[`${statement}-seen`];
  if (!before || before.value === answer.seen || typing.has(statement) || queue.waiting[statement]) return;
  fill(statement, answer);
  before.value = answer.seen;
  tell(statement, text("Elsewhere"));
  showProgress(form);
});

function save(statement) {
  clearTimeout(typing.get(statement));
  typing.delete(statement);
  queue.add(statement, fields(statement));
}

function statementOf(element) {
  return element.closest("[data-statement]")?.dataset.statement;
}

form.addEventListener("change", (event) => {
  const statement = statementOf(event.target);
  if (!statement) return;
  showProgress(form);
  save(statement);
});

form.addEventListener("input", (event) => {
  const statement = statementOf(event.target);
  if (!statement || event.target.type === "radio") return;
  clearTimeout(typing.get(statement));
  typing.set(statement, setTimeout(() => save(statement), 800));
});

// What is still being typed when the page goes away is kept and sent like the rest.
addEventListener("pagehide", () => [...typing.keys()].forEach(save));

// The page is left only once the server has everything; if it cannot be reached, the page stays and says so.
form.addEventListener("submit", async (event) => {
  [...typing.keys()].forEach(save);
  if (queue.empty) return;
  event.preventDefault();
  await queue.send();
  if (queue.empty) form.requestSubmit(event.submitter);
});

for (const [statement, answer] of Object.entries(queue.waiting)) {
  if (!document.getElementById(statement)) continue;
  fill(statement, answer);
  tell(statement, text("Restored"));
}

chooseByKey(form);
showProgress(form);
queue.send();
document.getElementById("errors")?.focus();
