// How far an import is: asked every second, told in the bar; the report is fetched when it is there.
(() => {
  const box = document.querySelector("[data-progress-url]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const label = box.querySelector("[data-progress-label]");
  const rows = box.querySelector("[data-progress-rows]");
  const count = (number) => number.toLocaleString("ko-KR");

  const ask = async () => {
    try {
      const response = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(response.status);
      const told = await response.json();
      if (!told.is_waiting) {
        window.location.reload();
        return;
      }
      label.textContent = told.label;
      if (told.state === "running") {
        bar.max = told.total || 1;
        bar.value = told.done;
        rows.textContent = `${count(told.done)} / ${count(told.total)}줄`;
      }
    } catch {
      // The next try may fare better; the link below the bar is always there.
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
})();
