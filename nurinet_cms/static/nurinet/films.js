/* Watching films in a row: goes on when a film ends, once somebody pressed 이어 보기, and until it is pressed again. */
(function () {
  "use strict";

  var KEY = "nurinet-films-in-a-row";
  var row = document.querySelector("[data-film-row]");
  var film = document.querySelector("[data-film-here]");
  var button = document.querySelector("[data-film-go-on]");

  function remembered() {
    try {
      return sessionStorage.getItem(KEY) === "on";
    } catch (refusal) {
      return false;
    }
  }

  function remember(on) {
    try {
      if (on) sessionStorage.setItem(KEY, "on");
      else sessionStorage.removeItem(KEY);
    } catch (refusal) {
      /* Without storage the next page waits for a press. */
    }
  }

  function show(on) {
    if (button) button.setAttribute("aria-pressed", String(on));
  }

  function play() {
    var playing = film.play();
    /* A browser that does not play without a press leaves the film to its reader. */
    if (playing) playing.catch(function () {});
  }

  if (!film) return remember(false);
  if (remembered()) {
    show(true);
    play();
  }
  /* The last of the row is also its end. */
  if (!row || !button) return remember(false);

  button.addEventListener("click", function () {
    var on = button.getAttribute("aria-pressed") !== "true";
    remember(on);
    show(on);
    if (on) play();
  });
  film.addEventListener("ended", function () {
    if (button.getAttribute("aria-pressed") === "true") window.location.assign(row.dataset.filmRow);
  });
})();
