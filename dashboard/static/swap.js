/* The page stands in #first as the server wrote it. When Dash has filled #app with the same page, it takes its place:
   before the browser paints, with the place on the page and the focus kept. A form that has been touched is left alone. */
(function () {
  "use strict";
  var first = document.getElementById("first");
  var app = document.getElementById("app");
  if (!first || !app) return;
  var isTouched = false;
  ["input", "change", "submit"].forEach(function (name) {
    first.addEventListener(name, function () { isTouched = true; }, true);
  });

  function wayTo(element) {
    var way = [];
    for (var at = element; at && at !== first; at = at.parentElement) {
      way.unshift(Array.prototype.indexOf.call(at.parentElement.children, at));
    }
    return way;
  }

  function follow(way) {
    return way.reduce(function (at, index) { return at && at.children[index]; }, document.getElementById("page"));
  }

  function swap() {
    var active = document.activeElement;
    var way = first.contains(active) ? wayTo(active) : null;
    var x = window.scrollX, y = window.scrollY;
    first.remove();
    app.hidden = false;
    window.scrollTo({ left: x, top: y, behavior: "instant" });
    var again = way && follow(way);
    if (again && again.tagName === active.tagName) again.focus({ preventScroll: true });
    document.dispatchEvent(new Event("fremdrift:swapped"));
    window.dispatchEvent(new Event("resize"));
  }

  new MutationObserver(function (_, observer) {
    if (!app.querySelector("main")) return;
    observer.disconnect();
    if (!isTouched) swap();
  }).observe(app, { childList: true, subtree: true });
})();
