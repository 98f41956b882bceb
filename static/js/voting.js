// The phone's page made livelier: one tap votes, and a vote that cannot be sent is kept in this device until it is.
// Without this module each level is a button that sends the form.
import { AnswerQueue } from "./answer-queue.js";

const page = document.querySelector("[data-votes]");
const text = (name) => page.dataset[`text${name}`];
const FINAL = [401, 404, 409, 413, 422]; // the vote will never be counted: it need not be kept

const queue = new AnswerQueue({
  address: page.dataset.votes,
  token: page.dataset.token,
  key: `radar-vote-${page.dataset.workshop}`,
  final: FINAL,
  onState: (state, message) => say(state, message ?? text({ saving: "Saving", offline: "Offline" }[state])),
  onSaved: saved,
  onRefused: refused,
});

const given = { ...queue.waiting };
const form = () => page.querySelector("form[data-vote]");
const isShown = (statement) => form()?.dataset.vote === statement;

function say(state, message) {
  const status = page.querySelector("[data-vote-status]");
  if (!status) return;
  status.dataset.state = state;
  status.textContent = message;
}

function saved(statement, _vote, result) {
  if (!isShown(statement)) return;
  say("saved", text("Saved") ?? result.saved);
  countAnswer();
}

// The first answer to this statement moves the count of those that have one.
function countAnswer() {
  const words = page.querySelector("[data-answered]");
  if (!words || words.dataset.own) return;
  words.dataset.own = "own";
  const answered = Number(words.dataset.answered) + 1;
  words.textContent = words.dataset.text.replace("{answered}", answered).replace("{total}", words.dataset.total);
  words.previousElementSibling.value = answered;
}

function press(level) {
  for (const button of form().querySelectorAll("button[name=level]")) {
    button.setAttribute("aria-pressed", String(button.value === level));
  }
}

function note(message) {
  const place = page.querySelector("[data-vote-note]");
  place.hidden = !message;
  place.textContent = message;
}

// What stands on the page may be wrong now: the server shows it as it is.
function refused(statement, message) {
  delete given[statement];
  note(message);
  page.querySelector("[data-live]")?.dispatchEvent(new Event("live:now"));
}

page.addEventListener("submit", (event) => {
  const { vote } = event.target.dataset;
  if (!vote || event.submitter?.name !== "level") return;
  event.preventDefault();
  note("");
  press(event.submitter.value);
  page.querySelector("[data-next]")?.classList.add("button-primary");
  given[vote] = { level: event.submitter.value, round: event.target.elements.round.value };
  queue.add(vote, given[vote]);
});

// A vote that is still on its way stands on the page as chosen, whatever the server knew when it made the page.
function showGiven() {
  const statement = form()?.dataset.vote;
  const vote = statement && given[statement];
  if (!vote || vote.round !== form().elements.round.value) return;
  press(vote.level);
  if (queue.waiting[statement]) say("saving", text("Saving"));
}

// The timer counts down from what the server said was left: clocks differ.
let ends = null;
function startTimer() {
  const timer = page.querySelector("[data-seconds-left]");
  ends = timer && performance.now() + Number(timer.dataset.secondsLeft) * 1000;
}

function tick() {
  const timer = page.querySelector("[data-seconds-left]");
  if (!timer || ends === null) return;
  const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  timer.textContent = left
    ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`
    : text("Over");
}

function countDots() {
  const dots = page.querySelector("form[data-dots]");
  if (!dots) return;
  const given = [...dots.querySelectorAll("input[type=number]")].reduce((sum, field) => sum + Number(field.value), 0);
  const left = Number(dots.dataset.dots) - given;
  dots.querySelector("[data-dots-left]").textContent = dots.dataset.textLeft.replace("{left}", left);
  dots.querySelector("button[type=submit]").disabled = left < 0;
}

function shown() {
  startTimer();
  showGiven();
}

page.addEventListener("input", countDots);
page.addEventListener("live:shown", shown);
setInterval(tick, 250);
shown();
queue.send();
