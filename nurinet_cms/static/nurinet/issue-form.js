/* While an issue is typed: keeps the draft, and shows what is like it. Both can be done with buttons. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-draft]");
  if (!form) return;
  var kept = form.querySelector("[data-kept]");
  var here = form.querySelector("[data-similar-here]");
  var title = form.querySelector('[name="title"]');
  var keeping, looking, lookedFor;

  function keep() {
    var typed = new FormData(form);
    typed.delete("files");
    fetch(form.dataset.draft, { method: "POST", body: typed })
      .then(function (response) {
        if (!response.ok || response.redirected) throw new Error();
        return response.json();
      })
      .then(function (answer) {
        kept.textContent = answer.said;
      })
      .catch(function () {
        kept.textContent = "저장하지 못했습니다. 이 창을 닫지 말아 주십시오.";
      });
  }

  function look() {
    var words = title.value.trim();
    if (words === lookedFor || words.length < 2) return;
    lookedFor = words;
    fetch(form.dataset.similar + "?" + new URLSearchParams({ q: words }))
      .then(function (response) {
        return response.ok && !response.redirected ? response.text() : "";
      })
      .then(function (piece) {
        here.innerHTML = piece;
      })
      .catch(function () {
        here.textContent = "";
      });
  }

  form.addEventListener("input", function (event) {
    clearTimeout(keeping);
    keeping = setTimeout(keep, 1500);
    if (event.target !== title) return;
    clearTimeout(looking);
    looking = setTimeout(look, 600);
  });
  form.addEventListener("submit", function () {
    clearTimeout(keeping);
  });
  form.querySelectorAll("[data-hide-with-script]").forEach(function (part) {
    part.hidden = true;
  });
})();
