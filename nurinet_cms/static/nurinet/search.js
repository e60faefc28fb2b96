/* Suggestions under the search box: a combobox with a list (WAI-ARIA 1.2). Without this script the form is a
   plain form. Nothing is sent before somebody types, and the text stays as it was typed. */
(function () {
  "use strict";

  var PAUSE = 120; // milliseconds without a key before we ask
  var LONGEST = 40;

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function suggest(form) {
    var input = form.querySelector("input[type=search]");
    var list = element("ul", "suggestions");
    var note = element("p", "sr-only");
    var answers = new Map(); // by what was typed
    var items = [];
    var active = -1;
    var timer = 0;
    var asking = null;

    function typed() {
      return input.value.trim();
    }

    function isWorthAsking() {
      return typed() !== "" && typed().length <= LONGEST;
    }

    function isOpen() {
      return !list.hidden;
    }

    function activate(index) {
      active = index;
      Array.prototype.forEach.call(list.children, function (option, place) {
        option.setAttribute("aria-selected", String(place === index));
      });
      if (index < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", list.children[index].id);
        list.children[index].scrollIntoView({ block: "nearest" });
      }
    }

    function open() {
      if (!items.length) return;
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }

    function close() {
      forgetQuestion();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      note.textContent = "";
      activate(-1);
    }

    function optionOf(item, index) {
      var option = element("li", "suggestion");
      option.id = list.id + "-" + index;
      option.setAttribute("role", "option");
      option.append(element("span", "suggestion-text", item.text), " ", element("span", "suggestion-label", item.label));
      option.addEventListener("click", function () {
        choose(item);
      });
      return option;
    }

    function show(found) {
      close();
      items = found;
      list.replaceChildren.apply(list, items.map(optionOf));
      activate(-1);
      open();
      note.textContent = items.length ? "추천 " + items.length + "개" : "추천 없음";
    }

    function ask() {
      var text = typed();
      if (answers.has(text)) {
        show(answers.get(text));
        return;
      }
      var request = (asking = new AbortController());
      fetch(form.dataset.suggest + "?q=" + encodeURIComponent(text), { credentials: "omit", signal: request.signal })
        .then(function (response) {
          return response.ok ? response.json() : { suggestions: [] };
        })
        .then(function (found) {
          answers.set(text, found.suggestions);
          if (request === asking) show(found.suggestions);
        })
        .catch(function () {}); // asked in vain, or no longer asked: the form works without
    }

    function forgetQuestion() {
      clearTimeout(timer);
      if (asking) asking.abort();
      asking = null;
    }

    /* Until the answer comes, the old list stays in sight, but nothing of it can be chosen from the keyboard. */
    function askSoon() {
      forgetQuestion();
      activate(-1);
      items = [];
      if (isWorthAsking()) timer = setTimeout(ask, PAUSE);
      else close();
    }

    function choose(item) {
      close();
      if (item.url) {
        window.location.assign(item.url);
        return;
      }
      input.value = item.text;
      form.submit();
    }

    /* Up and down go round, by way of the text itself. */
    function step(by) {
      var places = items.length + 1;
      activate(((active + 1 + by + places) % places) - 1);
    }

    function openOrStep(event, by) {
      if (!isOpen()) {
        if (items.length) open();
        else if (isWorthAsking()) ask();
        if (event.altKey || !isOpen()) return;
      }
      if (event.altKey) {
        if (by < 0) close();
      } else step(by);
    }

    var keys = {
      ArrowDown: function (event) {
        event.preventDefault();
        openOrStep(event, 1);
      },
      ArrowUp: function (event) {
        event.preventDefault();
        openOrStep(event, -1);
      },
      Home: function (event) {
        if (active < 0) return;
        event.preventDefault();
        activate(0);
      },
      End: function (event) {
        if (active < 0) return;
        event.preventDefault();
        activate(items.length - 1);
      },
      Enter: function (event) {
        if (active < 0) {
          close();
          return;
        }
        event.preventDefault();
        choose(items[active]);
      },
      Escape: function (event) {
        event.preventDefault();
        if (!isOpen()) {
          input.value = "";
          items = [];
        }
        close();
      },
    };

    list.id = input.id + "-suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "추천");
    note.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    input.parentNode.append(list, note);

    input.addEventListener("input", askSoon); // also while Korean is being composed
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      // A key that ends the composing of a syllable belongs to the input method.
      if (event.isComposing || event.keyCode === 229 || !keys[event.key]) return;
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) keys[event.key](event);
    });
    list.addEventListener("mousedown", function (event) {
      event.preventDefault(); // the text keeps the focus
    });
    window.addEventListener("pagehide", close);
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-suggest]"), suggest);
})();
