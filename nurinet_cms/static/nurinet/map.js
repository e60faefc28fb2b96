/* Maps of facilities, drawn with Leaflet: the list beside them says the same. Everything comes from our own
   server, and a background of streets only if the operator configured one. */
(function () {
  "use strict";

  var L = window.L;
  var LOOK_AGAIN_AFTER = 300;
  var CLOSE_BY = 15;
  var ALL_AROUND = 13.5;
  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function fetched(address) {
    return fetch(address, { credentials: "omit" }).then(function (response) {
      if (!response.ok) throw new Error(response.status);
      return response.json();
    });
  }

  function pinIcon() {
    return L.divIcon({ className: "pin", html: element("span", "pin-drop"), iconSize: [28, 36], iconAnchor: [14, 34], popupAnchor: [0, -32] });
  }

  function manyIcon(count) {
    var label = element("span", "pin-count", String(count));
    label.append(element("span", "sr-only", "곳이 모여 있음, 펼치기"));
    return L.divIcon({ className: "pin-many", html: label, iconSize: [36, 36] });
  }

  function countOf(marker) {
    return marker.options.count || 1;
  }

  function clusters() {
    return L.markerClusterGroup({
      animate: !still,
      showCoverageOnHover: false,
      maxClusterRadius: 56,
      iconCreateFunction: function (cluster) {
        var total = cluster.getAllChildMarkers().reduce(function (sum, marker) {
          return sum + countOf(marker);
        }, 0);
        return manyIcon(total);
      },
    });
  }

  function placeOf(feature) {
    return [feature.geometry.coordinates[1], feature.geometry.coordinates[0]];
  }

  /* Leaflet tells of a popup while it is still hidden, and what is hidden takes no focus. */
  function focusWhenShown(link, triesLeft) {
    if (triesLeft && window.getComputedStyle(link).visibility === "hidden") {
      window.setTimeout(focusWhenShown, 25, link, triesLeft - 1);
    } else {
      link.focus({ preventScroll: true });
    }
  }

  function pin(feature, map) {
    var facts = feature.properties;
    var place = placeOf(feature);
    if (facts.count) {
      return L.marker(place, { icon: manyIcon(facts.count), count: facts.count }).on("click keypress", function (event) {
        if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
        map.setView(place, map.getZoom() + 2, { animate: !still });
      });
    }
    var popup = element("div", "pin-popup");
    var link = element("a", "", facts.title);
    link.href = facts.url;
    popup.append(link, element("span", "", facts.kind));
    var marker = L.marker(place, { icon: pinIcon(), title: facts.title + ", " + facts.kind });
    marker.bindPopup(popup, { closeButton: false });
    marker.on("popupopen", function () {
      focusWhenShown(link, 20);
    });
    marker.on("popupclose", function () {
      var pressed = marker.getElement();
      if (pressed && popup.contains(document.activeElement)) pressed.focus({ preventScroll: true });
    });
    return marker;
  }

  function drawDongs(map, dongs) {
    var shapes = L.geoJSON(dongs, { interactive: false, style: { className: "dong-shape" } }).addTo(map);
    dongs.features.forEach(function (feature) {
      var name = L.divIcon({ className: "dong-name", html: element("span", "", feature.properties.name), iconSize: null });
      L.marker(feature.properties.middle, { icon: name, interactive: false, keyboard: false, zIndexOffset: -1000 }).addTo(map);
    });
    map.attributionControl.addAttribution(dongs.attribution);
    return shapes.getBounds();
  }

  function begin(box) {
    var map = L.map(box, {
      zoomControl: false,
      minZoom: 10,
      maxZoom: 18,
      zoomSnap: 0.5,
      scrollWheelZoom: false, // it would catch who only wants to scroll past
      dragging: box.dataset.map === "list" || !L.Browser.mobile,
      zoomAnimation: !still,
      fadeAnimation: !still,
      markerZoomAnimation: !still,
    });
    map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: "확대", zoomOutTitle: "축소" }).addTo(map);
    if (box.dataset.tiles) {
      L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution || "" }).addTo(map);
    }
    return map;
  }

  function drawPlace(map, box) {
    var place = [Number(box.dataset.latitude), Number(box.dataset.longitude)];
    map.setView(place, ALL_AROUND);
    L.marker(place, { icon: pinIcon(), title: box.dataset.title, keyboard: false, interactive: false }).addTo(map);
  }

  /* Pins, or areas where there are too many; then the map asks again for what it shows. */
  function drawPins(map, box, dongs, say) {
    var group = clusters().addTo(map);
    var waiting = null;
    var inAreas = false;

    function show(found) {
      inAreas = found.features.some(function (feature) {
        return feature.properties.count;
      });
      group.clearLayers();
      group.addLayers(
        found.features.map(function (feature) {
          return pin(feature, map);
        })
      );
      say("지도에 " + found.total.toLocaleString("ko") + "곳을 표시했습니다.");
    }

    function lookAgain() {
      var bounds = map.getBounds().pad(0.1).toBBoxString();
      var sign = box.dataset.pins.indexOf("?") === -1 ? "?" : "&";
      fetched(box.dataset.pins + sign + "box=" + bounds).then(show).catch(function () {});
    }

    map.on("moveend", function () {
      window.clearTimeout(waiting);
      if (inAreas) waiting = window.setTimeout(lookAgain, LOOK_AGAIN_AFTER);
    });
    return fetched(box.dataset.pins).then(function (found) {
      beginAt(map, box, dongs, found); // before there are pins, which would be drawn twice
      show(found);
    });
  }

  function beginAt(map, box, dongs, found) {
    if (box.dataset.middle) {
      var middle = box.dataset.middle.split(",").map(Number);
      L.circleMarker(middle, { radius: 9, className: "my-place", interactive: false }).addTo(map);
      map.setView(middle, CLOSE_BY, { animate: false });
      return;
    }
    found.features.forEach(function (feature) {
      dongs.extend(placeOf(feature));
    });
    map.fitBounds(dongs, { padding: [8, 8], animate: false });
  }

  function draw(box) {
    var note = box.parentNode.querySelector("[data-map-note]");
    function say(words) {
      note.textContent = words;
    }
    var map = begin(box);
    if (box.dataset.map === "place") {
      drawPlace(map, box);
      fetched(box.dataset.dongs).then(drawDongs.bind(null, map)).catch(function () {});
      return;
    }
    map.setView([37.58, 127.05], 12);
    fetched(box.dataset.dongs)
      .then(function (dongs) {
        return drawPins(map, box, drawDongs(map, dongs), say);
      })
      .catch(function () {
        say("지도를 불러오지 못했습니다. 아래 목록을 보아 주십시오.");
      });
  }

  function start() {
    Array.prototype.forEach.call(document.querySelectorAll("[data-map]"), draw);
  }

  // After site.js has shown what needs a script: a hidden map would not know its size.
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
})();
