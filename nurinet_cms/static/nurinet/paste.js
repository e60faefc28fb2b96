/* What comes from Hangul, Word and Excel by the clipboard, in the body's editor: office markup is taken away,
   Word's painted bullets become lists, and a table becomes a table block whose first row is its headings.
   Merged cells are repeated, because a table that is read aloud has none. Ours in Python: common/clean_html.py */
(function () {
  "use strict";

  var STRAY = "style, script, xml, meta, link, title, template, noscript, svg, img";
  var OFFICE = /<table|mso-|hwpjson|class="?(Mso|HStyle)|<style|<o:p|<!--\[/i;
  var MARKER = "@@nurinet-table@@";
  var MOST_SPANNED = 100;
  var own = new WeakSet();

  function words(node) {
    return node ? node.textContent.replace(/[\s\u00a0\u200b\ufeff]+/g, " ").trim() : "";
  }

  function span(cell, name) {
    return Math.max(1, Math.min(parseInt(cell.getAttribute(name), 10) || 1, MOST_SPANNED));
  }

  /* The cells row by row, all rows as long; a merged cell stands in every place that it covered. */
  function gridOf(table) {
    var rows = [];
    var waiting = new Map();
    Array.from(table.rows).forEach(function (row, number) {
      var line = [];
      var cells = Array.from(row.cells);
      while (cells.length || waiting.has(number + ":" + line.length)) {
        var cell = waiting.get(number + ":" + line.length);
        if (!cell) {
          cell = cells.shift();
          for (var down = 0; down < span(cell, "rowspan"); down += 1) {
            for (var right = 0; right < span(cell, "colspan"); right += 1) {
              if (down || right) waiting.set(number + down + ":" + (line.length + right), cell);
            }
          }
        }
        line.push(cell);
      }
      if (line.length) rows.push(line);
    });
    var width = Math.max.apply(null, rows.map(function (row) { return row.length; }).concat(0));
    rows.forEach(function (row) {
      while (row.length < width) row.push(null);
    });
    return rows;
  }

  function tableOf(element) {
    var grid = gridOf(element);
    var body = grid.slice(1);
    var cells = element.querySelectorAll("[colspan], [rowspan]");
    return {
      caption: words(element.querySelector("caption")),
      headings: grid[0].map(words),
      rows: body.map(function (row) { return row.map(words); }),
      firstIsHeading: body.length > 0 && body.every(function (row) { return row[0] && row[0].tagName === "TH"; }),
      merged: Array.from(cells).filter(function (cell) {
        return span(cell, "colspan") > 1 || span(cell, "rowspan") > 1;
      }).length,
    };
  }

  function isOneFrame(table) {
    return table.rows.length === 1 && table.rows[0].cells.length === 1;
  }

  function linesOf(table) {
    return (table.rows.length ? table.rows : [table.headings]).map(function (row) {
      var said = row.map(function (word, column) {
        var heading = table.rows.length ? table.headings[column] : "";
        return word && heading ? heading + ": " + word : word;
      });
      return said.filter(Boolean).join(", ");
    });
  }

  function listsOf(body) {
    body.querySelectorAll("p[style*='mso-list'], p[class^='MsoList']").forEach(function (paragraph) {
      var marks = Array.from(paragraph.querySelectorAll("[style*='mso-list']"));
      if (!marks.length) return;
      var said = marks.map(words).join(" ");
      marks.forEach(function (mark) { mark.remove(); });
      var before = paragraph.previousElementSibling;
      if (!before || !before.hasAttribute("data-from-word")) {
        before = body.ownerDocument.createElement(/^\W*(\d+|[a-z]|[가-하])[.)]/.test(said) ? "ol" : "ul");
        before.setAttribute("data-from-word", "");
        paragraph.before(before);
      }
      var item = body.ownerDocument.createElement("li");
      item.append.apply(item, Array.from(paragraph.childNodes));
      before.append(item);
      paragraph.remove();
    });
  }

  function comments(body) {
    var walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
    var found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  /* [{html}, {table}, …] in the order in which they stood. */
  function partsOf(html) {
    var body = new DOMParser().parseFromString(html, "text/html").body;
    comments(body).forEach(function (comment) { comment.remove(); });
    body.querySelectorAll(STRAY).forEach(function (stray) { stray.remove(); });
    listsOf(body);
    body.querySelectorAll("*").forEach(function (element) {
      if (element.localName.indexOf(":") > 0) element.replaceWith.apply(element, Array.from(element.childNodes));
      ["class", "lang", "align", "width", "height"].forEach(function (name) { element.removeAttribute(name); });
    });
    Array.from(body.querySelectorAll("table")).reverse().forEach(function (table) {
      if (!table.rows.length) table.remove();
      else if (isOneFrame(table)) table.replaceWith.apply(table, Array.from(table.rows[0].cells[0].childNodes));
      else if (table.parentElement.closest("table")) table.replaceWith(linesOf(tableOf(table)).join(" / "));
    });
    var tables = Array.from(body.querySelectorAll("table"));
    var read = tables.map(tableOf);
    tables.forEach(function (table) { table.replaceWith(MARKER); });
    body.querySelectorAll("p, li, h1, h2, h3, h4").forEach(function (element) {
      if (!words(element)) element.remove();
    });
    var parts = [];
    body.innerHTML.split(MARKER).forEach(function (piece, place) {
      if (place) parts.push({ table: read[place - 1] });
      var holder = new DOMParser().parseFromString(piece, "text/html").body;
      if (words(holder)) parts.push({ html: holder.innerHTML.trim(), text: words(holder) });
    });
    return parts;
  }

  /* Give the editor what its own paste knows how to take. */
  function paste(editor, html, text) {
    var data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", text);
    var event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    own.add(event);
    editor.dispatchEvent(event);
  }

  /* The child of a page's body that holds ``target``, and the body. */
  function placeOf(target) {
    for (var element = target; element; element = element.parentElement) {
      if (element.rootBlock && element.rootBlock.children && element.rootBlock.insert) {
        var index = element.rootBlock.children.findIndex(function (child) { return child.element.contains(target); });
        return index < 0 ? null : { stream: element.rootBlock, index: index, child: element.rootBlock.children[index] };
      }
    }
    return null;
  }

  function stateOf(table) {
    return {
      caption: "",
      columns: table.headings.map(function (heading) { return { type: "text", heading: heading }; }),
      rows: table.rows.map(function (row) { return { values: row }; }),
    };
  }

  function tell(child, table) {
    var note = document.createElement("p");
    note.className = "help-block help-info";
    note.setAttribute("role", "status");
    note.textContent = "붙여 넣은 표를 표 블록으로 옮겼습니다. 첫 줄을 제목 줄로 보았으니 맞는지 확인하고, 표 제목을 적어 주십시오." +
      (table.merged ? " 합쳐진 칸 " + table.merged + "개는 풀어서 같은 내용을 되풀이했습니다." : "");
    child.element.prepend(note);
  }

  function insertTable(stream, index, table) {
    var value = { caption: table.caption, rows: stateOf(table), first_column_is_heading: table.firstIsHeading };
    tell(stream.insert({ type: "table", value: value }, index, { animate: false }), table);
  }

  function isEmpty(editor) {
    return !words(editor);
  }

  /* Prose goes into the editor, each table into a block after it, prose after a table into a paragraph of its own. */
  function spread(parts, editor, place) {
    var index = place.index;
    parts.forEach(function (part, number) {
      if (part.table) {
        index += 1;
        insertTable(place.stream, index, part.table);
      } else if (number === 0) {
        paste(editor, part.html, part.text);
      } else {
        index += 1;
        var empty = place.stream.blockDef.initialChildStates.paragraph;
        var child = place.stream.insert({ type: "paragraph", value: empty }, index, { animate: false });
        window.setTimeout(function () {
          paste(child.element.querySelector("[contenteditable=true]"), part.html, part.text);
        }, 50);
      }
    });
    if (parts[0].table && isEmpty(editor)) place.stream.deleteBlock(place.index, { animate: false });
  }

  function asProse(parts) {
    return parts.map(function (part) {
      if (!part.table) return part.html;
      var holder = document.createElement("div");
      linesOf(part.table).forEach(function (line) {
        var paragraph = document.createElement("p");
        paragraph.textContent = line;
        holder.append(paragraph);
      });
      return holder.innerHTML;
    }).join("");
  }

  function onPaste(event) {
    if (own.has(event) || !event.clipboardData) return;
    var html = event.clipboardData.getData("text/html");
    if (!html || !OFFICE.test(html)) return;
    var target = event.target.nodeType === Node.ELEMENT_NODE ? event.target : event.target.parentElement;
    var editor = target && target.closest("[data-draftail-editor] [contenteditable=true]");
    var place = target && placeOf(target);
    var parts = editor || (place && place.child.type === "table") ? partsOf(html) : [];
    var tables = parts.filter(function (part) { return part.table; });
    if (!parts.length) return;
    if (!editor || (place && place.child.type === "table")) {
      if (!tables.length) return;
      event.preventDefault();
      event.stopPropagation();
      place.child.block.childBlocks.rows.setState(stateOf(tables[0].table));
      tell(place.child, tables[0].table);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (tables.length && place && place.child.type === "paragraph") spread(parts, editor, place);
    else paste(editor, asProse(parts), parts.map(function (part) { return part.text || ""; }).join("\n"));
  }

  document.addEventListener("paste", onPaste, true);
})();
