/* What is personal on the page of an issue, asked for after it was shown. Without this script the
   links lead to pages with the same buttons. */
(function () {
  "use strict";

  var page = document.querySelector("[data-issue]");
  var said = page && page.querySelector("[data-said]");
  var token = "";
  if (!page) return;

  function press(button, link) {
    var wanted = button.getAttribute("aria-pressed") !== "true";
    var body = new URLSearchParams({ press: wanted ? "on" : "off", csrfmiddlewaretoken: token });
    button.disabled = true;
    fetch(link.href, { method: "POST", headers: { Accept: "application/json" }, body: body })
      .then(function (response) {
        return response.json();
      })
      .then(function (answer) {
        said.textContent = answer.said;
        if (answer.pressed === undefined) return;
        button.setAttribute("aria-pressed", String(answer.pressed));
        if (button.dataset.press === "empathy") {
          page.querySelector("[data-count]").textContent = answer.count.toLocaleString("ko");
        }
      })
      .catch(function () {
        said.textContent = "보내지 못했습니다. 인터넷 연결을 확인하고 다시 눌러 주십시오.";
      })
      .then(function () {
        button.disabled = false;
        button.focus();
      });
  }

  /* A button in place of the link; where the link is only small print (공감 is closed) it stays. */
  function put(name, pressed) {
    var link = page.querySelector('[data-press="' + name + '"]');
    if (!link) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    button.dataset.press = name;
    button.textContent = name === "empathy" ? "공감" : link.textContent;
    button.setAttribute("aria-pressed", String(pressed));
    button.addEventListener("click", function () {
      press(button, link);
    });
    link.replaceWith(button);
  }

  function show(mine) {
    if (!mine.signed_in) return;
    token = mine.csrf;
    if (mine.verified) put("empathy", mine.empathised);
    put("follow", mine.follows);
    mine.comments.forEach(function (uuid) {
      var link = page.querySelector('[data-comment="' + uuid + '"] [data-own]');
      if (link) link.hidden = false;
    });
    if (mine.is_author) {
      var place = page.querySelector("[data-mine]");
      var link = document.createElement("a");
      link.href = mine.manage;
      link.textContent = "내가 올린 과제입니다. 보완, 재심, 거두기";
      place.append(link);
      place.hidden = false;
    }
  }

  fetch(page.dataset.issue, { headers: { Accept: "application/json" } })
    .then(function (response) {
      return response.ok ? response.json() : { signed_in: false };
    })
    .then(show)
    .catch(function () {
      /* The links still work. */
    });
})();
