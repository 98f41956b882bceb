// Digits 0 to 4 choose a level of the statement that has the focus, N says that it does not apply.
const VALUES = { 0: "0", 1: "1", 2: "2", 3: "3", 4: "4", n: "na" };

export function chooseByKey(form) {
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input[type=text]")) return;
    const value = VALUES[event.key.toLowerCase()];
    const choice = event.target.closest("[data-statement]")?.querySelector(`input[type="radio"][value="${value}"]`);
    if (!value || !choice) return;
    event.preventDefault();
    choice.focus();
    choice.click();
  });
}
