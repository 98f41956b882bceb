// Counts timers down between two answers of the server, which tell how many seconds are left.
const show = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function start(place) {
  const end = performance.now() + Number(place.dataset.countdown) * 1000;
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    place.textContent = left ? show(left) : place.dataset.textOver;
    place.dataset.state = left ? "running" : "over";
    if (!left || !place.isConnected) clearInterval(ticking);
  };
  const ticking = setInterval(tick, 250);
  tick();
}

const startAll = () => document.querySelectorAll("[data-countdown]").forEach(start);

document.addEventListener("live:shown", startAll);
startAll();
