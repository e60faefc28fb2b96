/* Nurinet's only script. It stands in the head, small, so that text size and screen colours are
   right before the first paint. The site works without it; what needs it carries data-needs-script. */
(function () {
  "use strict";

  var root = document.documentElement;
  var SIZES = ["90", "100", "110", "130", "150"];

  function remembered(key) {
    try {
      return window.localStorage.getItem("nurinet-" + key);
    } catch (error) {
      return null; // storage is switched off: the choice lasts as long as the page
    }
  }

  function remember(key, value) {
    try {
      window.localStorage.setItem("nurinet-" + key, value);
    } catch (error) {
      // see remembered()
    }
  }

  function applyTextSize(size) {
    root.setAttribute("data-text", SIZES.indexOf(size) === -1 ? "100" : size);
  }

  function applyContrast(choice) {
    var wanted = window.matchMedia("(prefers-contrast: more)").matches ? "high" : "normal";
    var contrast = choice === "high" || choice === "normal" ? choice : wanted;
    root.setAttribute("data-contrast", contrast);
    if (contrast === "high") root.setAttribute("data-krds-mode", "high-contrast");
    else root.removeAttribute("data-krds-mode");
  }

  applyTextSize(remembered("text"));
  applyContrast(remembered("contrast"));

  function all(selector, visit) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), visit);
  }

  function markPressed() {
    all("[data-text-size]", function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.textSize === root.dataset.text));
    });
    all("[data-contrast-choice]", function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.contrastChoice === root.dataset.contrast));
    });
  }

  function wireViewSettings() {
    all("[data-text-size]", function (button) {
      button.addEventListener("click", function () {
        remember("text", button.dataset.textSize);
        applyTextSize(button.dataset.textSize);
        markPressed();
      });
    });
    all("[data-contrast-choice]", function (button) {
      button.addEventListener("click", function () {
        remember("contrast", button.dataset.contrastChoice);
        applyContrast(button.dataset.contrastChoice);
        markPressed();
      });
    });
    all(".view-settings", function (details) {
      document.addEventListener("click", function (event) {
        if (!details.contains(event.target)) details.open = false;
      });
      details.addEventListener("keydown", function (event) {
        if (event.key !== "Escape" || !details.open) return;
        details.open = false;
        details.querySelector("summary").focus();
      });
    });
    markPressed();
  }

  function copyAddress(button, address) {
    var note = button.parentNode.querySelector(".share-note");
    function say(words) {
      if (note) note.textContent = words;
    }
    if (!navigator.clipboard) {
      say("주소: " + address);
      return;
    }
    navigator.clipboard.writeText(address).then(
      function () {
        say("주소를 복사했습니다. 붙여 넣어 보내십시오.");
      },
      function () {
        say("주소: " + address);
      }
    );
  }

  function wireActions() {
    all("[data-share]", function (button) {
      button.addEventListener("click", function () {
        var canonical = document.querySelector("link[rel=canonical]");
        var address = canonical ? canonical.href : window.location.href;
        if (!navigator.share) {
          copyAddress(button, address);
          return;
        }
        navigator.share({ title: document.title, url: address }).catch(function (error) {
          if (error.name !== "AbortError") copyAddress(button, address);
        });
      });
    });
    all("[data-print]", function (button) {
      button.addEventListener("click", function () {
        window.print();
      });
    });
  }

  /* Only when the button is pressed; what leaves the device is rounded to some hundred metres, and goes to us. */
  function wireNear() {
    all("[data-near]", function (button) {
      var note = document.querySelector("[data-near-note]");
      button.addEventListener("click", function () {
        function refuse() {
          note.textContent = "위치를 알 수 없습니다. ‘조건으로 찾기’의 ‘가까운 순’에서 동네를 골라 주십시오.";
        }
        if (!navigator.geolocation) {
          refuse();
          return;
        }
        note.textContent = "위치를 알아보고 있습니다.";
        navigator.geolocation.getCurrentPosition(
          function (position) {
            var address = new URL(window.location.href);
            var place = [position.coords.latitude, position.coords.longitude];
            address.searchParams.delete("page");
            address.searchParams.delete("sort");
            address.searchParams.set("near", place.map(function (degrees) { return degrees.toFixed(3); }).join(","));
            window.location.assign(address.href);
          },
          refuse,
          { maximumAge: 60000, timeout: 15000 }
        );
      });
    });
  }

  function wireFilms() {
    all("[data-film]", function (frame) {
      var link = frame.querySelector("a");
      if (!link || !frame.dataset.film) return;
      link.setAttribute("role", "button");
      function play(event) {
        event.preventDefault();
        var film = document.createElement("iframe");
        film.src = frame.dataset.film + (frame.dataset.film.indexOf("?") < 0 ? "?" : "&") + "autoplay=1";
        film.title = frame.dataset.filmTitle;
        film.allow = "autoplay; fullscreen; picture-in-picture";
        film.referrerPolicy = "strict-origin-when-cross-origin";
        frame.replaceChildren(film);
        film.focus();
      }
      link.addEventListener("click", play);
      link.addEventListener("keydown", function (event) {
        if (event.key === " ") play(event);
      });
    });
  }

  function start() {
    all("[data-needs-script]", function (part) {
      part.hidden = false;
    });
    if (window.matchMedia("(min-width: 60em)").matches) {
      all("[data-open-when-wide]", function (details) {
        details.open = true;
      });
    }
    wireViewSettings();
    wireActions();
    wireNear();
    wireFilms();
    if ("serviceWorker" in navigator && root.dataset.offline) {
      navigator.serviceWorker.register(root.dataset.offline).catch(function () {});
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
