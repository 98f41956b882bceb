// Keeps the progress of the current axis in step with what is checked on the page.
export function showProgress(form) {
  const item = document.querySelector("[data-current-axis]");
  const statements = form.querySelectorAll("[data-statement]");
  const answered = form.querySelectorAll('[data-statement] input[type="radio"]:checked:not([value=""])').length;
  item.querySelector("progress").value = answered;
  const words = item.querySelector("[data-progress-words]");
  words.textContent = words.dataset.progressWords.replace("{answered}", answered).replace("{total}", statements.length);
}
